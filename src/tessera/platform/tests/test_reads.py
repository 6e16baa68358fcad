"""A gathered read gives the same Python values on both engines."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tessera.platform import reads
from tessera.platform.models import AuditRow, Counter, User, Version
from tessera.platform.reads import Found, Select
from tessera.platform.tests.conftest import AT, heard

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 10)


def one(select: Select) -> Found:
    return reads.gather({"found": select})["found"]


def test_values_come_back_as_json_has_them() -> None:
    user = User.objects.create(username='王 "芳"', last_login=AT, is_active=False)
    (row,) = one(
        Select(
            "SELECT id, username, is_active, last_login, 7 AS n FROM platform_user"
            " WHERE id = {user}",
            {"user": user.id},
        )
    )

    assert UUID(row.pop("id")) == user.id
    assert datetime.fromisoformat(row.pop("last_login")) == AT
    assert row == {"username": '王 "芳"', "is_active": False, "n": 7}


def test_what_is_unknown_comes_back_as_none() -> None:
    User.objects.create(username="x")
    (row,) = one(Select("SELECT last_login, CAST(NULL AS integer) AS n FROM platform_user"))

    assert row == {"last_login": None, "n": None}


def test_days_and_large_sums_come_back_exactly() -> None:
    for number in range(3):
        Counter.objects.create(series=f"s{number}", day=DAY, value=2**31 - 1)
    (row,) = one(
        Select(
            "SELECT day, sum(value) AS total, max(value) * 2000000000 AS large"
            " FROM (SELECT day, CAST(value AS bigint) AS value FROM platform_counter) c"
            " GROUP BY day"
        )
    )

    assert row == {"day": "2026-03-10", "total": 3 * (2**31 - 1), "large": (2**31 - 1) * 2 * 10**9}


def test_instants_sort_as_texts_as_they_do_in_time() -> None:
    instants = [
        AT + timedelta(microseconds=n) for n in (0, 1, 250_000, 500_000, 999_999, 1_000_000)
    ]
    for at in instants:
        AuditRow.objects.create(at=at, actor_name="x", action="x", subject="x")
    texts = [row["at"] for row in one(Select("SELECT at FROM platform_auditrow"))]

    assert [datetime.fromisoformat(text) for text in sorted(texts)] == instants


def test_lists_bind_ids_and_texts_and_may_be_empty() -> None:
    users = [User.objects.create(username=name) for name in ("a", 'b"\\', "王")]
    by_id = "SELECT username FROM platform_user WHERE id IN {ids}"
    by_name = "SELECT username FROM platform_user WHERE username IN {names}"

    def names(sql: str, **params: reads.Value) -> set[str]:
        return {row["username"] for row in one(Select(sql, params))}

    assert names(by_id, ids=[users[0].id, users[2].id, uuid4()]) == {"a", "王"}
    assert names(by_name, names=['b"\\', "王", "nobody"]) == {'b"\\', "王"}
    assert names(by_id, ids=[]) == set()


def test_one_value_may_be_bound_many_times_and_mixed_with_others() -> None:
    Counter.objects.create(series="a", day=DAY, value=5)
    select = Select(
        "SELECT series FROM platform_counter WHERE value >= {n} AND value <= {n}"
        " AND day = {day} AND series IN {names}",
        {"n": 5, "day": DAY.isoformat(), "names": ["a", "b"]},
    )

    assert one(select) == [{"series": "a"}]


def test_every_part_has_its_own_rows_even_without_any() -> None:
    Version.objects.all().delete()
    Counter.objects.create(series="a", day=DAY, value=5)
    found = reads.gather(
        {
            "counters": Select("SELECT value FROM platform_counter"),
            "versions": Select("SELECT name FROM platform_version"),
            "again": Select("SELECT value FROM platform_counter WHERE value = {n}", {"n": 5}),
        }
    )

    assert found == {"counters": [{"value": 5}], "versions": [], "again": [{"value": 5}]}


@pytest.mark.postgres
def test_postgresql_answers_all_parts_in_one_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = heard(monkeypatch)
    reads.gather(
        {name: Select("SELECT value FROM platform_counter") for name in ("one", "two", "three")}
    )

    assert len(sent) == 1
