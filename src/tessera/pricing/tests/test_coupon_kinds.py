"""Coupons of a percentage, of a part of the goods, and for shipping."""

from dataclasses import replace

import pytest

from tessera.pricing import Coupon, Filters, Quote, codec, price
from tessera.pricing.tests import samples
from tessera.pricing.tests.samples import cart, coupon, item, promotion

ITEMS = (
    item("dress", 20_000),
    item("belt", 5000),
    item("express", 1200, kind="shipping"),
    item("bag", 100, kind="fee"),
)
TENTH = replace(coupon("c", 0, 0), off_bp=1000)
BELTS = Filters(styles=frozenset({"belt"}))


def sold(offer: Coupon, *skus: str, save: int = 0) -> Quote:
    """What these cost with the coupon, and perhaps with so much off everything."""
    offers = (promotion("s", samples.spend_save(1, save)),) if save else ()
    book = samples.book(*ITEMS, coupons=(offer,), promotions=offers)
    return price(book=book, cart=cart(*skus, coupons=("c",)), at=samples.NOW)


@pytest.mark.parametrize(
    ("offer", "skus", "save", "nets"),
    [
        (TENTH, ("dress", "belt"), 0, [18_000, 4500]),
        (replace(TENTH, cap_minor=500), ("dress", "belt"), 0, [19_600, 4900]),
        (TENTH, ("dress", "belt"), 5000, [14_400, 3600]),
        (replace(TENTH, threshold_minor=20_001), ("dress",), 0, [20_000]),
        (replace(TENTH, filters=BELTS), ("dress", "belt"), 0, [20_000, 4500]),
        (replace(TENTH, filters=BELTS), ("dress", "belt"), 5000, [16_000, 3600]),
        (replace(coupon("c", 5000, 9000), filters=BELTS), ("dress", "belt"), 0, [20_000, 0]),
        (replace(coupon("c", 5001, 9000), filters=BELTS), ("dress", "belt"), 0, [20_000, 5000]),
        (
            replace(coupon("c", 5000, 0), shipping=True),
            ("belt", "express", "bag"),
            0,
            [5000, 0, 100],
        ),
        (replace(coupon("c", 5000, 700), shipping=True), ("belt", "express"), 0, [5000, 500]),
        (replace(coupon("c", 5001, 0), shipping=True), ("belt", "express"), 0, [5000, 1200]),
        (replace(coupon("c", 5000, 0), shipping=True), ("belt", "bag"), 0, [5000, 100]),
    ],
)
def test_what_a_coupon_takes(
    offer: Coupon, skus: tuple[str, ...], save: int, nets: list[int]
) -> None:
    assert [line.net_minor for line in sold(offer, *skus, save=save).lines] == nets


@pytest.mark.parametrize(
    ("offer", "code"),
    [
        (replace(TENTH, filters=Filters(styles=frozenset({"hat"}))), "no_goods"),
        (replace(coupon("c", 0, 0), shipping=True), "no_goods"),
        (replace(coupon("c", 5100, 9, filters=BELTS)), "coupon_below_threshold"),
    ],
)
def test_why_a_coupon_takes_nothing(offer: Coupon, code: str) -> None:
    quote = sold(offer, "dress", "belt")
    assert [one.code for one in quote.missed] == [code]
    if code == "coupon_below_threshold":
        assert quote.missed[0].data["more_minor"] == 100


def test_coupons_of_every_kind_come_through_json_unchanged() -> None:
    offers = (replace(TENTH, filters=BELTS, cap_minor=5), replace(coupon("d", 1, 0), shipping=True))
    book = samples.book(*ITEMS, coupons=offers)
    assert codec.from_dict(type(book), codec.to_dict(book)) == book
