"""Stored value that is paid out in money: how much, how, and what it leaves in the books."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.bringing import work_here
from tests.support.payouts import pay_out
from tests.support.shop import NOON, Shop

from tessera.kernel.errors import Conflict, Forbidden, Invalid
from tessera.ledger.models import Entry, Posting
from tessera.platform.models import AuditRow
from tessera.sales import queries
from tessera.sales.models import Payout
from tessera.wallet import queries as wallet
from tessera.wallet import usecases as wallets
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.prepaid import Rule

LATER = NOON + timedelta(days=8)


@pytest.fixture
def member(shop: Shop) -> UUID:
    """Paid 500 in and got 50; spent 299 of it on a dress."""
    found = shop.join()
    shop.top_up(found)
    shop.sell(shop.order((shop.dress, 1), member_id=found), ("wallet", 29900))
    return found


pay = partial(pay_out, at=LATER)


def plan(shop: Shop, member_id: UUID) -> queries.PayoutPlan:
    return queries.plan_payout(shop.boss, member_id, store_id=shop.store_id, at=LATER)


def postings(document_id: UUID) -> dict[tuple[str, str], int]:
    found = Posting.objects.filter(entry__document_id=document_id)
    return {(row.source.kind, row.destination.kind): row.amount for row in found}


def test_the_member_gets_what_is_due_by_the_cause_and_the_card_is_empty(
    shop: Shop, member: UUID
) -> None:
    # 500 - 299 by the member's own wish; 500 - 299 * 500 / 550 by ours
    assert (plan(shop, member).consumer_minor, plan(shop, member).operator_minor) == (20100, 22818)
    done = pay(shop, member, 20100)
    assert wallet.get_balances(member).principal_minor == 0
    assert wallet.get_balances(member).bonus_minor == 0
    assert (done.principal_minor, done.bonus_minor) == (22818, 2282)
    assert postings(done.payout_id) == {
        ("wallet.principal", "tender.bank"): 20100,
        ("wallet.principal", "payout_kept"): 2718,
        ("wallet.bonus", "bonus_granted"): 2282,
    }
    assert done.number == "S1-T1-260318-P001"
    row = Payout.objects.get()
    assert row.working[0]["consumed_minor"] == 29900
    assert not broken()


def test_what_is_due_beyond_what_was_paid_in_comes_out_of_the_bonus(
    shop: Shop, member: UUID
) -> None:
    wallets.set_policy(actor=shop.boss, at=NOON, consumption_order="principal_first")
    shop.sell(shop.order((shop.dress, 1), member_id=member), ("wallet", 22818), ("cash", 7082))
    assert wallet.get_balances(member).principal_minor == 0
    due = plan(shop, member).operator_minor
    done = pay(shop, member, due, cause="operator")
    assert due > 0
    assert postings(done.payout_id) == {
        ("wallet.bonus", "tender.bank"): due,
        ("wallet.bonus", "bonus_granted"): 2282 - due,
    }
    assert not broken()


def test_goods_bought_at_a_discount_count_at_their_price_before_it(shop: Shop) -> None:
    found = shop.join()
    shop.top_up(found)
    order = shop.order((shop.dress, 1), member_id=found, coupons=(shop.coupon(found),))
    shop.sell(order, ("wallet", 27900))
    assert plan(shop, found).consumer_minor == 50000 - 29900
    assert plan(shop, found).operator_minor == 50000 - 25364


def test_what_came_back_was_never_consumed(shop: Shop, member: UUID) -> None:
    sold = shop.sell(
        shop.order((shop.dress, 1), member_id=member), ("wallet", 25100), ("cash", 4800)
    )
    shop.give_back(sold.sale_id, 1)
    assert plan(shop, member).consumer_minor == 20100


def test_the_same_request_again_pays_once(shop: Shop, member: UUID) -> None:
    request_id = uuid4()
    first = pay(shop, member, 20100, request_id=request_id)
    assert pay(shop, member, 20100, request_id=request_id) == first
    assert Payout.objects.count() == 1


@pytest.mark.parametrize(
    ("expected", "terms", "refusal"),
    [
        (20000, {}, "payouts.changed"),
        (20100, {"cause": "whim"}, "payouts.cause_unknown"),
        (20100, {"kind": "cash"}, "payouts.too_much_cash"),
        (20100, {"kind": "wallet"}, "payouts.payee_needed"),
        (20100, {"account": " "}, "payouts.payee_needed"),
        (20100, {"payee": ""}, "payouts.payee_needed"),
        (20100, {"identity_checked": False}, "payouts.identity_unchecked"),
        (20100, {"reason": " "}, "members.reason_needed"),
    ],
)
def test_a_refusal_changes_nothing(
    shop: Shop, member: UUID, expected: int, terms: dict[str, Any], refusal: str
) -> None:
    before = wallet.get_balances(member)
    with pytest.raises((Conflict, Invalid)) as refused:
        pay(shop, member, expected, **terms)
    assert refused.value.code == refusal
    assert wallet.get_balances(member) == before
    assert not Payout.objects.exists()
    assert not Entry.objects.filter(kind="payout").exists()


def test_nobody_decides_about_the_cause_and_pays_the_own_card_out(shop: Shop, member: UUID) -> None:
    clerk = work_here(shop, member)
    with pytest.raises(Forbidden) as refused:
        pay(replace(shop, boss=clerk), member, 22818, cause="operator")
    assert refused.value.code == "payouts.own_card"
    assert wallet.get_balances(member).principal_minor == 22818
    assert not Payout.objects.exists()


def test_nothing_is_paid_out_of_a_card_of_nothing_but_gifts_or_without_a_shift(
    shop: Shop, member: UUID
) -> None:
    with pytest.raises(Conflict) as refused:
        pay(shop, shop.join(), 0)
    assert refused.value.code == "payouts.nothing_due"
    shop.close_shift(counted_minor=0)
    with pytest.raises(Conflict) as refused:
        pay(shop, member, 20100)
    assert refused.value.code == "sales.shift_closed"


def test_cash_that_was_paid_out_is_missed_from_the_drawer(shop: Shop, member: UUID) -> None:
    shop.sell(shop.order((shop.dress, 1), member_id=member), ("wallet", 15100), ("cash", 14800))
    small = plan(shop, member).consumer_minor
    assert 0 < small <= 10000
    pay(shop, member, small, kind="cash")
    closed = shop.close_shift(counted_minor=0)
    assert closed.payout_count == 1
    # the float, the top-up and the part of the dress came in, the pay-out went
    assert closed.expected_minor == 50000 + 50000 + 14800 - small
    assert not broken()


def test_a_transfer_goes_to_the_name_on_the_document_where_one_was_noted(
    shop: Shop, member: UUID
) -> None:
    wallets.record_name(
        actor=shop.boss, at=NOON, store_id=shop.store_id, member_id=member, name="王芳芳"
    )
    with pytest.raises(Invalid, match=r"payouts\.payee_other"):
        pay(shop, member, 20100)
    assert wallet.get_balances(member).principal_minor == 22818
    assert not Payout.objects.exists()
    pay(shop, member, 20100, payee="王 芳芳")
    assert Payout.objects.get().payee == "王 芳芳"


def test_another_name_is_only_noted_where_the_law_of_the_brand_warns(
    shop: Shop, member: UUID
) -> None:
    wallets.record_name(
        actor=shop.boss, at=NOON, store_id=shop.store_id, member_id=member, name="王芳芳"
    )
    rules = {**prepaid.CN_DEFAULT, prepaid.SAME_NAME: Rule(prepaid.WARN)}
    wallets.set_profile(actor=shop.boss, at=NOON, name="宽松", rules=rules, valid_from=NOON.date())
    pay(shop, member, 20100)
    (row,) = AuditRow.objects.filter(action="payout.posted")
    assert row.data["warned"] == [prepaid.SAME_NAME]
