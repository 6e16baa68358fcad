"""Lists of members by what is known of them, kept filters, and files."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import Q

from tessera.kernel.actor import Actor
from tessera.kernel.errors import Forbidden, Invalid, NotFound
from tessera.kernel.ids import uuid7
from tessera.members import permissions, queries, rules, usecases
from tessera.members.models import SavedFilter
from tessera.members.queries import Besides, MemberFilter
from tessera.members.rules import Birthday
from tessera.members.tests.conftest import AT, SYSTEM, Shop, worker
from tessera.org import usecases as org
from tessera.org.queries import permissions_of
from tessera.platform.models import AuditRow

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 2)


def register(shop: Shop, name: str, number: int, **more: Any) -> UUID:
    asked: dict[str, Any] = {"actor": SYSTEM, "at": AT, "store_id": shop.direct}
    phone = f"1390000000{number}"
    return usecases.register(**(asked | {"name": name, "phone": phone} | more)).id


@pytest.fixture
def people(shop: Shop) -> Shop:
    """Ann, 35, born in May; Bea, 20, by the moon in August; Cat, older as a member, in the franchise."""
    ann = register(shop, "Ann", 1, birthday=date(1990, 5, 17))
    bea = register(shop, "Bea", 2)
    moon = Birthday(8, 15, 2005, lunar=True)
    usecases.set_birthday(actor=SYSTEM, at=AT, member_id=bea, birthday=moon)
    register(shop, "Cat", 3, at=AT - timedelta(days=400), store_id=shop.franchise)
    tag = usecases.define_tag(actor=SYSTEM, at=AT, name="VIP", colour="rose")
    usecases.set_tag(actor=SYSTEM, at=AT, member_id=ann, tag_id=tag)
    return shop


def names(wanted: MemberFilter, actor: Actor = SYSTEM) -> set[str]:
    return {one.name for one in queries.list_members(actor, wanted=wanted, on=ON)}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"Ann", "Bea", "Cat"}),
        ({"birthday_month": 5}, {"Ann"}),
        ({"birthday_month": 9}, {"Bea"}),  # the fifteenth of the eighth moon of 2026
        ({"birthday_month": 8}, set()),
        ({"from_age": 20, "to_age": 20}, {"Bea"}),
        ({"from_age": 21}, {"Ann"}),
        ({"to_age": 35}, {"Ann", "Bea"}),
        ({"to_age": 34}, {"Bea"}),
        ({"joined_from": date(2026, 3, 2)}, {"Ann", "Bea"}),
        ({"joined_until": date(2025, 12, 31)}, {"Cat"}),
        ({"joined_from": date(2026, 3, 3)}, set()),
    ],
)
def test_a_filter_asks_for_ages_months_and_days_of_joining(
    people: Shop, asked: dict[str, Any], found: set[str]
) -> None:
    assert names(MemberFilter(**asked)) == found


def test_a_filter_asks_for_tag_level_and_store_within_the_readers_stores(people: Shop) -> None:
    [tag] = queries.list_tags()
    assert names(MemberFilter(tag_id=tag.id)) == {"Ann"}
    assert names(MemberFilter(level_id=people.levels[1])) == set()
    assert names(MemberFilter(store_id=people.franchise)) == {"Cat"}
    assert names(MemberFilter(), worker(people.direct)) == {"Ann", "Bea"}
    assert names(MemberFilter(store_id=people.franchise), worker(people.direct)) == set()


@pytest.mark.parametrize("month", range(1, 13))
def test_the_lunar_days_of_a_month_are_those_whose_birthday_falls_into_it(month: int) -> None:
    found = rules.lunar_days_in(2026, month)
    for day in (
        Birthday(m, d, lunar=True, leap=leap)
        for m in (1, 6, 8, 12)
        for d in (1, 15, 30)
        for leap in (False, True)
    ):
        falls = {
            rules.next_birthday(day, date(2026, 1, 1)),
            rules.next_birthday(day, date(2026, 12, 1)),
        }
        named = any(
            (one.month, one.leap) == (day.month, day.leap) and one.first <= day.day <= one.last
            for one in found
        )
        assert named == any((on.year, on.month) == (2026, month) for on in falls), day


def test_a_number_plate_is_found_by_its_beginning_by_who_may_see_it(people: Shop) -> None:
    plate = usecases.define_field(
        actor=SYSTEM, at=AT, name="车牌", kind="text", seen_by=["cashier"]
    )
    [ann] = queries.search(actor=SYSTEM, at=AT, text="Ann")
    usecases.answer_fields(actor=SYSTEM, at=AT, member_id=ann.id, answers={plate: "粤B·12345"})

    def found(role: str, store_id: UUID) -> list[str]:
        actor = Actor("staff", uuid7(), "x", role, permissions.ALL, store_ids=frozenset({store_id}))
        return [one.name for one in queries.search(actor=actor, at=AT, text="粤b 123")]

    assert found("cashier", people.direct) == ["Ann"]
    assert found("guide", people.direct) == []
    assert found("cashier", people.franchise) == []


@pytest.fixture
def clerk(people: Shop) -> Actor:
    boss = Actor("system", None, "boss", "system", permissions_of("owner"), store_ids=None)
    staff_id = org.hire(
        actor=boss,
        at=AT,
        username="clerk",
        password="silk-and-brocade-88",
        name="clerk",
        role="cashier",
        store_ids=[people.direct],
    )
    return Actor(
        "staff",
        staff_id,
        "clerk",
        "cashier",
        permissions_of("cashier"),
        store_ids=frozenset({people.direct}),
    )


def test_a_filter_is_kept_under_a_name_for_its_owner_alone(clerk: Actor) -> None:
    for query in ("tag=1", "tag=2"):
        usecases.keep_filter(actor=clerk, at=AT, name="VIP", query=query)
    [kept] = queries.list_saved_filters(clerk)
    assert (kept.name, kept.query) == ("VIP", "tag=2")
    assert queries.list_saved_filters(worker()) == []
    with pytest.raises(NotFound, match=r"members\.filter_not_found"):
        usecases.drop_filter(actor=worker(), at=AT, filter_id=kept.id)
    usecases.drop_filter(actor=clerk, at=AT, filter_id=kept.id)
    assert not SavedFilter.objects.exists()


def test_a_filter_without_a_name_is_not_kept(clerk: Actor) -> None:
    with pytest.raises(Invalid, match=r"members\.name_needed"):
        usecases.keep_filter(actor=clerk, at=AT, name=" ", query="x")
    assert not SavedFilter.objects.exists()


def test_a_list_is_taken_out_masked_and_written_down(people: Shop) -> None:
    wanted = MemberFilter(store_id=people.direct)
    rows = usecases.export_members(actor=SYSTEM, at=AT, on=ON, wanted=wanted)
    assert {row.name: (row.phone, row.tags) for row in rows} == {
        "Ann": ("139****0001", ("VIP",)),
        "Bea": ("139****0002", ()),
    }
    noted = AuditRow.objects.get(action="members.exported")
    assert noted.data == {
        "members": 2,
        "phones": False,
        "asked": {"store_id": str(people.direct)},
    }


def test_what_a_room_above_knows_narrows_the_list_and_is_written_down(people: Shop) -> None:
    wanted = MemberFilter(besides=Besides("called Ann", Q(name="Ann")))
    assert wanted.asks
    assert not MemberFilter().asks
    listed = queries.list_members(SYSTEM, wanted=wanted, on=ON)
    rows = usecases.export_members(actor=SYSTEM, at=AT, on=ON, wanted=wanted)
    assert [one.name for one in listed] == [row.name for row in rows] == ["Ann"]
    noted = AuditRow.objects.get(action="members.exported")
    assert noted.data["asked"] == {"besides": "called Ann"}


def test_whole_phones_are_taken_out_only_by_who_may_see_them(people: Shop) -> None:
    for missing in (permissions.EXPORT, permissions.SEE_PHONE):
        with pytest.raises(Forbidden):
            usecases.export_members(
                actor=worker(people.direct, without=missing), at=AT, on=ON, whole_phones=True
            )
    assert not AuditRow.objects.filter(action="members.exported").exists()
    rows = usecases.export_members(actor=SYSTEM, at=AT, on=ON, whole_phones=True)
    assert "+8613900000001" in {row.phone for row in rows}
