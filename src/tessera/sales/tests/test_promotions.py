"""Promotions of all kinds in sales: what they ask, their limits, and what comes back."""

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from tests.support.books import broken
from tests.support.shop import NOON, Shop

from tessera.kernel.errors import DomainError
from tessera.members.models import Member
from tessera.offers import usecases as offers
from tessera.offers.models import PromotionCount
from tessera.sales.models import Sale, SaleLine

HALF = {"discount_bp": 5000}


def promote(shop: Shop, kind: str, config: dict[str, Any], **given: Any) -> UUID:
    """A promotion of March."""
    terms: dict[str, Any] = {
        "actor": shop.boss,
        "at": NOON,
        "kind": kind,
        "name": kind,
        "starts_on": date(2026, 3, 1),
        "ends_on": date(2026, 3, 31),
        "config": config,
    }
    return offers.create_promotion(**terms | given)


def counts(promotion_id: UUID) -> dict[str, tuple[int, int, int]]:
    """Uses, pieces and savings by scope, of each the part before the colon."""
    rows = PromotionCount.objects.filter(promotion=promotion_id)
    return {row.scope.partition(":")[0]: (row.uses, row.units, row.saved_minor) for row in rows}


def test_three_for_a_price_are_sold_and_come_back_to_the_fen(shop: Shop) -> None:
    a, b, c = (shop.add(f"P{i}", tag) for i, tag in enumerate((10000, 8000, 6000)))
    promote(shop, "bundle", {"price_minor": 9900, "slots": [{"pieces": 3}]})
    sold = shop.sell(shop.order((a, 1), (b, 1), (c, 1)))
    assert sold.total_minor == 9900
    assert list(SaleLine.objects.order_by("position").values_list("net_minor", flat=True)) == [
        4125,
        3300,
        2475,
    ]
    refunds = [
        shop.give_back(sold.sale_id, *line).refund_minor for line in ((0, 0, 1), (1,), (0, 1))
    ]
    assert refunds == [2475, 4125, 3300]
    assert not broken()


def test_a_promotion_for_one_use_of_each_member_is_used_once(shop: Shop) -> None:
    member, other = shop.join(), shop.join("李雷")
    promotion_id = promote(shop, "limited_time", HALF, limits={"uses_per_member": 1})
    order = shop.order((shop.dress, 1), member_id=member)
    assert shop.sell(order).total_minor == 14950
    assert counts(promotion_id) == {"all": (1, 0, 14950), "member": (1, 0, 14950)}
    assert shop.total_of(order) == 29900
    with pytest.raises(DomainError) as refusal:
        shop.sell(order, total=14950)
    assert refusal.value.code == "sales.total_changed"
    assert Sale.objects.count() == 1
    assert shop.total_of(shop.order((shop.dress, 1), member_id=other)) == 14950
    assert shop.total_of(shop.order((shop.dress, 1))) == 29900


def test_a_day_s_limit_is_full_again_on_the_next_business_day(shop: Shop) -> None:
    promote(shop, "limited_time", HALF, limits={"uses_per_day": 1})
    order = shop.order((shop.dress, 1))
    assert shop.sell(order).total_minor == 14950
    assert shop.total_of(order) == 29900
    assert shop.total_of(order, NOON + timedelta(days=1)) == 14950


def test_pieces_at_a_price_are_counted_and_the_rest_costs_more(shop: Shop) -> None:
    promotion_id = promote(shop, "limited_time", HALF, limits={"units": 3})
    assert shop.sell(shop.order((shop.dress, 2))).total_minor == 29900
    assert counts(promotion_id) == {"all": (1, 2, 29900)}
    assert shop.sell(shop.order((shop.dress, 2))).total_minor == 14950 + 29900
    assert counts(promotion_id) == {"all": (2, 3, 44850)}
    assert shop.total_of(shop.order((shop.dress, 1))) == 29900


def test_a_budget_that_does_not_bear_the_cart_is_not_exceeded(shop: Shop) -> None:
    promotion_id = promote(shop, "limited_time", HALF, limits={"budget_minor": 20000})
    assert shop.total_of(shop.order((shop.dress, 2))) == 59800
    shop.sell(shop.order((shop.dress, 1)))
    assert counts(promotion_id) == {"all": (1, 0, 14950)}
    assert shop.total_of(shop.order((shop.dress, 1))) == 29900


def test_a_promotion_asks_what_the_member_bought_and_when_the_birthday_is(shop: Shop) -> None:
    member = shop.join()
    Member.objects.filter(id=member).update(birthday=date(1990, 3, 10))
    again = {"purchases": {"days": 30, "least": 1}}
    promote(shop, "limited_time", HALF, conditions=again)
    order = shop.order((shop.dress, 1), member_id=member)
    assert shop.total_of(order) == 29900
    shop.sell(order)
    assert shop.total_of(order) == 14950
    promote(shop, "limited_time", {"price_minor": 100}, conditions={"birthday": "day"})
    assert shop.total_of(order, NOON) == 100
    assert shop.total_of(order, NOON + timedelta(days=1)) == 14950


def test_a_first_purchase_is_the_first(shop: Shop) -> None:
    member = shop.join()
    promote(shop, "limited_time", HALF, conditions={"first_purchase": True})
    order = shop.order((shop.dress, 1), member_id=member)
    assert shop.sell(order).total_minor == 14950
    assert shop.total_of(order) == 29900


@pytest.mark.parametrize("seed", range(6))
def test_pieces_in_any_order_return_exactly_what_was_paid(shop: Shop, seed: int) -> None:
    random = Random(seed)
    skus = [shop.add(f"R{i}", random.randrange(500, 30000)) for i in range(4)]
    gift = [str(skus[0])]
    tiers = [{"threshold_minor": 9000, "off_bp": 700}, {"threshold_minor": 30000, "off_bp": 1300}]
    for kind, config in (
        ("nth_piece", {"n": 2, "off_bp": 3333}),
        ("buy_get", {"buy": 2, "get": 1}),
        ("bundle", {"price_minor": 19900, "slots": [{"pieces": 3}]}),
        ("pieces_off", {"tiers": [{"pieces": 2, "off_bp": 1700}]}),
        ("spend_percent", {"tiers": tiers}),
        ("spend_gift", {"threshold_minor": 20000, "sku_ids": gift}),
        ("add_on", {"threshold_minor": 10000, "price_minor": 99, "sku_ids": gift}),
    ):
        if random.random() < 0.6:
            promote(shop, kind, config, group=kind)
    member = shop.join()
    code = shop.coupon(member, threshold=5000, amount=777)
    bought = [(sku, random.randrange(1, 4)) for sku in skus]
    sold = shop.sell(shop.order(*bought, member_id=member, coupons=(code,)))
    pieces = [place for place, (_, number) in enumerate(bought) for _ in range(number)]
    random.shuffle(pieces)
    refunds = [shop.give_back(sold.sale_id, *[0] * place, 1).refund_minor for place in pieces]
    assert sum(refunds) == sold.total_minor
    assert all(refund >= 0 for refund in refunds)
    assert not broken()
