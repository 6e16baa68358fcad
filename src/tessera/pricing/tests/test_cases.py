"""Faults of comparable systems, by the number of the case."""

from itertools import pairwise
from typing import Any

import pytest

from tessera.pricing import Book, LimitedTime, MemberFacts, price
from tessera.pricing.model import Rounding
from tessera.pricing.tests import samples
from tessera.pricing.tests.samples import cart, coupon, promotion

ODD = tuple(samples.item(sku, tag) for sku, tag in (("x", 333), ("y", 334), ("z", 9999)))


@pytest.mark.parametrize("rounding", samples.ROUNDINGS)
def test_case_11_a_whole_discount_leaves_nothing(rounding: Rounding) -> None:
    everything: dict[str, dict[str, Any]] = {
        "line": {"promotions": (promotion("free", LimitedTime(10_000)),)},
        "order": {"promotions": (promotion("free", samples.spend_save(1, 99_999)),)},
        "coupon": {"coupons": (coupon("free", 0, 99_999),)},
        "level": {"member": MemberFacts("gold", "Gold", 10_000, 0)},
    }
    for way, fields in everything.items():
        book = samples.book(*ODD, rounding=rounding, **fields)
        codes = tuple(one.code for one in book.coupons)
        quote = price(book=book, cart=cart("x*3", "y", "z*7", coupons=codes), at=samples.NOW)
        assert [line.paid_minor for line in quote.lines] == [0, 0, 0], way
        assert (quote.total_minor, quote.rounding_minor) == (0, 0), way


@pytest.mark.parametrize("lines", range(1, 13))
def test_case_11_a_discount_split_over_lines_sums_to_itself(lines: int) -> None:
    book = samples.book(*ODD, coupons=(coupon("ten", 0, 1000),))
    skus = ["x*3", "y*3", "z"] * 4
    quote = price(book=book, cart=cart(*skus[:lines], coupons=("ten",)), at=samples.NOW)
    shares = [reason.amount_minor for line in quote.lines for reason in line.reasons]
    taken = min(1000, quote.gross_minor)
    assert sum(shares) == taken == quote.reduction_minor
    assert sum(line.paid_minor for line in quote.lines) == quote.total_minor


def test_case_11_the_same_cart_costs_the_same_to_the_cent_however_it_is_rung_up() -> None:
    offers = (promotion("third", LimitedTime(3333)), promotion("s", samples.spend_save(5000, 777)))
    book = samples.book(*ODD, promotions=offers, rounding="half_up_jiao")
    ways = (("x", "x", "y*2", "z"), ("z", "y", "x*2", "y"), ("x*2", "y*2", "z"))
    totals = [price(book=book, cart=cart(*way), at=samples.NOW).total_minor for way in ways]
    assert all(one == other for one, other in pairwise(totals))


def two_rewards(tag: int) -> Book:
    """One thing and two coupons of 30.00."""
    coupons = (coupon("c", 0, 3000), coupon("d", 0, 3000))
    return samples.book(samples.item("x", tag), coupons=coupons)


@pytest.mark.parametrize(("tag", "given"), [(10_000, 6000), (5000, 5000), (3000, 3000), (1, 1)])
def test_case_12_two_fixed_rewards_on_one_item_give_what_they_say(tag: int, given: int) -> None:
    quote = price(book=two_rewards(tag), cart=cart("x", coupons=("c", "d")), at=samples.NOW)
    assert (quote.reduction_minor, quote.total_minor) == (given, tag - given)
    amounts = [reason.amount_minor for reason in quote.reasons]
    assert sum(amounts) == given
    assert all(0 < amount <= 3000 for amount in amounts)


def test_case_12_the_same_reward_twice_counts_once() -> None:
    quote = price(book=two_rewards(10_000), cart=cart("x", coupons=("c", "c")), at=samples.NOW)
    assert quote.total_minor == 7000


def test_case_12_a_fixed_price_and_a_fixed_reward_do_not_multiply() -> None:
    fixed = (
        promotion("f", LimitedTime(price_minor=4000)),
        promotion("s", samples.spend_save(0, 3000)),
    )
    book = samples.book(samples.item("x", 10_000), promotions=fixed)
    quote = price(book=book, cart=cart("x*2"), at=samples.NOW)
    assert quote.total_minor == 2 * 4000 - 3000
