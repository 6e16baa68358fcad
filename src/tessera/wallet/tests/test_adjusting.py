"""Adjusting by hand: alone up to the limit of the role, beyond it only with somebody else."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.support import bonus, pointing
from tests.support.bringing import work_here
from tests.support.shop import NOON, Shop, open_shop

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.ledger.models import Entry
from tessera.ledger.queries import get_balance
from tessera.platform.models import AuditRow
from tessera.wallet import permissions, places, queries, usecases
from tessera.wallet.models import Adjustment
from tessera.wallet.queries import get_balances

LAST = date(2027, 12, 31)


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


def person(shop: Shop, name: str, role: str = "manager", **more: Any) -> Actor:
    granted = frozenset({permissions.ADJUST, permissions.APPROVE})
    actor = Actor("staff", uuid7(), name, role, granted, frozenset({shop.store_id}))
    return replace(actor, **more)


def adjust(actor: Actor, member: UUID, amount: int, **more: Any) -> usecases.Adjusted:
    asked: dict[str, Any] = {
        "unit": "points",
        "cause": "goodwill",
        "reason": "补登上周漏积的分",
        "expires_on": LAST,
        "request_id": uuid4(),
        **more,
    }
    return usecases.adjust(actor=actor, at=NOON, member_id=member, amount=amount, **asked)


def approve(actor: Actor, done: usecases.Adjusted) -> None:
    usecases.approve_adjustment(actor=actor, at=NOON, adjustment_id=done.adjustment_id)


def code_of(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(DomainError) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


def test_within_the_limit_points_are_there_at_once(shop: Shop) -> None:
    member, li = shop.join(), person(shop, "李店长")
    assert adjust(li, member, 500).waits is False
    assert get_balances(member).points == 500
    assert pointing.lots_of(member) == [(500, LAST, shop.store_id)]
    assert get_balance(places.points_adjusted(shop.store_id)) == -500
    assert Entry.objects.get(holder=member).kind == "adjustment"
    row = AuditRow.objects.get(action="wallet.adjusted")
    assert (row.actor_name, row.data["amount"]) == ("李店长", 500)
    assert row.data["reason"] == "补登上周漏积的分"


def test_beyond_the_limit_nothing_moves_until_somebody_else_approves(shop: Shop) -> None:
    member, li, zhao = shop.join(), person(shop, "李店长"), person(shop, "赵店长")
    asked = adjust(li, member, 501)
    assert asked.waits
    assert get_balances(member).points == 0
    assert not Entry.objects.filter(kind="adjustment").exists()
    assert [row.id for row in queries.list_adjustments(zhao, state="waiting")] == [
        asked.adjustment_id
    ]
    approve(zhao, asked)
    assert get_balances(member).points == 501
    row = AuditRow.objects.get(action="wallet.adjustment_approved")
    assert (row.actor_name, row.data["asked_by"]) == ("赵店长", "李店长")


def test_nobody_approves_what_they_asked_for(shop: Shop) -> None:
    member, li = shop.join(), person(shop, "李店长")
    asked = adjust(li, member, 501)
    assert code_of(approve, li, asked) == "wallet.second_person"
    assert get_balances(member).points == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        Adjustment.objects.filter(id=asked.adjustment_id).update(decided_by_id=li.id)


def test_what_was_refused_moves_nothing_and_is_over(shop: Shop) -> None:
    member, li, zhao = shop.join(), person(shop, "李店长"), person(shop, "赵店长")
    asked = adjust(li, member, 501)
    usecases.refuse_adjustment(
        actor=zhao, at=NOON, adjustment_id=asked.adjustment_id, reason="没有凭证"
    )
    assert code_of(approve, zhao, asked) == "wallet.adjustment_over"
    assert get_balances(member).points == 0
    assert Adjustment.objects.get().decision == "没有凭证"


def test_approving_twice_moves_once(shop: Shop) -> None:
    member, li, zhao = shop.join(), person(shop, "李店长"), person(shop, "赵店长")
    asked = adjust(li, member, 501)
    approve(zhao, asked)
    assert code_of(approve, zhao, asked) == "wallet.adjustment_over"
    assert get_balances(member).points == 501


def test_many_small_ones_in_a_day_count_together(shop: Shop) -> None:
    member, li = shop.join(), person(shop, "李店长")
    assert [adjust(li, member, 200).waits for _ in range(3)] == [False, False, True]
    assert adjust(person(shop, "赵店长"), member, 200).waits is False
    assert get_balances(member).points == 600


def test_a_new_day_has_a_new_limit(shop: Shop) -> None:
    member, li = shop.join(), person(shop, "李店长")
    adjust(li, member, 500)
    done = usecases.adjust(
        actor=li,
        at=NOON + timedelta(days=1),
        request_id=uuid4(),
        member_id=member,
        unit="points",
        amount=500,
        cause="other",
        reason="又一次",
    )
    assert done.waits is False


@pytest.mark.parametrize(("role", "alone"), [("owner", 5000), ("manager", 500), ("cashier", 0)])
def test_the_limit_is_that_of_the_role(shop: Shop, role: str, alone: int) -> None:
    member, actor = shop.join(), person(shop, "某人", role)
    assert adjust(actor, member, alone + 1).waits
    if alone:
        assert not adjust(actor, member, alone).waits


def test_points_are_taken_from_what_ends_first_and_never_beyond_it(shop: Shop) -> None:
    member, li = shop.join(), person(shop, "李店长")
    pointing.give(member, 100, store_id=shop.store_id, at=NOON, until=date(2026, 12, 31))
    pointing.give(member, 100, store_id=shop.store_id, at=NOON, until=LAST)
    adjust(li, member, -150)
    assert pointing.lots_of(member) == [(50, LAST, shop.store_id)]
    assert code_of(adjust, li, member, -51) == "points.insufficient"
    assert get_balances(member).points == 50


def test_what_is_added_fills_a_debt_first(shop: Shop) -> None:
    member, li = shop.join(), person(shop, "李店长")
    pointing.owe(member, 30, store_id=shop.store_id, at=NOON)
    adjust(li, member, 100)
    after = get_balances(member)
    assert (after.points, after.points_debt) == (70, 0)


def test_what_a_debt_swallows_whole_is_adjusted_as_well(shop: Shop) -> None:
    member, li = shop.join(), person(shop, "李店长")
    pointing.give(member, 20, store_id=shop.store_id, at=NOON)
    pointing.owe(member, 150, store_id=shop.store_id, at=NOON)
    adjust(li, member, 100)
    after = get_balances(member)
    assert (after.points, after.points_debt) == (20, 50)


def test_bonus_is_adjusted_at_the_brands_cost(shop: Shop) -> None:
    member, li = shop.join(), person(shop, "李店长")
    bonus.give(member, 1000, store_id=shop.store_id, at=NOON)
    adjust(li, member, 2000, unit="bonus")
    adjust(li, member, -500, unit="bonus")
    assert get_balances(member).bonus_minor == 2500
    assert get_balance(places.bonus_granted(shop.store_id, "CNY")) == -2500
    assert code_of(adjust, li, member, -2501, unit="bonus") == "wallet.bonus_insufficient"


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"unit": "gold"},
        {"cause": "because"},
        {"reason": "  "},
        {"expires_on": date(2026, 3, 9)},
        {"amount": 10**10},
    ],
)
def test_an_adjustment_that_says_nothing_is_refused(shop: Shop, wrong: dict[str, Any]) -> None:
    member, li = shop.join(), person(shop, "李店长")
    with pytest.raises(DomainError):
        adjust(li, member, **{"amount": 5, **wrong})
    assert not Adjustment.objects.exists()
    assert not Entry.objects.filter(kind="adjustment").exists()


def test_a_request_that_comes_twice_adjusts_once(shop: Shop) -> None:
    member, li, request = shop.join(), person(shop, "李店长"), uuid4()
    first = adjust(li, member, 100, request_id=request)
    assert adjust(li, member, 100, request_id=request) == first
    assert get_balances(member).points == 100


def test_another_store_and_a_stranger_adjust_and_approve_nothing(shop: Shop) -> None:
    member, li = shop.join(), person(shop, "李店长")
    elsewhere = person(shop, "加盟店长", store_ids=frozenset({uuid7()}))
    stranger = person(shop, "路人", permissions=frozenset())
    asked = adjust(li, member, 501)
    for actor in (elsewhere, stranger):
        with pytest.raises(DomainError):
            adjust(actor, member, 10)
        with pytest.raises(DomainError):
            approve(actor, asked)
    assert queries.list_adjustments(elsewhere) == []
    assert get_balances(member).points == 0


def test_nobody_adjusts_the_own_card_alone_nor_approves_what_is_for_it(shop: Shop) -> None:
    member = shop.join()
    li = person(shop, "李店长", id=work_here(shop, member).id)
    assert adjust(li, member, 1).waits is True
    asked = adjust(person(shop, "赵"), member, 5000)
    assert code_of(approve, li, asked) == "wallet.own_card"
    assert get_balances(member).points == 0
    approve(person(shop, "钱"), asked)
    assert get_balances(member).points == 5000


def test_points_that_only_fill_what_is_owed_count_towards_the_limit(shop: Shop) -> None:
    member, li = shop.join(), person(shop, "李店长")
    pointing.give(member, 10, store_id=shop.store_id, at=NOON)
    pointing.owe(member, 700, store_id=shop.store_id, at=NOON)
    assert not adjust(li, member, 300).waits
    held = get_balances(member)
    assert (held.points, held.points_debt) == (10, 400)
    assert adjust(li, member, 300).waits
    assert get_balances(member).points_debt == 400


def test_points_whose_last_day_went_by_while_they_waited_are_not_approved(shop: Shop) -> None:
    member, asking, other = shop.join(), person(shop, "王店长"), person(shop, "李店长")
    waits = adjust(asking, member, 900_000, expires_on=NOON.date())
    assert waits.waits
    late: dict[str, Any] = {
        "actor": other,
        "at": NOON + timedelta(days=3),
        "adjustment_id": waits.adjustment_id,
    }
    assert code_of(usecases.approve_adjustment, **late) == "wallet.adjustment_late"
    assert get_balances(member).points == 0
    assert Adjustment.objects.get().state == "waiting"
    usecases.refuse_adjustment(**late, reason="已过期，请重新提交")
    assert Adjustment.objects.get().state == "refused"
