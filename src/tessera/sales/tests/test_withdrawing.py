"""The right of the first seven days, and what came with the money (domain handbook 1.3, 1.4)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.support.books import broken
from tests.support.law import set_rule
from tests.support.payouts import pay_out
from tests.support.shop import NOON, Shop

from tessera.kernel.errors import DomainError
from tessera.offers import usecases as offers
from tessera.offers.models import Coupon
from tessera.platform.models import AuditRow
from tessera.sales.models import Payout
from tessera.sales.queries import PayoutPlan, plan_payout
from tessera.sales.rules.order import Order
from tessera.sales.usecases import CompletedSale
from tessera.stock.queries import on_hand
from tessera.wallet import usecases as wallet
from tessera.wallet.models import RealName
from tessera.wallet.queries import get_balances
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.prepaid import OFF, WARN
from tessera.wallet.rules.topups import Gifts, PlanTerms


def topped_up(shop: Shop, terms: PlanTerms, member: UUID, *, dress: bool = False) -> CompletedSale:
    """1,000 by a plan, with a dress of 299.00 in the same cart where asked."""
    sku_id = shop.add("PLAN", 100000, kind="topup")
    wallet.set_plan(
        actor=shop.boss,
        at=NOON,
        sku_id=sku_id,
        principal_minor=100000,
        bonus_minor=0,
        terms=terms,
    )
    lines = [(sku_id, 1), (shop.dress, 1)] if dress else [(sku_id, 1)]
    return shop.sell(shop.order(*lines, member_id=member))


def seen(shop: Shop, member: UUID, *, days: int = 0) -> PayoutPlan:
    at = NOON + timedelta(days=days)
    return plan_payout(shop.boss, member, store_id=shop.store_id, at=at)


def refused(shop: Shop, member: UUID, expected: int, code: str, **told: Any) -> None:
    """Nothing was paid, and nothing is noted."""
    before, names = get_balances(member), RealName.objects.count()
    with pytest.raises(DomainError) as caught:
        pay_out(shop, member, expected, **told)
    assert caught.value.code == code
    assert (get_balances(member), RealName.objects.count()) == (before, names)
    assert not Payout.objects.exists()


def test_within_seven_days_all_of_it_is_paid_back_without_a_reason(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    at = NOON + timedelta(days=7)
    pay_out(shop, member, 50000, at=at, cause="withdrawal", reason="")
    assert get_balances(member).principal_minor == 0
    assert Payout.objects.get().cause == "withdrawal"
    assert not broken()


@pytest.mark.parametrize("days", [8, 30])
def test_after_the_days_there_is_no_withdrawal(shop: Shop, days: int) -> None:
    member = shop.join()
    shop.top_up(member)
    at = NOON + timedelta(days=days)
    refused(shop, member, 50000, "payouts.no_withdrawal", at=at, cause="withdrawal", reason="")


def test_who_had_the_same_goods_before_or_used_some_has_no_withdrawal(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    told = {"cause": "withdrawal", "reason": ""}
    refused(shop, member, 50000, "payouts.no_withdrawal", had_goods=True, **told)
    shop.sell(shop.order((shop.dress, 1), member_id=member), ("wallet", 29900))
    due = seen(shop, member).consumer_minor
    refused(shop, member, due, "payouts.no_withdrawal", **told)


def test_whoever_keeps_goods_that_the_top_up_made_free_pays_for_them(shop: Shop) -> None:
    member = shop.join()
    sold = topped_up(shop, PlanTerms(free_order_times=3), member, dress=True)
    assert sold.total_minor == 100000
    plan = seen(shop, member)
    assert (plan.consumer_minor, plan.operator_minor) == (100000 - 29900, 100000)
    (due,) = plan.dues
    assert (due.is_withdrawal, due.topup.goods_minor) == (True, 29900)
    pay_out(shop, member, 70100, cause="withdrawal", reason="")
    row = Payout.objects.get()
    assert (row.paid_minor, row.working[0]["goods_minor"]) == (70100, 29900)
    assert get_balances(member).principal_minor == 0
    assert not broken()


def test_free_goods_count_by_the_members_wish_after_the_days_as_well(shop: Shop) -> None:
    member = shop.join()
    topped_up(shop, PlanTerms(free_order_times=3), member, dress=True)
    plan = seen(shop, member, days=30)
    assert (plan.consumer_minor, plan.operator_minor) == (70100, 100000)


def test_goods_that_came_back_are_not_paid_for(shop: Shop) -> None:
    member = shop.join()
    sold = topped_up(shop, PlanTerms(free_order_times=3), member, dress=True)
    shop.give_back(sold.sale_id, 0, 1)
    assert seen(shop, member).consumer_minor == 100000


def presents(shop: Shop) -> PlanTerms:
    """Two coupons and a soap."""
    kind_id = offers.create_coupon_kind(
        actor=shop.boss, at=NOON, name="充值券", threshold_minor=0, amount_minor=1000
    )
    soap = shop.add("SOAP", 3900, pieces=2)
    gives = Gifts(coupon_kind_id=kind_id, coupon_count=2, goods_sku_id=soap, goods_count=1)
    return PlanTerms(gives=gives, coupon_days=30)


def test_unused_coupons_go_with_the_money_and_presents_stay(shop: Shop) -> None:
    member = shop.join()
    topped_up(shop, presents(shop), member)
    used = Coupon.objects.order_by("id")[0]
    order: Order = shop.order((shop.dress, 1), member_id=member, coupons=(used.code,))
    shop.sell(order)
    pay_out(shop, member, 100000, cause="withdrawal", reason="")
    limits = Coupon.objects.order_by("id").values_list("uses", "uses_limit")
    assert list(limits) == [(1, 1), (0, 0)]
    assert on_hand(store_id=shop.store_id, sku_ids=[shop.skus["SOAP"]])[shop.skus["SOAP"]] == 1


def test_what_came_with_older_top_ups_and_for_our_cause_stays(shop: Shop) -> None:
    member = shop.join()
    topped_up(shop, presents(shop), member)
    pay_out(shop, member, 100000, cause="operator")
    assert set(Coupon.objects.values_list("uses_limit", flat=True)) == {1}


def test_a_transfer_needs_a_name_that_somebody_has_read_from_a_document(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    refused(shop, member, 50000, "payouts.name_unnoted", document_name="")
    refused(shop, member, 50000, "payouts.payee_other", document_name="李雷")
    pay_out(shop, member, 50000, document_name="王 芳")
    noted = RealName.objects.get()
    assert (noted.member_id, noted.name) == (member, "王 芳")
    assert AuditRow.objects.filter(action="wallet.name_recorded").count() == 1


@pytest.mark.parametrize(("mode", "warned"), [(WARN, [prepaid.SAME_NAME]), (OFF, None)])
def test_a_nameless_transfer_is_noted_where_the_law_of_the_brand_warns(
    shop: Shop, mode: str, warned: list[str] | None
) -> None:
    member = shop.join()
    set_rule(shop, prepaid.SAME_NAME, mode)
    shop.top_up(member)
    pay_out(shop, member, 50000, document_name="")
    assert AuditRow.objects.get(action="payout.posted").data.get("warned") == warned
    assert not RealName.objects.exists()


@pytest.mark.parametrize(("mode", "warned"), [(WARN, [prepaid.CASH_MAX]), (OFF, None)])
def test_much_cash_is_noted_where_the_law_of_the_brand_warns(
    shop: Shop, mode: str, warned: list[str] | None
) -> None:
    member = shop.join()
    set_rule(shop, prepaid.CASH_MAX, mode)
    shop.top_up(member)
    pay_out(shop, member, 50000, kind="cash")
    assert AuditRow.objects.get(action="payout.posted").data.get("warned") == warned
    assert not broken()


def test_cash_within_the_limit_is_nothing_to_note(shop: Shop) -> None:
    member = shop.join()
    set_rule(shop, prepaid.CASH_MAX, WARN)
    shop.sell(shop.order((plan_of(shop, 10000), 1), member_id=member))
    pay_out(shop, member, 10000, kind="cash")
    assert "warned" not in AuditRow.objects.get(action="payout.posted").data


def plan_of(shop: Shop, minor: int) -> UUID:
    sku_id = shop.add("SMALL", minor, kind="topup")
    wallet.set_plan(actor=shop.boss, at=NOON, sku_id=sku_id, principal_minor=minor)
    return sku_id
