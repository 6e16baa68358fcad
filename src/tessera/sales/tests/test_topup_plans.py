"""Top-ups by every kind of plan, sold at a till, released, taken back (domain handbook 5.1)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.shop import NOON, TODAY, Shop

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.offers import usecases as offers
from tessera.offers.models import Coupon
from tessera.platform import versions
from tessera.sales.models import Sale, SaleLine
from tessera.sales.queries import plan_payout
from tessera.sales.rules.order import Order, OrderLine
from tessera.sales.usecases import CompletedSale, PayoutTerms, pay_out
from tessera.stock.queries import on_hand
from tessera.wallet import jobs
from tessera.wallet import usecases as wallet
from tessera.wallet.models import BonusPart, PartState
from tessera.wallet.permissions import OWN
from tessera.wallet.queries import get_balances
from tessera.wallet.rules.topups import DAY, MONTH, Gifts, PlanTerms, Tier


def plan(shop: Shop, terms: PlanTerms, *, amount: int = 100000, bonus: int = 0) -> UUID:
    """A top-up of ``amount`` by ``terms``."""
    sku_id = shop.skus.get("PLAN") or shop.add("PLAN", amount, kind="topup")
    wallet.set_plan(
        actor=shop.boss,
        at=NOON,
        sku_id=sku_id,
        principal_minor=amount,
        bonus_minor=bonus,
        terms=terms,
    )
    return sku_id


def chosen(shop: Shop, sku_id: UUID, amount: int, member_id: UUID) -> Order:
    """A cart with a top-up of an amount that the member chose."""
    order = shop.order((sku_id, 1), member_id=member_id)
    return replace(order, lines=(replace(order.lines[0], amount_minor=amount),))


def stored(member_id: UUID) -> tuple[int, int]:
    """The member's principal and bonus."""
    held = get_balances(member_id)
    return held.principal_minor, held.bonus_minor


def refused(work: object) -> str:
    """The code of the refusal; nothing was sold."""
    before = Sale.objects.count()
    with pytest.raises(DomainError) as caught:
        work()  # type: ignore[operator]
    assert Sale.objects.count() == before
    assert not broken()
    return caught.value.code


TIERS = PlanTerms(
    min_minor=10000,
    max_minor=500000,
    step_minor=100,
    tiers=(Tier(50000, Gifts(bonus_minor=5000)), Tier(100000, Gifts(bonus_minor=12000))),
)


def test_a_chosen_amount_gets_the_highest_tier_that_it_reaches(shop: Shop) -> None:
    member, sku_id = shop.join(), plan(shop, TIERS)
    shop.sell(chosen(shop, sku_id, 99900, member))
    assert stored(member) == (99900, 5000)
    shop.sell(chosen(shop, sku_id, 100000, member))
    assert stored(member) == (199900, 17000)
    assert not broken()


@pytest.mark.parametrize("amount", [9900, 500100, 10050])
def test_an_amount_beyond_the_plan_is_refused(shop: Shop, amount: int) -> None:
    member, sku_id = shop.join(), plan(shop, TIERS)
    order = chosen(shop, sku_id, amount, member)
    assert refused(lambda: shop.sell(order, total=amount)) == "sales.topup_amount"
    assert stored(member) == (0, 0)


def test_nobody_chooses_the_price_of_a_dress(shop: Shop) -> None:
    order = chosen(shop, shop.dress, 100, shop.join())
    assert refused(lambda: shop.sell(order, total=100)) == "sales.amount_not_chosen"


def test_only_the_first_top_up_gets_the_bonus_and_the_line_says_why(shop: Shop) -> None:
    member, sku_id = shop.join(), plan(shop, PlanTerms(first_only=True), bonus=8800)
    for _ in range(2):
        sold = shop.sell(shop.order((sku_id, 1), member_id=member))
    assert stored(member) == (200000, 8800)
    (reason,) = SaleLine.objects.get(sale=sold.sale_id).reasons
    assert (reason["kind"], reason["gave"]["why_not"]) == ("topup", "first")
    assert not broken()


def test_a_gift_in_the_wallet_does_not_make_the_next_top_up_the_second(shop: Shop) -> None:
    member, sku_id = shop.join(), plan(shop, PlanTerms(first_only=True), bonus=8800)
    give_by_card(shop, member)
    shop.sell(shop.order((sku_id, 1), member_id=member))
    assert stored(member) == (110000, 8800)
    assert not broken()


def test_of_two_first_top_ups_in_one_cart_one_is_the_first(shop: Shop) -> None:
    member, sku_id = shop.join(), plan(shop, PlanTerms(first_only=True), bonus=8800)
    shop.sell(shop.order((sku_id, 1), (sku_id, 1), member_id=member))
    assert stored(member) == (200000, 8800)
    other = shop.join("李雷")
    shop.sell(shop.order((sku_id, 2), member_id=other))
    assert stored(other) == (200000, 8800)
    assert not broken()


def give_by_card(shop: Shop, member: UUID) -> None:
    """A gift card of 100.00 that the member claims."""
    batch = wallet.make_gift_cards(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="礼品卡",
        amount_minor=10000,
        count=1,
        years=3,
    )
    code = batch.cards[0].code
    shop.sell(Order((OrderLine("g", batch.sku_id, 1, gift_codes=(code,)),)))
    own = Actor("member", member, "王芳", "member", frozenset({OWN}), frozenset())
    wallet.claim_gift(actor=own, at=NOON, request_id=uuid4(), code=code)


def test_a_plan_over_since_yesterday_credits_the_money_alone(shop: Shop) -> None:
    ended = PlanTerms(valid_until=TODAY - timedelta(days=1))
    member = shop.join()
    shop.sell(shop.order((plan(shop, ended, bonus=5000), 1), member_id=member))
    assert stored(member) == (100000, 0)


def instalments(shop: Shop, member_id: UUID, unit: str = MONTH) -> CompletedSale:
    terms = PlanTerms(parts=3, part_unit=unit)
    return shop.sell(shop.order((plan(shop, terms, bonus=10000), 1), member_id=member_id))


def release(shop: Shop, days: int) -> None:
    """What the worker does so many days later."""
    for _ in range(4):
        wallet.release_bonus(actor=shop.boss, at=NOON + timedelta(days=days))


def test_a_bonus_in_parts_is_released_month_by_month_each_once(shop: Shop) -> None:
    member = shop.join()
    instalments(shop, member)
    assert stored(member) == (100000, 3334)
    due = list(BonusPart.objects.order_by("due_on").values_list("due_on", "amount_minor"))
    assert due == [(date(2026, 4, 10), 3333), (date(2026, 5, 10), 3333)]
    release(shop, 30)  # 9 April
    assert stored(member) == (100000, 3334)
    release(shop, 31)
    release(shop, 31)
    assert stored(member) == (100000, 6667)
    release(shop, 61)
    assert stored(member) == (100000, 10000)
    assert not broken()


def test_the_job_of_the_worker_releases_what_is_due(shop: Shop) -> None:
    member = shop.join()
    instalments(shop, member, DAY)
    jobs.release_bonus()  # by the clock of this machine, which is long after
    assert stored(member) == (100000, 10000)
    assert not broken()


def test_a_top_up_that_comes_back_takes_released_and_waiting_parts_along(shop: Shop) -> None:
    member = shop.join()
    sold = instalments(shop, member, DAY)
    release(shop, 1)
    assert stored(member) == (100000, 6667)
    back = shop.give_back(sold.sale_id, 1)
    assert (back.refund_minor, stored(member)) == (100000, (0, 0))
    release(shop, 99)
    assert stored(member) == (0, 0)
    assert set(BonusPart.objects.values_list("state", flat=True)) == {PartState.CANCELLED.value}
    assert not broken()


def test_a_top_up_whose_released_part_was_spent_does_not_come_back(shop: Shop) -> None:
    member = shop.join()
    sold = instalments(shop, member, DAY)
    release(shop, 2)
    dear = shop.add("COAT", 105000)
    shop.sell(shop.order((dear, 1), member_id=member), ("wallet", 105000))
    with pytest.raises(DomainError) as caught:
        shop.give_back(sold.sale_id, 1)
    assert caught.value.code == "returns.topup_used"
    assert stored(member) == (0, 5000)
    assert not broken()


def test_a_pay_out_ends_what_was_still_to_be_released(shop: Shop) -> None:
    member = shop.join()
    instalments(shop, member)
    pay_out(
        actor=shop.boss,
        at=NOON,
        request_id=UUID(int=5),
        store_id=shop.store_id,
        till_id=shop.till_id,
        member_id=member,
        terms=PayoutTerms(
            "consumer",
            "bank",
            "王芳",
            "6222 0000",
            "七日无理由",
            identity_checked=True,
            document_name="王芳",
        ),
        expected_minor=100000,
    )
    release(shop, 99)
    assert stored(member) == (0, 0)
    assert not broken()


@pytest.mark.parametrize("days", [0, 31, 99])
def test_what_is_due_for_our_cause_counts_the_whole_bonus_whenever_it_comes(
    shop: Shop, days: int
) -> None:
    member = shop.join()
    instalments(shop, member)
    release(shop, days)
    dear = shop.add("COAT", 55000)
    shop.sell(shop.order((dear, 1), member_id=member), ("wallet", 55000))
    later = NOON + timedelta(days=days, hours=1)
    (due,) = plan_payout(shop.boss, member, store_id=shop.store_id, at=later).dues
    assert (due.topup.paid_minor, due.topup.bonus_minor) == (100000, 10000)
    assert (due.consumer_minor, due.operator_minor) == (45000, 50000)
    assert due.topup.on == TODAY


def test_for_our_cause_more_is_paid_than_is_left_where_a_bonus_had_still_to_come(
    shop: Shop,
) -> None:
    member = shop.join()
    instalments(shop, member)
    shop.sell(shop.order((shop.add("COAT", 55000), 1), member_id=member), ("wallet", 55000))
    plan = plan_payout(shop.boss, member, store_id=shop.store_id, at=NOON)
    assert (plan.left_minor, plan.operator_minor) == (48334, 50000)
    done = pay_out(
        actor=shop.boss,
        at=NOON,
        request_id=UUID(int=6),
        store_id=shop.store_id,
        till_id=shop.till_id,
        member_id=member,
        terms=PayoutTerms(
            "operator",
            "bank",
            "王芳",
            "6222 0000",
            "门店搬迁",
            identity_checked=True,
            document_name="王芳",
        ),
        expected_minor=50000,
    )
    assert (done.paid_minor, done.principal_minor + done.bonus_minor) == (50000, 50000)
    release(shop, 99)
    assert stored(member) == (0, 0)
    assert not broken()


def test_points_coupons_and_goods_come_with_a_top_up(shop: Shop) -> None:
    kind_id = offers.create_coupon_kind(
        actor=shop.boss, at=NOON, name="充值券", threshold_minor=0, amount_minor=1000
    )
    soap = shop.add("SOAP", 3900, pieces=2)
    gives = Gifts(coupon_kind_id=kind_id, coupon_count=2, goods_sku_id=soap, goods_count=1)
    member, sku_id = shop.join(), plan(shop, PlanTerms(gives=gives, coupon_days=7))
    sold = shop.sell(shop.order((sku_id, 1), member_id=member))
    days = set(Coupon.objects.filter(member=member).values_list("starts_on", "ends_on"))
    assert days == {(TODAY, TODAY + timedelta(days=6))}
    assert Coupon.objects.filter(member=member).count() == 2
    assert on_hand(shop.store_id, [soap]) == {soap: 1}
    assert list(SaleLine.objects.filter(sale=sold.sale_id).values_list("kind", "net_minor")) == [
        ("topup", 100000),
        ("giveaway", 0),
    ]
    assert not broken()


def test_goods_that_are_not_there_are_not_given(shop: Shop) -> None:
    soap = shop.add("SOAP", 3900, pieces=0)
    gives = Gifts(goods_sku_id=soap, goods_count=1)
    order = shop.order((plan(shop, PlanTerms(gives=gives)), 1), member_id=shop.join())
    assert refused(lambda: shop.sell(order, total=100000)) == "stock.insufficient"


def test_coupons_of_a_top_up_that_comes_back_are_worth_nothing(shop: Shop) -> None:
    kind_id = offers.create_coupon_kind(
        actor=shop.boss, at=NOON, name="充值券", threshold_minor=0, amount_minor=1000
    )
    gives = Gifts(coupon_kind_id=kind_id, coupon_count=2)
    member, sku_id = shop.join(), plan(shop, PlanTerms(gives=gives))
    sold = shop.sell(shop.order((sku_id, 1), member_id=member))
    used = Coupon.objects.filter(member=member).first()
    assert used is not None
    shop.sell(shop.order((shop.dress, 1), member_id=member, coupons=(used.code,)))
    shop.give_back(sold.sale_id, 1)
    assert sorted(Coupon.objects.values_list("uses", "uses_limit")) == [(0, 0), (1, 1)]
    assert not broken()


THREEFOLD = PlanTerms(free_order_times=3, min_minor=100, max_minor=10**7)


def free_cart(shop: Shop, amount: int, member_id: UUID) -> Order:
    """A top-up of a chosen amount and a dress of 299.00."""
    top = chosen(shop, plan(shop, THREEFOLD), amount, member_id).lines[0]
    (dress,) = shop.order((shop.dress, 1)).lines
    return Order((top, replace(dress, key="dress")), member_id)


def test_three_times_the_bill_topped_up_makes_the_bill_free(shop: Shop) -> None:
    member = shop.join()
    sold = shop.sell(free_cart(shop, 89700, member))
    assert (sold.total_minor, stored(member)) == (89700, (89700, 0))
    dress = SaleLine.objects.get(sale=sold.sale_id, kind="goods")
    assert (dress.net_minor, dress.reasons[-1]["kind"]) == (0, "free_order")
    assert get_balances(member).points == 0
    assert not broken()


def test_a_fen_less_than_three_times_pays_for_everything(shop: Shop) -> None:
    sold = shop.sell(free_cart(shop, 89699, shop.join()))
    assert sold.total_minor == 89699 + 29900


def test_a_top_up_that_made_goods_free_comes_back_with_them_only(shop: Shop) -> None:
    member = shop.join()
    sold = shop.sell(free_cart(shop, 90000, member))
    with pytest.raises(DomainError) as caught:
        shop.give_back(sold.sale_id, 1, 0)
    assert caught.value.code == "returns.free_order_together"
    assert stored(member) == (90000, 0)
    assert shop.give_back(sold.sale_id, 1, 1).refund_minor == 90000
    assert stored(member) == (0, 0)
    assert not broken()


def test_what_a_plan_gave_stays_as_it_was_when_the_plan_changes(shop: Shop) -> None:
    member = shop.join()
    sold = shop.sell(shop.order((plan(shop, PlanTerms(percent_bp=1000)), 1), member_id=member))
    plan(shop, PlanTerms(percent_bp=9000))
    versions.bump("wallet")
    (reason,) = SaleLine.objects.get(sale=sold.sale_id).reasons
    assert (reason["version"], reason["gave"]["bonus_minor"]) == (1, 10000)
    shop.give_back(sold.sale_id, 1)
    assert stored(member) == (0, 0)
    assert not broken()
