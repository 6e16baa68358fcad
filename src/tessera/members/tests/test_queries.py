from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from structlog.testing import capture_logs

from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict, Forbidden, NotFound
from tessera.kernel.ids import uuid7
from tessera.members import permissions, queries, rules, usecases
from tessera.members.models import Member
from tessera.members.tests.conftest import AT, SYSTEM, Shop, worker
from tessera.platform import reads

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(shop: Shop) -> dict[str, UUID]:
    """Four members by name: two of the direct store, one of the franchise, one of none."""
    asked: list[dict[str, Any]] = [
        {"name": "王小明", "phone": "13812345678", "store_id": shop.direct},
        {"name": "Jane Wu", "phone": "13956789999", "store_id": shop.direct},
        {"name": "王芳", "phone": "15012340000", "store_id": shop.franchise},
        {"name": "O_Neil 100%", "phone": None, "reference": "17850"},
    ]
    members = [
        usecases.register(actor=SYSTEM, at=AT + timedelta(minutes=minute), **one)
        for minute, one in enumerate(asked)
    ]
    return {member.name: member.id for member in members}


def names(actor: Actor, text: str, limit: int = 20) -> list[str]:
    found = queries.search(actor=actor, at=AT, text=text, limit=limit)
    return [member.name for member in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("13812345678", ["王小明"]),
        ("+86 138-1234-5678", ["王小明"]),
        ("5678", ["王小明", "Jane Wu"]),
        ("1234", ["王小明", "王芳"]),
        ("8613", []),
        ("138", []),
        ("17850", ["O_Neil 100%"]),
        ("小明", ["王小明"]),
        ("王", ["王小明", "王芳"]),
        ("明小", []),
        ("wxm", ["王小明"]),
        ("WX", ["王小明"]),
        ("jane", ["Jane Wu"]),
        ("e wu", ["Jane Wu"]),
        ("jw", ["Jane Wu"]),
        ("100%", ["O_Neil 100%"]),
        ("_", []),
        ("O_", ["O_Neil 100%"]),
        ("OX", []),
        ("\x00", []),
        ("'; DROP TABLE", []),
    ],
)
def test_a_member_is_found_by_what_is_at_hand(
    people: dict[str, UUID], text: str, found: list[str]
) -> None:
    assert sorted(names(SYSTEM, text)) == sorted(found)


def test_whose_phone_ends_in_the_digits_comes_first(people: dict[str, UUID]) -> None:
    assert names(SYSTEM, "5678") == ["王小明", "Jane Wu"]


def test_a_card_finds_its_member_even_in_small_letters(people: dict[str, UUID]) -> None:
    code = Member.objects.get(name="王芳").card_code
    assert names(SYSTEM, code.lower()) == ["王芳"]


def test_no_more_than_asked_for_are_found(people: dict[str, UUID]) -> None:
    assert len(names(SYSTEM, "1234", limit=1)) == 1
    assert len(names(SYSTEM, "1234", limit=-5)) == 1


def test_what_is_found_is_masked(people: dict[str, UUID]) -> None:
    found = queries.search(actor=SYSTEM, at=AT, text="13812345678")
    row = Member.objects.get(name="王小明")
    assert found[0].phone_masked == "138****5678"
    assert "12345678" not in str(found)
    assert row.card_code not in str(found)


def test_a_member_shops_anywhere_so_digits_and_cards_find_anybody(
    people: dict[str, UUID], shop: Shop
) -> None:
    clerk = worker(shop.franchise)
    code = Member.objects.get(name="王小明").card_code
    assert names(clerk, "13812345678") == ["王小明"]
    assert names(clerk, code) == ["王小明"]
    assert names(clerk, "1234") == ["王芳", "王小明"]
    assert queries.get_member(clerk, people["王小明"]).name == "王小明"


def test_a_franchise_browses_its_own_members_only(people: dict[str, UUID], shop: Shop) -> None:
    clerk = worker(shop.franchise)
    assert names(clerk, "王") == ["王芳"]
    assert names(clerk, "wxm") == []
    assert names(clerk, "jane") == []
    assert [member.name for member in queries.list_members(clerk)] == ["王芳"]
    assert queries.list_members(clerk, store_id=shop.direct) == []
    with pytest.raises(NotFound, match=r"members\.not_found"):
        queries.get_profile(clerk, people["王小明"])


def test_a_birthday_is_for_the_people_of_the_home_store(shop: Shop) -> None:
    member = usecases.register(
        actor=SYSTEM,
        at=AT,
        name="王小明",
        phone="13812345678",
        store_id=shop.direct,
        birthday=AT.date().replace(year=1990),
    )
    assert queries.get_member(worker(shop.direct), member.id).birthday is not None
    assert queries.get_member(worker(shop.franchise), member.id).birthday is None


def test_who_may_not_find_members_finds_none(people: dict[str, UUID], shop: Shop) -> None:
    stranger = worker(shop.direct, without=permissions.FIND)
    with pytest.raises(Forbidden):
        queries.search(actor=stranger, at=AT, text="1234")
    with pytest.raises(Forbidden):
        queries.get_member(stranger, people["王芳"])
    with pytest.raises(Forbidden):
        queries.list_members(worker(shop.direct, without=permissions.VIEW))


def test_guessing_cards_is_logged_and_ends_after_sixty(people: dict[str, UUID], shop: Shop) -> None:
    """CASES 20."""
    guesser, colleague = worker(shop.direct), worker(shop.direct)
    code = Member.objects.get(name="王芳").card_code
    with capture_logs() as logs:
        for _ in range(rules.MAX_CARD_MISSES):
            assert names(guesser, rules.new_card_code()) == []
        with pytest.raises(Conflict, match=r"members\.lookups_limited"):
            names(guesser, code)
    assert [line["event"] for line in logs] == ["card unknown"] * 60 + ["card look-ups limited"]
    assert names(guesser, "13812345678") == ["王小明"]
    assert names(colleague, code) == ["王芳"]
    later = AT + timedelta(minutes=31)
    assert queries.search(actor=guesser, at=later, text=code)[0].name == "王芳"


def test_pages_follow_each_other_without_gaps(people: dict[str, UUID], shop: Shop) -> None:
    first = queries.list_members(SYSTEM, limit=2)
    rest = queries.list_members(SYSTEM, limit=2, after=first[-1].id)
    assert [m.name for m in first + rest] == ["O_Neil 100%", "王芳", "Jane Wu", "王小明"]
    assert queries.list_members(SYSTEM, after=rest[-1].id) == []
    assert len(queries.list_members(SYSTEM, level_id=shop.levels[0])) == 4


def test_pages_of_members_who_joined_at_one_instant_overlap_nowhere(shop: Shop) -> None:
    for number in range(4):
        usecases.register(
            actor=SYSTEM, at=AT, name=str(number), phone=f"1390000000{number}", store_id=shop.direct
        )
    seen: list[queries.MemberView] = []
    while page := queries.list_members(SYSTEM, limit=1, after=seen[-1].id if seen else None):
        seen += page
    assert sorted(member.name for member in seen) == ["0", "1", "2", "3"]


def test_a_profile_tells_who_brought_a_member_and_how_many_a_member_brought(
    people: dict[str, UUID], shop: Shop
) -> None:
    brought = usecases.register(
        actor=SYSTEM,
        at=AT,
        name="New",
        phone="18600000000",
        store_id=shop.direct,
        referred_by_card="13812345678",
    )
    profile = queries.get_profile(SYSTEM, brought.id)
    assert profile.referred_by is not None
    assert profile.referred_by.id == people["王小明"]
    assert queries.get_profile(SYSTEM, people["王小明"]).referred_count == 1


def test_a_list_costs_one_statement(
    people: dict[str, UUID], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert len(queries.list_members(SYSTEM)) == 4


def test_a_sale_reads_its_member_in_a_gathered_read(people: dict[str, UUID], shop: Shop) -> None:
    found = reads.gather({"member": queries.select_member(people["王小明"])})
    member = queries.member_of(found["member"])
    assert (member.id, member.phone) == (people["王小明"], "+8613812345678")
    assert (member.level_id, member.level_name) == (shop.levels[0], "Silver")
    assert (member.level_discount_bp, member.birthday) == (0, None)


def test_a_birthday_is_read_as_a_day(shop: Shop) -> None:
    born = AT.date().replace(year=1990)
    member = usecases.register(
        actor=SYSTEM, at=AT, name="X", phone="13812345678", store_id=shop.direct, birthday=born
    )
    found = reads.gather({"member": queries.select_member(member.id)})
    assert queries.member_of(found["member"]).birthday == born


def test_a_member_who_is_not_there_is_refused(shop: Shop) -> None:
    found = reads.gather({"member": queries.select_member(uuid7())})
    with pytest.raises(NotFound, match=r"members\.not_found"):
        queries.member_of(found["member"])


def test_a_card_becomes_a_picture() -> None:
    svg = queries.card_qr_svg(rules.new_card_code())
    assert svg.startswith("<svg")
    assert "style=" not in svg


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("5678", "member_phone_digits"),
        ("小明", "member_name_letters"),
        ("jane wu", "member_name_trigrams"),
        ("wx", "member_initials"),
    ],
)
def test_each_search_has_its_index(people: dict[str, UUID], text: str, index: str) -> None:
    """The planner may choose otherwise among four rows, so the others are switched off: it can read
    the table through, or in some order by any index, without a condition."""
    with connection.cursor() as cursor:
        for way in ("seqscan", "indexscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    plans: list[str] = []

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        with context["cursor"].connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {sql}", params)
            plans.extend(line for (line,) in cursor.fetchall())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        queries.search(actor=SYSTEM, at=AT, text=text)
    assert any(index in line for line in plans)
