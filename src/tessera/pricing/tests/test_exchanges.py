"""Coupons that are exchanged for a piece of goods."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.pricing import (
    Book,
    Cart,
    CartLine,
    Coupon,
    Exchange,
    LimitedTime,
    MemberFacts,
    PriceOption,
    Quote,
    codec,
    price,
)
from tessera.pricing.tests import samples, strategies
from tessera.pricing.tests.samples import cart, coupon, item, promotion

MUG = item("mug", 5000)
TEA = item("tea", 12_000)
COAT = item("coat", 20_000)


def exchange(code: str, *skus: str, price_minor: int = 0) -> Coupon:
    """One piece of one of these SKUs for that price."""
    return replace(coupon(code, 0, 0), exchange=Exchange(frozenset(skus), price_minor))


def quote(book: Book, *skus: str, coupons: tuple[str, ...]) -> Quote:
    return price(book=book, cart=cart(*skus, coupons=coupons), at=samples.NOW)


@pytest.mark.parametrize(
    ("skus", "own_minor", "total"),
    [
        (("mug",), 0, 0),
        (("mug",), 900, 900),
        (("mug*3",), 0, 10_000),
        (("mug*3",), 900, 10_900),
        (("coat", "mug"), 0, 20_000),
        (("coat", "mug", "mug*2"), 900, 30_900),
    ],
)
def test_an_exchange_makes_one_piece_cost_its_own_price(
    skus: tuple[str, ...], own_minor: int, total: int
) -> None:
    book = samples.book(MUG, COAT, coupons=(exchange("x", "mug", price_minor=own_minor),))
    found = quote(book, *skus, coupons=("x",))
    assert found.total_minor == total
    assert [reason.amount_minor for reason in found.reasons] == [5000 - own_minor]
    assert [r.kind for line in found.lines for r in line.reasons] == ["coupon"]


def test_case_12_an_exchanged_piece_is_reduced_by_nothing_else() -> None:
    book = samples.book(
        replace(MUG, prices=(PriceOption("here", "store", 4000),)),
        COAT,
        promotions=(
            promotion("half", LimitedTime(5000)),
            promotion("s", samples.spend_save(1, 1000)),
        ),
        coupons=(exchange("x", "mug", price_minor=900), coupon("c", 0, 99_999)),
        member=MemberFacts("gold", "Gold", 1000, 0),
        level_discount_combines=True,
    )
    found = quote(book, "mug", "coat", coupons=("x", "c"))
    assert [line.paid_minor for line in found.lines] == [900, 0]
    assert [reason.amount_minor for reason in found.lines[0].reasons] == [4100]


def test_an_exchanged_piece_reaches_no_threshold() -> None:
    book = samples.book(
        MUG,
        COAT,
        promotions=(promotion("s", samples.spend_save(21_000, 5000)),),
        coupons=(exchange("x", "mug"),),
    )
    assert quote(book, "mug", "coat", coupons=("x",)).total_minor == 20_000
    assert quote(book, "mug", "coat", coupons=()).total_minor == 20_000


def test_an_exchange_takes_the_dearest_of_its_goods_and_the_smaller_of_equal_lines() -> None:
    book = samples.book(MUG, TEA, coupons=(exchange("x", "mug", "tea"),))
    assert quote(book, "mug", "tea", coupons=("x",)).total_minor == 5000
    found = quote(book, "tea*2", "tea", coupons=("x",))
    assert [line.net_minor for line in found.lines] == [24_000, 0]


def test_case_12_two_exchanges_take_two_pieces_and_a_third_finds_none() -> None:
    book = samples.book(MUG, coupons=tuple(exchange(code, "mug") for code in "xyz"))
    found = quote(book, "mug*2", coupons=("x", "y", "z"))
    assert found.total_minor == 0
    assert [(one.code, one.data["coupon"]) for one in found.missed] == [("no_goods", "z")]


def test_an_exchange_that_would_cost_more_than_the_tag_is_not_used_up() -> None:
    book = samples.book(MUG, coupons=(exchange("x", "mug", price_minor=5000),))
    found = quote(book, "mug", coupons=("x",))
    assert (found.total_minor, [one.code for one in found.missed]) == (5000, ["nothing_left"])


def test_points_pay_for_what_an_exchange_leaves() -> None:
    book = samples.book(
        MUG,
        coupons=(exchange("x", "mug", price_minor=900),),
        member=MemberFacts("gold", "Gold", 0, 400),
    )
    found = price(book=book, cart=cart("mug", coupons=("x",), points=400), at=samples.NOW)
    assert (found.points_minor, found.total_minor) == (400, 500)


def test_an_exchange_comes_through_json_unchanged() -> None:
    book = samples.book(MUG, TEA, coupons=(exchange("换", "tea", "mug", price_minor=900),))
    assert codec.from_dict(Book, codec.to_dict(book)) == book


@given(strategies.pairs(), st.sampled_from(strategies.SKUS), st.integers(0, 80))
def test_an_exchange_costs_its_price_and_leaves_the_rest_of_the_cart_as_it_was(
    pair: tuple[Book, Cart], sku: str, own_minor: int
) -> None:
    book, rest = pair
    plain = replace(book, rounding="off")
    offered = replace(plain, coupons=(*book.coupons, exchange("x", sku, price_minor=own_minor)))
    bare = replace(rest, points=0)
    more = Cart((*rest.lines, CartLine("own", sku, 1)), (*rest.coupon_codes, "x"))
    before = price(book=plain, cart=bare, at=samples.NOW)
    after = price(book=offered, cart=more, at=samples.NOW)
    good = offered.items[sku]
    if good.is_reducible and good.tag_minor > own_minor:
        assert after.total_minor == before.total_minor + own_minor
    else:
        assert "x" in {one.data.get("coupon") for one in after.missed}
    for line in after.lines:
        assert line.net_minor == line.gross_minor - sum(r.amount_minor for r in line.reasons)
        assert line.net_minor >= 0
