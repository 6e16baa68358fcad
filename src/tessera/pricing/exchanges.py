"""Step 2: coupons that are exchanged for a piece of the goods (docs/price-algorithm.md).

Such a piece stands outside of everything else: it is taken out of its line before promotions are
looked at, so that no rule reduces it a second time (CASES 12) and it reaches no threshold.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tessera.pricing import coupons as coupon_rules
from tessera.pricing.lines import Line
from tessera.pricing.model import Coupon, Exchange
from tessera.pricing.quote import Missed


@dataclass(frozen=True, slots=True)
class Exchanged:
    """``coupon`` makes one piece of the line at ``position`` cost ``price_minor``."""

    coupon: Coupon
    position: int
    price_minor: int
    saved_minor: int


def sort_out(
    coupons: Sequence[Coupon], lines: Sequence[Line]
) -> tuple[list[Exchanged], list[Coupon], list[Missed]]:
    """What is exchanged, the coupons that are for amounts, and the exchanges that found nothing.

    Each exchange takes the piece that it saves most on, of equals the one of the smaller line.
    """
    plain = [coupon for coupon in coupons if coupon.exchange is None]
    if len(plain) == len(coupons):
        return [], plain, []
    left = {line.position: line.quantity for line in lines}
    found: list[Exchanged] = []
    missed: list[Missed] = []
    for coupon in coupons:
        if coupon.exchange is None:
            continue
        one = _piece(coupon, coupon.exchange, lines, left)
        if isinstance(one, Missed):
            missed.append(one)
        else:
            found.append(one)
            left[one.position] -= 1
    return found, plain, missed


def _piece(
    coupon: Coupon, terms: Exchange, lines: Sequence[Line], left: dict[int, int]
) -> Exchanged | Missed:
    wanted = [line for line in lines if left[line.position] and line.item.sku_id in terms.sku_ids]
    if not wanted:
        return coupon_rules.miss(coupon, "no_goods", {})
    best = min(wanted, key=lambda line: (-line.item.tag_minor, line.rank))
    saved = best.item.tag_minor - terms.price_minor
    if saved <= 0:
        return coupon_rules.miss(coupon, "nothing_left", {})
    return Exchanged(coupon, best.position, terms.price_minor, saved)


def without(lines: Sequence[Line], exchanged: Sequence[Exchanged]) -> list[Line]:
    """The lines less the pieces that were exchanged; a line of no other piece is left out."""
    if not exchanged:
        return list(lines)
    gone: dict[int, int] = {}
    for one in exchanged:
        gone[one.position] = gone.get(one.position, 0) + 1
    rest = (replace(line, quantity=line.quantity - gone.get(line.position, 0)) for line in lines)
    return [line for line in rest if line.quantity]
