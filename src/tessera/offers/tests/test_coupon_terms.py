"""What kinds of coupons may give."""

from typing import Any

import pytest

from tessera import pricing
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.offers import queries, rules, usecases
from tessera.offers.models import CouponKind
from tessera.offers.tests.conftest import AT, FIRST, Shop
from tessera.platform import reads

SKU = uuid7()


def priced(shop: Shop, **terms: Any) -> pricing.Coupon:
    """A coupon of a new kind as the price engine gets it."""
    kind_id = usecases.create_coupon_kind(actor=shop.owner, at=AT, name="券", **terms)
    code = shop.coupon(kind_id=kind_id)
    found = reads.gather({"coupons": queries.select_coupons([code])})["coupons"]
    (facts,) = queries.coupons_of(found, asked=[code], member_id=shop.member_id, on=FIRST)
    (listed,) = queries.list_member_coupons(shop.member_id, FIRST)
    assert listed == facts
    return queries.pricing_coupon(facts)


def test_a_percentage_of_some_goods_reaches_the_engine(shop: Shop) -> None:
    filters = {"categories": ["裙装"], "excluded_styles": ["D9"]}
    terms = {"gives": "percent", "off_bp": 2000, "cap_minor": 5000, "filters": filters}
    coupon = priced(shop, threshold_minor=10000, **terms)
    assert (coupon.off_bp, coupon.cap_minor, coupon.threshold_minor) == (2000, 5000, 10000)
    assert coupon.filters == pricing.Filters(
        categories=frozenset({"裙装"}), excluded_styles=frozenset({"D9"})
    )


def test_a_gift_is_a_piece_for_nothing(shop: Shop) -> None:
    coupon = priced(shop, gives="gift", sku_ids=[SKU])
    assert coupon.exchange == pricing.Exchange(frozenset({str(SKU)}), 0)


def test_an_exchange_has_a_price(shop: Shop) -> None:
    coupon = priced(shop, gives="exchange", sku_ids=[SKU], price_minor=990)
    assert coupon.exchange == pricing.Exchange(frozenset({str(SKU)}), 990)


def test_the_shipping_is_free_from_a_threshold(shop: Shop) -> None:
    coupon = priced(shop, gives="shipping", threshold_minor=9900)
    assert (coupon.shipping, coupon.amount_minor, coupon.threshold_minor) == (True, 0, 9900)


def test_a_change_raises_the_version_and_keeps_the_rest(shop: Shop) -> None:
    kind_id = usecases.create_coupon_kind(
        actor=shop.owner, at=AT, name="八折券", gives="percent", off_bp=2000
    )
    assert usecases.change_coupon_kind(actor=shop.owner, at=AT, kind_id=kind_id, cap_minor=500) == 2
    kind = CouponKind.objects.get(id=kind_id)
    assert (kind.type, kind.off_bp, kind.cap_minor) == ("percent", 2000, 500)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"gives": "luck"}, "gives"),
        ({"gives": "amount"}, "amount_minor"),
        ({"gives": "amount", "amount_minor": 1, "off_bp": 1}, "off_bp"),
        ({"gives": "amount", "amount_minor": 1, "cap_minor": 1}, "cap_minor"),
        ({"gives": "percent", "off_bp": 10_001}, "off_bp"),
        ({"gives": "percent", "off_bp": 1, "amount_minor": 1}, "amount_minor"),
        ({"gives": "gift"}, "sku_ids"),
        ({"gives": "gift", "sku_ids": [SKU], "price_minor": 1}, "price_minor"),
        ({"gives": "exchange", "sku_ids": [SKU], "threshold_minor": 1}, "threshold_minor"),
        ({"gives": "exchange", "sku_ids": ["D1"]}, "sku_ids"),
        ({"gives": "shipping", "filters": {"styles": ["D1"]}}, "filters"),
        ({"gives": "shipping", "amount_minor": -1}, "amount_minor"),
    ],
)
def test_terms_that_cannot_be_are_refused_with_their_field(
    terms: dict[str, Any], field: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        rules.coupon_terms(name="券", **terms)
    assert refusal.value.code == "promotions.field_invalid"
    assert refusal.value.data == {"field": field}
