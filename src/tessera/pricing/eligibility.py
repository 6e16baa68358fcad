"""Which promotions are live for this member and cart, and why the others are not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tessera.pricing.lines import Line
from tessera.pricing.model import MemberFacts, Promotion
from tessera.pricing.quote import Missed


@dataclass(frozen=True, slots=True)
class Live:
    """A promotion that may apply, and the positions of the lines that it serves."""

    promotion: Promotion
    scope: tuple[int, ...]


class Matcher:
    """Finds the lines that a promotion serves, by one pass over the smaller side."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._everything = tuple(range(len(lines)))
        self._styles: dict[str, list[int]] = {}
        self._categories: dict[str, list[int]] = {}
        self._skus: dict[str, list[int]] = {}
        for index, line in enumerate(lines):
            self._styles.setdefault(line.item.style, []).append(index)
            self._categories.setdefault(line.item.category, []).append(index)
            self._skus.setdefault(line.item.sku_id, []).append(index)

    def scope(self, promotion: Promotion) -> tuple[int, ...]:
        """Indexes of the served lines, ascending; all where the promotion has no filter."""
        styles, categories, skus = promotion.styles, promotion.categories, promotion.sku_ids
        if not (styles or categories or skus):
            return self._everything
        found: set[int] = set()
        if styles:
            self._add(found, styles, self._styles)
        if categories:
            self._add(found, categories, self._categories)
        if skus:
            self._add(found, skus, self._skus)
        return tuple(sorted(found))

    @staticmethod
    def _add(found: set[int], wanted: frozenset[str], index: dict[str, list[int]]) -> None:
        for name in wanted.intersection(index):
            found.update(index[name])


def sort_out(
    promotions: Iterable[Promotion],
    *,
    lines: Sequence[Line],
    member: MemberFacts | None,
    at: date,
) -> tuple[list[Live], list[Missed]]:
    """The live promotions in the order of (priority, id), and the rest with its reasons.

    ``lines`` are the goods and services of the cart; scopes are indexes into them.
    """
    matcher, live, missed = Matcher(lines), [], []
    for promotion in sorted(promotions, key=_rank):
        refusal = None if _open_to_all(promotion, at) else _refusal(promotion, member, at)
        scope = matcher.scope(promotion) if refusal is None else ()
        if scope:
            live.append(Live(promotion, scope))
        else:
            code, data = refusal or ("no_goods", {})
            missed.append(Missed(promotion.id, promotion.kind, promotion.name, code, data))
    return live, missed


def _rank(promotion: Promotion) -> tuple[int, str]:
    return promotion.priority, promotion.id


def _open_to_all(promotion: Promotion, at: date) -> bool:
    restricted = promotion.member_only or promotion.level_ids
    return promotion.starts_on <= at <= promotion.ends_on and not restricted


def _refusal(
    promotion: Promotion, member: MemberFacts | None, at: date
) -> tuple[str, dict[str, int | str]] | None:
    if at < promotion.starts_on:
        return "not_started", {"starts_on": promotion.starts_on.isoformat()}
    if at > promotion.ends_on:
        return "ended", {"ends_on": promotion.ends_on.isoformat()}
    if promotion.member_only and member is None:
        return "members_only", {}
    if promotion.level_ids and (member is None or member.level_id not in promotion.level_ids):
        return "level_not_in", {}
    return None
