"""Which promotions are live for this member and cart, and why the others are not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tessera.pricing import conditions, kinds, limits
from tessera.pricing.conditions import Refusal
from tessera.pricing.kinds import Role
from tessera.pricing.lines import Line
from tessera.pricing.matching import Matcher
from tessera.pricing.model import MemberFacts
from tessera.pricing.moment import Moment
from tessera.pricing.quote import Missed
from tessera.pricing.terms import EVERYBODY, UNLIMITED, Promotion


@dataclass(frozen=True, slots=True)
class Live:
    """A promotion that may apply, and the positions of the lines that it serves."""

    promotion: Promotion
    scope: tuple[int, ...]
    role: Role


def sort_out(
    promotions: Iterable[Promotion],
    *,
    lines: Sequence[Line],
    member: MemberFacts | None,
    channel: str,
    at: Moment,
) -> tuple[list[Live], list[Missed]]:
    """The live promotions in the order of (priority, id), and the rest with its reasons.

    ``lines`` are the goods and services of the cart; scopes are indexes into them.
    """
    matcher, live, missed = Matcher([line.item for line in lines]), [], []
    for promotion in sorted(promotions, key=_rank):
        refusal = None
        if not _open_to_all(promotion, at.day):
            refusal = _refusal(promotion, member, channel, at)
        scope = matcher.scope(promotion.filters) if refusal is None else ()
        if scope and promotion.left is UNLIMITED:
            live.append(Live(promotion, scope, kinds.ROLES[promotion.kind]))
        elif scope and (refusal := limits.refusal(promotion, scope, lines)) is None:
            live.append(Live(promotion, scope, kinds.role(promotion)))
        else:
            code, data = refusal or ("no_goods", {})
            missed.append(Missed(promotion.id, promotion.kind, promotion.name, code, data))
    return live, missed


def _rank(promotion: Promotion) -> tuple[int, str]:
    return promotion.priority, promotion.id


def _open_to_all(promotion: Promotion, day: date) -> bool:
    return promotion.conditions is EVERYBODY and promotion.starts_on <= day <= promotion.ends_on


def _refusal(
    promotion: Promotion, member: MemberFacts | None, channel: str, at: Moment
) -> Refusal | None:
    if at.day < promotion.starts_on:
        return "not_started", {"starts_on": promotion.starts_on.isoformat()}
    if at.day > promotion.ends_on:
        return "ended", {"ends_on": promotion.ends_on.isoformat()}
    return conditions.refusal(promotion.conditions, member, channel, at)
