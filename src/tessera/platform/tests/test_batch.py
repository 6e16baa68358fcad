"""One batch: merged, guarded, in lock order, and true to every value on both engines."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from tessera.kernel.ids import uuid7
from tessera.platform import batch_sql, database
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow, Counter, RequestRecord, User
from tessera.platform.tests.conftest import AT, heard
from tessera.platform.usecases import StaleError

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def lock_order(settings: Settings) -> None:
    settings.LOCK_ORDER = ("platform.Counter", "platform.User")


def counter(value: int = 0, key: UUID | None = None) -> UUID:
    return Counter.objects.create(id=key or uuid7(), series=str(uuid4()), day=DAY, value=value).id


def value_of(key: UUID) -> int:
    return Counter.objects.get(id=key).value


def flush(batch: Batch) -> None:
    with transaction.atomic():
        batch.flush()


def audit_row(**values: Any) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "at": AT,
        "actor_kind": "staff",
        "actor_name": "王芳",
        "action": "tests.done",
        "subject": "x",
        **values,
    }


def test_rows_are_there_after_the_flush_and_not_before() -> None:
    batch, row = Batch(), audit_row()
    batch.insert(AuditRow, row)
    assert not AuditRow.objects.exists()
    flush(batch)

    assert AuditRow.objects.get().id == row["id"]


def test_a_flushed_batch_is_empty_and_an_empty_one_writes_nothing() -> None:
    batch = Batch()
    batch.insert(AuditRow, audit_row())
    flush(batch)
    flush(batch)

    assert AuditRow.objects.count() == 1


def test_columns_that_are_left_out_take_their_defaults() -> None:
    batch = Batch()
    batch.insert(AuditRow, {k: v for k, v in audit_row().items() if k != "id"})
    batch.insert(User, {"username": "x", "password": "y"})
    flush(batch)

    row = AuditRow.objects.get()
    assert (row.actor_id, row.store_id, row.data) == (None, None, {})
    assert row.id.version == 7
    assert User.objects.get().is_active is True


TEXTS = [
    "",
    "锦绣连衣裙",
    "NULL",
    "null",
    'a "quoted" word',
    "it's",
    "back\\slash",
    "\\",
    '\\"',
    "{braces},commas",
    "two\nlines\tand a tab",
    "100 %s and %(name)s and $1",
    "👗",
]


@pytest.mark.parametrize("text", TEXTS)
def test_texts_come_back_as_they_were(text: str) -> None:
    batch = Batch()
    batch.insert(AuditRow, audit_row(subject=text, data={"text": text, text: [text, None]}))
    batch.insert(AuditRow, audit_row(subject="other"))
    flush(batch)

    row = AuditRow.objects.get(subject=text)
    assert row.data == {"text": text, text: [text, None]}


@pytest.mark.parametrize(
    "data",
    [
        {},
        [],
        [1, -1, 2**53, 1.5, True, False, None, "x", {"a": {"b": []}}],
        {"名": "值", "nested": {"list": [{"amount_minor": -9007199254740993}]}},
        "text",
        0,
    ],
)
def test_json_comes_back_as_it_was(data: Any) -> None:
    batch, request_id = Batch(), uuid4()
    values = {"action": "x", "fingerprint": "y", "result": data, "at": AT}
    batch.insert(RequestRecord, {"request_id": request_id, **values})
    flush(batch)

    assert RequestRecord.objects.get().result == data


def test_ids_instants_and_nulls_come_back_as_they_were() -> None:
    batch, store_id = Batch(), uuid4()
    instants = [
        AT,
        AT + timedelta(microseconds=1),
        datetime(2026, 3, 10, 12, 0, tzinfo=timezone(timedelta(hours=8))),
        datetime(1999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ]
    rows = [audit_row(at=at, store_id=store_id) for at in instants] + [audit_row()]
    for row in rows:
        batch.insert(AuditRow, row)
    flush(batch)

    for row in rows:
        kept = AuditRow.objects.get(id=row["id"])
        assert (kept.at, kept.store_id) == (row["at"], row.get("store_id"))


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2028, 2, 29), date(9999, 12, 31)])
def test_days_and_whole_numbers_come_back_as_they_were(day: date) -> None:
    batch = Batch()
    for value in (0, 1, 2**31 - 1):
        batch.insert(Counter, {"series": f"s{value}", "day": day, "value": value})
    flush(batch)

    assert set(Counter.objects.values_list("day", "value")) == {
        (day, 0),
        (day, 1),
        (day, 2**31 - 1),
    }


@pytest.mark.parametrize("active", [True, False])
def test_truth_comes_back_as_it_was(active: bool) -> None:
    batch = Batch()
    batch.insert(User, {"username": "x", "password": "y", "is_active": active})
    flush(batch)

    assert User.objects.get().is_active is active


def test_a_column_that_does_not_exist_is_a_fault_and_nothing_is_written() -> None:
    batch = Batch()
    batch.insert(AuditRow, audit_row())
    batch.insert(Counter, {"series": "x", "day": DAY, "valeu": 1})

    with pytest.raises(TypeError, match=r"Counter has no .*valeu"):
        flush(batch)
    changing = Batch()
    changing.change(Counter, counter(), by={"valeu": 1})
    with pytest.raises(TypeError, match=r"Counter has no .*valeu"):
        flush(changing)
    assert not AuditRow.objects.exists()


def test_changes_of_one_row_are_merged_before_they_are_written() -> None:
    key, batch = counter(10), Batch()
    batch.change(Counter, key, by={"value": 5})
    batch.change(Counter, key, by={"value": -2}, put={"series": "first"})
    batch.change(Counter, key, put={"series": "last"}, expect={"value": 10})
    flush(batch)

    row = Counter.objects.get()
    assert (row.value, row.series) == (13, "last")


def test_changes_of_many_rows_and_shapes_go_together() -> None:
    keys, batch = [counter(n) for n in range(5)], Batch()
    for key in keys[:3]:
        batch.change(Counter, key, by={"value": 10})
    batch.change(Counter, keys[3], put={"value": 99, "day": date(2027, 1, 1)})
    batch.change(Counter, keys[4], by={"value": 1}, expect={"value": 4, "day": DAY})
    flush(batch)

    assert [value_of(key) for key in keys] == [10, 11, 12, 99, 5]
    assert Counter.objects.get(id=keys[3]).day == date(2027, 1, 1)


def test_every_kind_of_value_can_be_put_and_expected() -> None:
    user = User.objects.create(username="it's \\ 王", password="x", last_login=AT)
    batch = Batch()
    batch.change(
        User,
        user.id,
        put={"username": '"王"', "is_active": False, "last_login": None},
        expect={"username": "it's \\ 王", "is_active": True, "last_login": AT},
    )
    flush(batch)

    user.refresh_from_db()
    assert (user.username, user.is_active, user.last_login) == ('"王"', False, None)


@pytest.mark.parametrize("gone", [False, True])
def test_what_is_no_longer_as_expected_sends_the_work_back_and_writes_nothing(gone: bool) -> None:
    key, other = counter(10), counter(10)
    batch = Batch()
    batch.insert(AuditRow, audit_row())
    batch.change(Counter, other, by={"value": 1}, expect={"value": 10})
    batch.change(Counter, key, by={"value": 1}, expect={"value": 10})
    if gone:
        Counter.objects.filter(id=key).delete()
    else:
        Counter.objects.filter(id=key).update(value=11)

    with pytest.raises(StaleError):
        flush(batch)
    assert value_of(other) == 10
    assert not AuditRow.objects.exists()


@pytest.mark.parametrize("value", [10, 11])
def test_what_is_only_looked_at_must_be_as_expected_too(value: int) -> None:
    key, batch = counter(value), Batch()
    batch.insert(AuditRow, audit_row())
    batch.change(Counter, key, expect={"value": 10})
    if value == 10:
        flush(batch)
    else:
        with pytest.raises(StaleError):
            flush(batch)
    assert value_of(key) == value
    assert AuditRow.objects.exists() == (value == 10)


def test_a_constraint_that_does_not_hold_sends_the_work_back_and_writes_nothing() -> None:
    key, batch = counter(3), Batch()
    batch.insert(AuditRow, audit_row())
    batch.change(Counter, key, by={"value": -4})

    with pytest.raises(IntegrityError) as failure:
        flush(batch)
    assert database.is_transient(failure.value)
    assert value_of(key) == 3
    assert not AuditRow.objects.exists()


def test_a_key_that_is_taken_sends_the_work_back() -> None:
    key, batch = counter(3), Batch()
    batch.insert(Counter, {"id": key, "series": "x", "day": DAY, "value": 1})

    with pytest.raises(IntegrityError):
        flush(batch)
    assert value_of(key) == 3


def test_what_has_no_place_in_the_lock_order_cannot_be_changed() -> None:
    batch = Batch()
    batch.change(AuditRow, uuid7(), put={"subject": "y"})

    with pytest.raises(TypeError, match=r"platform\.AuditRow has no place"):
        flush(batch)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[batch_sql.Statement]:
    """The statements that were run, in their order."""
    kept: list[batch_sql.Statement] = []
    run = batch_sql.run

    def note(statements: Sequence[batch_sql.Statement], *, combined: bool) -> bool:
        kept.extend(statements)
        return run(statements, combined=combined)

    monkeypatch.setattr(batch_sql, "run", note)
    return kept


def test_rows_are_locked_table_by_table_in_the_stated_order_and_by_id(
    sent: list[batch_sql.Statement],
) -> None:
    keys = sorted(counter(key=uuid4()) for _ in range(5))
    user = User.objects.create(username="x")
    batch = Batch()
    batch.insert(AuditRow, audit_row())
    batch.change(User, user.id, put={"username": "y"})
    for key in (keys[3], keys[0], keys[4], keys[1], keys[2]):
        batch.change(Counter, key, by={"value": 1})
    flush(batch)

    tables = [statement.sql_row.split('"')[1] for statement in sent]
    assert tables == ["platform_counter", "platform_user", "platform_auditrow"]
    assert [row["key_id"] for row in sent[0].rows] == keys


def test_a_new_row_is_written_where_its_table_stands_in_the_lock_order(
    sent: list[batch_sql.Statement],
) -> None:
    user = User.objects.create(username="x")
    batch = Batch()
    batch.insert(AuditRow, audit_row())
    batch.change(User, user.id, put={"username": "y"})
    batch.insert(Counter, {"series": "s", "day": DAY})
    flush(batch)

    tables = [statement.sql_row.split('"')[1] for statement in sent]
    assert tables == ["platform_counter", "platform_user", "platform_auditrow"]


def test_each_table_is_written_once_however_many_rows_there_are(
    sent: list[batch_sql.Statement],
) -> None:
    batch = Batch()
    for number in range(40):
        batch.insert(AuditRow, audit_row())
        batch.insert(Counter, {"series": f"s{number}", "day": DAY})
    for _ in range(40):
        batch.change(Counter, counter(), by={"value": 1})
    flush(batch)

    assert [statement.count for statement in sent] == [40, 40, 40]
    assert Counter.objects.filter(value=1).count() == 40


@pytest.mark.postgres
def test_postgresql_writes_all_tables_in_one_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = heard(monkeypatch)
    batch = Batch()
    batch.insert(AuditRow, audit_row())
    batch.insert(User, {"username": "x", "password": "y"})
    batch.change(Counter, counter(), by={"value": 1})
    flush(batch)

    (statement,) = sent
    assert statement.count("INSERT INTO") == 2
    assert statement.count("UPDATE") == 1
