"""Pure rules: what a return takes back of what its sale earned (CASES 7 and 19)."""

from collections.abc import Sequence
from dataclasses import dataclass

from tessera.kernel.money import cumulative_share
from tessera.rewards.rules.earning import points_for
from tessera.rewards.rules.programme import FROM_REFUND, NEGATIVE


def clawback(
    *,
    earned: int,
    base_minor: int,
    minor_per_point: int,
    returned_minor: int,
    clawed: int,
    factor_bp: int = 10_000,
) -> int:
    """Points to take back now, when ``returned_minor`` of the base has come back in all.

    What remains is what the rest of the base would have earned by the same rule, so ten
    partial returns take back exactly what one full return does (CASES 7). ``clawed`` was
    taken before.
    """
    kept = points_for(base_minor - returned_minor, minor_per_point, factor_bp)
    return max(0, earned - min(earned, kept) - clawed)


def returned_base(*, base_minor: int, goods_minor: int, returned_minor: int) -> int:
    """What of the base has come back, when ``returned_minor`` of what goods cost has.

    Goods that were paid partly by what does not earn come back in the same proportion; rounded
    down, and everything with the last of them.
    """
    return cumulative_share(base_minor, min(returned_minor, goods_minor), goods_minor)


@dataclass(frozen=True, slots=True)
class LineBack:
    """A line that earned ``points`` for ``quantity`` pieces, of which so many are back in all."""

    points: int
    quantity: int
    returned: int


def line_clawback(lines: Sequence[LineBack], *, clawed: int) -> int:
    """Points to take back now: each line's share of its own, less what was taken before.

    Cumulative by line, so ten partial returns take back exactly what one full return does.
    """
    due = sum(cumulative_share(line.points, line.returned, line.quantity) for line in lines)
    return max(0, due - clawed)


@dataclass(frozen=True, slots=True)
class Settled:
    """How a clawback is met, in points: taken from what is held, gone by expiry already, owed,
    forgiven, and kept of the refund, which is less by ``kept_minor``."""

    taken: int
    lapsed: int = 0
    owed: int = 0
    forgiven: int = 0
    kept: int = 0
    kept_minor: int = 0


def settle_elsewhere(points: int, *, waiting: int, lapsed: int) -> Settled:
    """Meet a clawback of ``points`` only by what still waits, where the card became another's:
    ``waiting`` points of the earning stand there, and the debt that follows the card takes them."""
    gone = min(points, lapsed)
    owed = min(points - gone, waiting)
    return Settled(0, gone, owed, forgiven=points - gone - owed)


def settle(
    points: int,
    *,
    held: int,
    lapsed: int,
    policy: str,
    coming: int = 0,
    refund_minor: int = 0,
    points_per_major: int = 100,
    major_minor: int = 100,
) -> Settled:
    """Meet a clawback of ``points`` when ``held`` can be taken and ``lapsed`` of this earning are
    gone by expiry, which nobody owes. ``coming`` points come back to the member with the same
    return, or went to other members since, and what they cover is owed under any policy.

    Points are worth ``major_minor`` minor units for each ``points_per_major``, rounded down; a
    refund is never less than nothing, and what it cannot bear is forgiven.
    """
    gone = min(points, lapsed)
    taken = min(points - gone, held)
    short = points - gone - taken
    if policy == NEGATIVE:
        return Settled(taken, gone, owed=short)
    owed = min(short, coming)
    short -= owed
    if policy != FROM_REFUND or not short:
        return Settled(taken, gone, owed=owed, forgiven=short)
    kept_minor = min(refund_minor, short * major_minor // points_per_major)
    kept = min(short, -(-kept_minor * points_per_major // major_minor))
    return Settled(taken, gone, owed, short - kept, kept, kept_minor)
