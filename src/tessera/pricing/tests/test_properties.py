"""What must hold for every price, whatever the book and the cart."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.pricing import Book, Cart, Promotion, Quote, price
from tessera.pricing.tests import oracle, samples, strategies

Pair = tuple[Book, Cart]


def quote_of(book: Book, cart: Cart) -> Quote:
    """Today's quote."""
    return price(book=book, cart=cart, at=samples.NOW)


def goods_minor(quote: Quote) -> int:
    """What goods and services cost before points and rounding."""
    lines = [line for line in quote.lines if line.kind in {"goods", "service"}]
    rounded = [
        reason.amount_minor
        for line in lines
        for reason in line.reasons
        if reason.kind == "rounding"
    ]
    return sum(line.net_minor for line in lines) + sum(rounded)


@given(strategies.pairs(limited=4, on_order=4, together=3, lines=6))
def test_nothing_is_ever_negative(pair: Pair) -> None:
    quote = quote_of(*pair)
    for line in quote.lines:
        assert min(line.unit_price_minor, line.net_minor, line.paid_minor) >= 0
        assert line.points_share_minor >= 0
        assert all(r.amount_minor > 0 for r in line.reasons if r.kind != "rounding")
    assert min(quote.total_minor, quote.points_minor, quote.reduction_minor) >= 0


@given(strategies.pairs(limited=4, on_order=4, together=3, lines=6))
def test_every_allocation_sums_exactly(pair: Pair) -> None:
    quote = quote_of(*pair)
    for line in quote.lines:
        taken = sum(reason.amount_minor for reason in line.reasons)
        assert line.net_minor == line.gross_minor - taken
        assert line.paid_minor == line.net_minor - line.points_share_minor
    assert sum(line.paid_minor for line in quote.lines) == quote.total_minor
    assert sum(line.points_share_minor for line in quote.lines) == quote.points_minor
    assert sum(line.gross_minor for line in quote.lines) == quote.gross_minor
    reduced = quote.gross_minor - quote.reduction_minor
    assert reduced + quote.rounding_minor - quote.points_minor == quote.total_minor


@given(strategies.pairs(limited=4, on_order=4, together=3, lines=6))
def test_the_lines_carry_exactly_the_shares_of_the_order_s_reasons(pair: Pair) -> None:
    quote = quote_of(*pair)
    for whole in quote.reasons:
        shares = [
            reason.amount_minor
            for line in quote.lines
            for reason in line.reasons
            if (reason.rule_id, reason.kind) == (whole.rule_id, whole.kind)
        ]
        same = [r.amount_minor for r in quote.reasons if r.rule_id == whole.rule_id]
        assert sum(shares) == sum(same)


@given(strategies.pairs(limited=4, on_order=4, together=3, lines=6))
def test_the_total_never_exceeds_the_tags_before_rounding(pair: Pair) -> None:
    quote = quote_of(*pair)
    assert samples.pay(quote) - quote.rounding_minor <= quote.gross_minor
    assert abs(quote.rounding_minor) < 100


@given(
    strategies.pairs(limited=4, on_order=4, together=3, lines=6), st.randoms(use_true_random=False)
)
def test_the_order_in_the_book_changes_nothing(pair: Pair, random: Random) -> None:
    book, cart = pair
    promotions, coupons = list(book.promotions), list(book.coupons)
    random.shuffle(promotions)
    random.shuffle(coupons)
    shuffled = replace(book, promotions=tuple(promotions), coupons=tuple(coupons))
    assert quote_of(shuffled, cart) == quote_of(book, cart) == quote_of(book, cart)


@given(
    strategies.pairs(limited=4, on_order=4, together=3, lines=6), st.randoms(use_true_random=False)
)
def test_the_order_in_the_cart_does_not_change_the_total(pair: Pair, random: Random) -> None:
    book, cart = pair
    lines, codes = list(cart.lines), list(cart.coupon_codes)
    random.shuffle(lines)
    random.shuffle(codes)
    shuffled = replace(cart, lines=tuple(lines), coupon_codes=tuple(codes))
    assert quote_of(book, shuffled).total_minor == quote_of(book, cart).total_minor


@given(
    strategies.pairs(limited=1, on_order=2, together=1, pieces=2),
    strategies.promotions("z"),
)
def test_adding_a_promotion_never_makes_the_member_pay_more(pair: Pair, more: Promotion) -> None:
    book, cart = pair
    added = replace(book, promotions=(*book.promotions, more))
    assert samples.pay(quote_of(added, cart)) <= samples.pay(quote_of(book, cart))


@given(strategies.pairs())
def test_presenting_a_coupon_never_makes_the_member_pay_more(pair: Pair) -> None:
    book, cart = pair
    without = replace(cart, coupon_codes=cart.coupon_codes[1:])
    assert samples.pay(quote_of(book, cart)) <= samples.pay(quote_of(book, without))


@given(strategies.pairs())
def test_the_engine_finds_what_trying_everything_finds(pair: Pair) -> None:
    book, cart = pair
    assert goods_minor(quote_of(book, cart)) == oracle.cheapest(book, cart)


@given(strategies.pairs(limited=1, on_order=2, together=2, lines=3, pieces=2))
def test_the_engine_finds_what_trying_everything_finds_with_deals(pair: Pair) -> None:
    book, cart = pair
    assert goods_minor(quote_of(book, cart)) == oracle.cheapest(book, cart)


@given(strategies.pairs(limited=1, on_order=2))
def test_level_benefits_do_not_stack_unless_allowed(pair: Pair) -> None:
    book, cart = pair
    plain = tuple(replace(one, combines_with_level=None) for one in book.promotions)
    strict = replace(book, promotions=plain, level_discount_combines=False)
    for line in quote_of(strict, cart).lines:
        kinds = [reason.kind for reason in line.reasons]
        if "level_discount" in kinds:
            assert not {"level", "store", "limited_time", "spend_save", "spend_percent"} & set(
                kinds
            )


@given(strategies.pairs(limited=4, on_order=4, together=3, lines=6))
def test_every_promotion_and_coupon_either_applies_or_says_why_not(pair: Pair) -> None:
    book, cart = pair
    quote = quote_of(book, cart)
    applied = {reason.rule_id for line in quote.lines for reason in line.reasons}
    applied |= {reason.rule_id for reason in quote.reasons}
    missed = [one.rule_id for one in quote.missed]
    for promotion in book.promotions:
        assert (promotion.id in applied) + missed.count(promotion.id) == 1
    refused = {one.data.get("coupon") for one in quote.missed if one.kind == "coupon"}
    used = sum(reason.kind == "coupon" for reason in quote.reasons)
    assert used + len(refused) == len(cart.coupon_codes)


@given(strategies.pairs(limited=4, on_order=4, together=3, lines=6))
def test_what_is_said_to_be_missing_is_what_is_missing(pair: Pair) -> None:
    for one in quote_of(*pair).missed:
        if one.code in {"spend_more", "coupon_below_threshold"}:
            more, threshold = one.data["more_minor"], one.data["threshold_minor"]
            assert isinstance(more, int)
            assert isinstance(threshold, int)
            assert 0 < more <= threshold


@pytest.mark.parametrize("seed", range(12))
def test_a_large_shop_keeps_the_promises_too(seed: int) -> None:
    random = Random(seed)
    book, cart = samples.random_pair(random, lines=20, promotions=120)
    quote = quote_of(book, cart)
    assert sum(line.paid_minor for line in quote.lines) == quote.total_minor >= 0
    assert min(line.paid_minor for line in quote.lines) >= 0
    for left_out in random.sample(book.promotions, 12):
        fewer = tuple(one for one in book.promotions if one is not left_out)
        assert samples.pay(quote) <= samples.pay(quote_of(replace(book, promotions=fewer), cart))


@settings(max_examples=40)
@given(strategies.pairs(limited=8, on_order=8, together=6, lines=8))
def test_beyond_the_bound_the_price_is_not_above_the_lowest_line_prices(pair: Pair) -> None:
    book, cart = pair
    limited = tuple(one for one in book.promotions if one.kind == "limited_time")
    simple = replace(book, promotions=limited, coupons=())
    plain = quote_of(simple, replace(cart, coupon_codes=()))
    assert samples.pay(quote_of(book, cart)) <= samples.pay(plain)
