"""Tags by hand and by rule."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.members import operations, queries, usecases
from tessera.members.models import MemberTag
from tessera.members.operations import TagMoves, Wanted
from tessera.members.tests.conftest import AT, SYSTEM, Shop, worker

pytestmark = pytest.mark.django_db


def tag(name: str = "VIP") -> UUID:
    return usecases.define_tag(actor=SYSTEM, at=AT, name=name, colour="rose")


def members(shop: Shop, count: int = 3) -> list[UUID]:
    return [
        usecases.register(
            actor=SYSTEM, at=AT, name="x", phone=f"1390000000{n}", store_id=shop.direct
        ).id
        for n in range(count)
    ]


def by_rule(wanted: Wanted, *, among: list[UUID] | None = None, days: int = 0) -> TagMoves:
    with transaction.atomic():
        return operations.replace_rule_tags([wanted], at=AT + timedelta(days=days), among=among)


def test_a_tag_hung_twice_hangs_once_and_says_who_and_why(shop: Shop) -> None:
    [member], vip = members(shop, 1), tag()
    for why in ("Opening party", ""):
        usecases.set_tag(actor=SYSTEM, at=AT, member_id=member, tag_id=vip, why=why)
    [hung] = queries.tags_of([member])[member]
    assert (hung.name, hung.source, hung.since) == ("VIP", "hand", AT)
    assert hung.reason == {"by": "set-up", "text": "Opening party"}
    usecases.remove_tag(actor=SYSTEM, at=AT, member_id=member, tag_id=vip)
    assert queries.tags_of([member]) == {}


def test_rules_move_their_own_tags_and_leave_those_by_hand(shop: Shop) -> None:
    people, often, vip = members(shop), tag("often"), tag()
    usecases.set_tag(actor=SYSTEM, at=AT, member_id=people[0], tag_id=often)
    usecases.set_tag(actor=SYSTEM, at=AT, member_id=people[0], tag_id=vip)
    first = Wanted(often, {people[0]: {"sales": 5}, people[1]: {"sales": 6}})
    then = Wanted(often, {people[1]: {"sales": 7}, people[2]: {"sales": 5}})
    assert by_rule(first) == TagMoves(added=2, removed=0)
    assert by_rule(then, days=1) == TagMoves(added=1, removed=1)
    assert by_rule(then, days=2) == TagMoves(added=0, removed=0)
    rows = MemberTag.objects.filter(tag=often, source="rule")
    assert {row.member_id: (row.reason, row.since) for row in rows} == {
        people[1]: ({"sales": 7}, AT),
        people[2]: ({"sales": 5}, AT + timedelta(days=1)),
    }
    assert MemberTag.objects.filter(member=people[0], source="hand").count() == 2


def test_after_a_sale_only_who_was_looked_at_gains_or_loses(shop: Shop) -> None:
    people, often = members(shop), tag("often")
    by_rule(Wanted(often, {people[0]: {}, people[1]: {}}))
    assert by_rule(Wanted(often, {}), among=[people[0]]) == TagMoves(added=0, removed=1)
    assert list(MemberTag.objects.values_list("member", flat=True)) == [people[1]]


def test_a_rules_tag_is_not_taken_away_by_hand(shop: Shop) -> None:
    [member], often = members(shop, 1), tag("often")
    by_rule(Wanted(often, {member: {}}))
    with pytest.raises(NotFound, match=r"members\.tag_not_found"):
        usecases.remove_tag(actor=SYSTEM, at=AT, member_id=member, tag_id=often)
    assert MemberTag.objects.count() == 1


def test_a_retired_tag_stays_where_it_is_and_goes_nowhere_new(shop: Shop) -> None:
    people, vip = members(shop, 2), tag()
    usecases.set_tag(actor=SYSTEM, at=AT, member_id=people[0], tag_id=vip)
    usecases.change_tag(actor=SYSTEM, at=AT, tag_id=vip, name="VIP", colour="sky", is_active=False)
    with pytest.raises(NotFound, match=r"members\.tag_not_found"):
        usecases.set_tag(actor=SYSTEM, at=AT, member_id=people[1], tag_id=vip)
    assert list(queries.tags_of(people)) == [people[0]]


def test_a_franchise_hangs_nothing_on_another_stores_member(shop: Shop) -> None:
    [member], vip = members(shop, 1), tag()
    with pytest.raises(Forbidden):
        usecases.set_tag(actor=worker(shop.franchise), at=AT, member_id=member, tag_id=vip)
    assert not MemberTag.objects.exists()


def test_two_tags_do_not_share_a_name_and_a_colour_is_one_that_the_theme_knows(
    shop: Shop,
) -> None:
    tag()
    with pytest.raises(Conflict, match=r"members\.name_taken"):
        tag(" VIP ")
    with pytest.raises(Invalid, match=r"members\.answer_invalid"):
        usecases.define_tag(actor=SYSTEM, at=AT, name="x", colour="#ff0000")
    assert len(queries.list_tags()) == 1
