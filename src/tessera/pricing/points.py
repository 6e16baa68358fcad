"""Step 8: points as money (积分抵现). Handbook 5.3."""

import math
from dataclasses import dataclass

from tessera.kernel import money
from tessera.pricing.model import Book
from tessera.pricing.quote import Missed


@dataclass(frozen=True, slots=True)
class Spent:
    """The points used and what they are worth; ``missed`` where fewer than asked for."""

    points: int = 0
    amount_minor: int = 0
    missed: Missed | None = None


def spend(book: Book, *, requested: int, payable_minor: int, unit_minor: int) -> Spent:
    """So many points as the member, the caps and the step allow.

    ``unit_minor`` is the rounding unit: points are worth a multiple of it.
    """
    if requested <= 0:
        return Spent()
    member, rule = book.member, book.points
    if not rule.enabled:
        return Spent(missed=_miss("points_off", requested, 0))
    if member is None:
        return Spent(missed=_miss("no_member", requested, 0))
    points = min(requested, member.points, _most(book, payable_minor))
    points -= points % _step(book, unit_minor)
    if points == requested:
        return Spent(points, _worth(book, points))
    code = "points_insufficient" if member.points < requested else "points_limited"
    return Spent(points, _worth(book, points), _miss(code, requested, points))


def _most(book: Book, payable_minor: int) -> int:
    """The points that the caps allow."""
    rule = book.points
    if payable_minor < rule.minimum_minor:
        return 0
    most = payable_minor * rule.cap_bp // money.BASIS
    if rule.cap_minor is not None:
        most = min(most, rule.cap_minor)
    return min(most, payable_minor) * rule.points_per_major // book.major_minor


def _step(book: Book, unit_minor: int) -> int:
    """The smallest step that is worth whole units of rounding."""
    scaled = unit_minor * book.points.points_per_major
    whole = scaled // math.gcd(scaled, book.major_minor)
    return math.lcm(max(book.points.step_points, 1), whole)


def _worth(book: Book, points: int) -> int:
    return points * book.major_minor // book.points.points_per_major


def _miss(code: str, requested: int, used: int) -> Missed:
    return Missed("points", "points", "", code, {"requested": requested, "used": used})
