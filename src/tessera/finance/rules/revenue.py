"""What of value sold before its use may be shown as earned (domain handbook 5.15, IFRS 15).

These are figures for the accountant to book or not; nothing here is posted.
"""

from dataclasses import dataclass

from tessera.kernel.money import BASIS, allocate


@dataclass(frozen=True, slots=True)
class Split:
    """A price, parted between what was sold and the points that came with it, in minor units."""

    goods_minor: int
    points_minor: int


def split_price(*, paid_minor: int, goods_price_minor: int, points_price_minor: int) -> Split:
    """Part ``paid_minor`` by relative stand-alone price (IFRS 15.74).

    ``points_price_minor`` is what the points would cost alone: their number by the value of one, by
    the share that is expected to be redeemed.
    """
    if not points_price_minor:
        return Split(paid_minor, 0)
    goods, points = allocate(paid_minor, [goods_price_minor, points_price_minor])
    return Split(goods, points)


def points_price(points: int, *, value_per_thousand: int, expected_bp: int) -> int:
    """What ``points`` would cost alone, in minor units; half a unit counts as one.

    ``value_per_thousand`` is what a thousand points are worth when they are spent.
    """
    return _rounded(points * value_per_thousand * expected_bp, 1000 * BASIS)


def expected_points(points: int, expected_bp: int) -> int:
    """How many of ``points`` will be redeemed."""
    return _rounded(points * expected_bp, BASIS)


def earned(deferred_minor: int, *, redeemed: int, expected: int) -> int:
    """What of ``deferred_minor`` is earned when ``redeemed`` of ``expected`` points are spent, all
    from the beginning (IFRS 15 example 52).

    Both are counted from the beginning, so that a changed expectation is made up for at once; no
    more than all is earned, however many are spent.
    """
    if redeemed >= expected:
        return deferred_minor if redeemed else 0
    return _rounded(deferred_minor * redeemed, expected)


def breakage(issued_minor: int, *, used_minor: int, rate_bp: int) -> int:
    """What of stored value may be shown as earned because it will never be asked for, in proportion
    to what was used (IFRS 15.B46). Without an expected share, nothing."""
    left_unused = _rounded(issued_minor * rate_bp, BASIS)
    will_be_used = issued_minor - left_unused
    if will_be_used <= 0 or used_minor <= 0:
        return 0
    return _rounded(left_unused * min(used_minor, will_be_used), will_be_used)


def revenue_of(spent_minor: int, *, paid_minor: int, given_minor: int) -> int:
    """The revenue in ``spent_minor`` of stored value at its face: bonus spreads what was paid over
    all that may be spent, P / (P + B) for each unit."""
    return share(spent_minor, paid_minor, paid_minor + given_minor)


def share(amount: int, part: int, whole: int) -> int:
    """``part`` of ``whole`` of an amount; nothing of nothing."""
    return _rounded(amount * part, whole) if whole > 0 else 0


def custody(balance_minor: int, rate_bp: int) -> int:
    """What must lie in the account for prepaid money: a share of the last quarter's balance (domain
    handbook 1.1)."""
    return -(-max(0, balance_minor) * rate_bp // BASIS)


def _rounded(dividend: int, divisor: int) -> int:
    """Half rounds away from zero; the divisor is positive."""
    whole = (2 * abs(dividend) + divisor) // (2 * divisor)
    return whole if dividend >= 0 else -whole
