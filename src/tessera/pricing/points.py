"""Step 8: points as money (积分抵现). Handbook 5.3."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tessera.kernel import money
from tessera.pricing import kinds
from tessera.pricing.lines import Line
from tessera.pricing.model import Book, PointsRule
from tessera.pricing.quote import Limit, Missed, PointsRoom, Reason

PROMOTIONS = frozenset({*kinds.LINE, *kinds.DEAL, *kinds.ORDER, *kinds.EXTRA})
"""The kinds of reason that come from promotions."""


@dataclass(frozen=True, slots=True)
class Spent:
    """The points used and what they are worth; ``missed`` where fewer than asked for."""

    points: int = 0
    amount_minor: int = 0
    missed: Missed | None = None


def may_pay(rule: PointsRule, line: Line, reasons: Sequence[Reason]) -> bool:
    """Whether points may pay for ``line``, which ``reasons`` have reduced."""
    item = line.item
    if not item.is_reducible or item.sku_id in rule.excluded_sku_ids:
        return False
    if item.category in rule.excluded_categories:
        return False
    return not (rule.excludes_promotions and any(one.kind in PROMOTIONS for one in reasons))


def room(book: Book, *, order_minor: int, payable_minor: int, unit_minor: int) -> PointsRoom | None:
    """How many points could be used, by which step, and what holds them there.

    ``order_minor`` is what goods and services cost, ``payable_minor`` the part of it that points
    may pay for, ``unit_minor`` the rounding unit. None without a member, or where points are off.
    """
    rule = book.points
    if book.member is None or not rule.enabled:
        return None
    step = _step(book, unit_minor)
    most_minor, limit = _cap(rule, order_minor, payable_minor)
    most = most_minor * rule.points_per_major // book.major_minor
    most -= most % step
    least = math.ceil(rule.minimum_points / step) * step
    if most and most < least:
        most, limit = 0, "minimum"
    return PointsRoom(
        most=most, step=step, least=least, limit=limit, cap_bp=rule.cap_bp, held=book.member.points
    )


def spend(book: Book, *, requested: int, found: PointsRoom | None) -> Spent:
    """So many points as the member, the caps and the step in ``found`` allow."""
    if requested <= 0:
        return Spent()
    if found is None:
        return Spent(missed=_miss("points_off" if book.member else "no_member", requested, 0))
    points = min(requested, found.usable)
    points -= points % found.step
    if points < found.least:
        points = 0
    if points == requested:
        return Spent(points, _worth(book, points))
    code = "points_insufficient" if found.held < requested else "points_limited"
    return Spent(points, _worth(book, points), _miss(code, requested, points))


def _cap(rule: PointsRule, order_minor: int, payable_minor: int) -> tuple[int, Limit]:
    """What points may pay at most, in minor units, and the rule that says so."""
    if order_minor < rule.minimum_minor:
        return 0, "order"
    most = payable_minor
    limit: Limit = "" if payable_minor == order_minor else "goods"
    if (share := payable_minor * rule.cap_bp // money.BASIS) < most:
        most, limit = share, "share"
    if rule.cap_minor is not None and rule.cap_minor < most:
        most, limit = rule.cap_minor, "amount"
    return most, limit


def _step(book: Book, unit_minor: int) -> int:
    """The smallest step that is worth whole units of rounding."""
    scaled = unit_minor * book.points.points_per_major
    whole = scaled // math.gcd(scaled, book.major_minor)
    return math.lcm(max(book.points.step_points, 1), whole)


def _worth(book: Book, points: int) -> int:
    return points * book.major_minor // book.points.points_per_major


def _miss(code: str, requested: int, used: int) -> Missed:
    return Missed("points", "points", "", code, {"requested": requested, "used": used})
