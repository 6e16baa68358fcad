"""Vectors of the domain handbook 5.14 and 5.15: IFRS 15 example 52, KPMG's variant, breakage, bonus."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.finance.rules import revenue

SALES, POINTS, SSP = 100_000, 10_000, 9_500


@pytest.mark.parametrize("scale", [1, 100])
def test_handbook_5_15_ifrs_15_example_52(scale: int) -> None:
    """In the example's dollars, and with its figures as minor units of a hundredth."""
    price = revenue.points_price(POINTS, value_per_thousand=1000 * scale, expected_bp=9500)
    assert price == SSP * scale
    split = revenue.split_price(
        paid_minor=SALES * scale, goods_price_minor=SALES * scale, points_price_minor=price
    )
    assert whole(split.goods_minor, scale) == 91_324
    assert whole(split.points_minor, scale) == 8_676
    first = revenue.earned(split.points_minor, redeemed=4_500, expected=9_500)
    both = revenue.earned(split.points_minor, redeemed=8_500, expected=9_700)
    assert whole(first, scale) == 4_110
    assert whole(both - first, scale) == 3_493
    assert whole(split.points_minor - both, scale) == 1_073


def test_handbook_5_15_kpmg_variant() -> None:
    price = revenue.points_price(POINTS, value_per_thousand=1000, expected_bp=9700)
    assert price == 9_700
    in_cents = revenue.split_price(
        paid_minor=SALES * 100, goods_price_minor=SALES * 100, points_price_minor=price * 100
    )
    assert in_cents.points_minor == 884_230
    # they round the split to 91 and 9 per cent
    first = revenue.earned(9_000, redeemed=4_500, expected=9_700)
    both = revenue.earned(9_000, redeemed=8_500, expected=9_900)
    assert (first, both - first) == (4_175, 3_552)


def whole(minor: int, scale: int) -> int:
    """Rounded to whole units, half away from zero."""
    return (2 * minor + scale) // (2 * scale)


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**9))
def test_a_split_price_is_the_price(paid: int, goods: int, points: int) -> None:
    split = revenue.split_price(paid_minor=paid, goods_price_minor=goods, points_price_minor=points)
    assert split.goods_minor + split.points_minor == paid
    assert min(split.goods_minor, split.points_minor) >= 0


@given(st.integers(0, 10**9), st.integers(0, 10**6), st.integers(0, 10**6))
def test_no_more_is_earned_than_was_deferred(deferred: int, redeemed: int, expected: int) -> None:
    earned = revenue.earned(deferred, redeemed=redeemed, expected=expected)
    assert 0 <= earned <= deferred
    if redeemed >= expected > 0:
        assert earned == deferred


def test_points_that_are_worth_nothing_defer_nothing() -> None:
    assert revenue.split_price(paid_minor=500, goods_price_minor=500, points_price_minor=0) == (
        revenue.Split(500, 0)
    )


def test_handbook_5_15_breakage_is_nothing_unless_somebody_expects_it() -> None:
    assert revenue.breakage(1_000_000, used_minor=700_000, rate_bp=0) == 0


@pytest.mark.parametrize(
    ("used", "earned"), [(0, 0), (45_000, 5_000), (90_000, 10_000), (95_000, 10_000)]
)
def test_breakage_follows_what_is_used(used: int, earned: int) -> None:
    """100,000 issued, 10 per cent never asked for: a ninth of what is used."""
    assert revenue.breakage(100_000, used_minor=used, rate_bp=1000) == earned


def test_where_nothing_is_expected_to_be_used_nothing_follows_its_use() -> None:
    assert revenue.breakage(100_000, used_minor=1, rate_bp=10_000) == 0


def test_handbook_5_15_bonus_spreads_what_was_paid_over_the_face() -> None:
    assert revenue.revenue_of(60_000, paid_minor=100_000, given_minor=20_000) == 50_000
    assert revenue.revenue_of(120_000, paid_minor=100_000, given_minor=20_000) == 100_000
    assert revenue.revenue_of(1, paid_minor=0, given_minor=0) == 0


@pytest.mark.parametrize(
    ("rate_bp", "kept"), [(0, 0), (2000, 20_001), (3000, 30_001), (4000, 40_001)]
)
def test_handbook_1_1_the_custody_rates_never_keep_too_little(rate_bp: int, kept: int) -> None:
    assert revenue.custody(100_001, rate_bp) == kept
