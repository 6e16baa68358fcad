"""Which promotions are live for this member and cart, and why the others are not."""

from collections.abc import Sequence
from dataclasses import dataclass

from tessera.pricing import conditions, kinds, limits
from tessera.pricing.conditions import Refusal
from tessera.pricing.kinds import Role
from tessera.pricing.lines import Line
from tessera.pricing.matching import Matcher
from tessera.pricing.model import MemberFacts
from tessera.pricing.moment import Moment
from tessera.pricing.quote import Missed
from tessera.pricing.read_once import Read, reading
from tessera.pricing.terms import EVERYBODY, UNLIMITED, Promotion


@dataclass(frozen=True, slots=True)
class Live:
    """A promotion that may apply, and the positions of the lines that it serves."""

    promotion: Promotion
    scope: tuple[int, ...]
    role: Role


def sort_out(
    promotions: Sequence[Promotion],
    *,
    lines: Sequence[Line],
    member: MemberFacts | None,
    channel: str,
    at: Moment,
) -> tuple[list[Live], list[Missed]]:
    """The live promotions in the order of (priority, id), and the rest with its reasons.

    ``lines`` are the goods and services of the cart; scopes are indexes into them.
    """
    read = reading(promotions)
    matcher = Matcher([line.item for line in lines])
    scopes = [matcher.scope(one) for one in read.filters]
    live: list[Live] = []
    missed: list[Missed] = []
    for one in read.ranked:
        refusal, promotion = _refusal(one, member, channel, at), one.promotion
        scope = scopes[one.filters] if refusal is None else ()
        if scope and promotion.left is not UNLIMITED:
            refusal = limits.refusal(promotion, scope, lines)
        if scope and refusal is None:
            live.append(Live(promotion, scope, kinds.role(promotion)))
        elif refusal is None:
            missed.append(one.no_goods)
        else:
            missed.append(Missed(promotion.id, promotion.kind, promotion.name, *refusal))
    return live, missed


def _refusal(one: Read, member: MemberFacts | None, channel: str, at: Moment) -> Refusal | None:
    promotion = one.promotion
    if at.day < promotion.starts_on:
        return "not_started", {"starts_on": promotion.starts_on.isoformat()}
    if at.day > promotion.ends_on:
        return "ended", {"ends_on": promotion.ends_on.isoformat()}
    if promotion.conditions is EVERYBODY:
        return None
    return conditions.refusal(promotion.conditions, member, channel, at)
