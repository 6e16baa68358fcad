"""Points as a contract liability, month by month (IFRS 15.B39-B43; domain handbook 5.15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tessera.finance.rules import revenue


@dataclass(frozen=True, slots=True)
class Expected:
    """What the brand expects: what a thousand points are worth, in minor units, and which share of
    them will be redeemed."""

    value_per_thousand: int = 1000
    expected_bp: int = 10_000


@dataclass(frozen=True, slots=True)
class Period:
    """What happened in one: sales in minor units, points issued less what was taken back of them,
    points redeemed."""

    first: date
    sales_minor: int
    issued: int
    redeemed: int
    expected: Expected


@dataclass(frozen=True, slots=True)
class Earned:
    """What a period put off for its points, what it shows as earned, and what is still owed."""

    period: Period
    deferred_minor: int
    earned_minor: int
    owed_minor: int


def run(periods: Iterable[Period]) -> list[Earned]:
    """Go through ``periods`` in their order, from the beginning.

    All points are one pool: what is earned is counted from the beginning by the expectation of the
    period, less what was shown before, so that a new expectation is made up for in its period.
    """
    lines = []
    pool = shown = issued = redeemed = 0
    for one in periods:
        deferred = _deferred(one, pool, issued)
        pool += deferred
        issued += one.issued
        redeemed += one.redeemed
        expected = revenue.expected_points(issued, one.expected.expected_bp)
        so_far = revenue.earned(pool, redeemed=max(0, redeemed), expected=expected)
        lines.append(Earned(one, deferred, so_far - shown, pool - so_far))
        shown = so_far
    return lines


def _deferred(one: Period, pool: int, issued: int) -> int:
    """The points' share of the sales. Where more came back than was issued, the share of what is
    taken out of the pool."""
    if one.issued < 0:
        return -revenue.share(pool, min(-one.issued, issued), issued)
    price = revenue.points_price(
        one.issued,
        value_per_thousand=one.expected.value_per_thousand,
        expected_bp=one.expected.expected_bp,
    )
    sales = max(0, one.sales_minor)
    split = revenue.split_price(paid_minor=sales, goods_price_minor=sales, points_price_minor=price)
    return split.points_minor
