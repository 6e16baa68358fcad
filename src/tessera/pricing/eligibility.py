"""Which promotions are live for this member and cart, and why the others are not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tessera.pricing.lines import Line
from tessera.pricing.model import Item, MemberFacts
from tessera.pricing.moment import Moment
from tessera.pricing.quote import Missed
from tessera.pricing.terms import EVERYBODY, EVERYTHING, Filters, Promotion


@dataclass(frozen=True, slots=True)
class Live:
    """A promotion that may apply, and the positions of the lines that it serves."""

    promotion: Promotion
    scope: tuple[int, ...]


class Matcher:
    """Finds the lines that filters serve, by one pass over the smaller side."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._everything = tuple(range(len(items)))
        self._styles: dict[str, list[int]] = {}
        self._categories: dict[str, list[int]] = {}
        self._brands: dict[str, list[int]] = {}
        self._seasons: dict[str, list[int]] = {}
        self._skus: dict[str, list[int]] = {}
        for index, item in enumerate(items):
            self._styles.setdefault(item.style, []).append(index)
            self._categories.setdefault(item.category, []).append(index)
            self._brands.setdefault(item.brand, []).append(index)
            self._seasons.setdefault(item.season, []).append(index)
            self._skus.setdefault(item.sku_id, []).append(index)

    def scope(self, filters: Filters) -> tuple[int, ...]:
        """Indexes of the served lines, ascending; all where there is no filter."""
        if filters is EVERYTHING:
            return self._everything
        kept = filters
        styles, categories, skus = kept.styles, kept.categories, kept.sku_ids
        if styles or categories or skus or kept.brands or kept.seasons:
            found: set[int] = set()
            if styles:
                self._add(found, styles, self._styles)
            if categories:
                self._add(found, categories, self._categories)
            if skus:
                self._add(found, skus, self._skus)
            if kept.brands or kept.seasons:
                self._add(found, kept.brands, self._brands)
                self._add(found, kept.seasons, self._seasons)
        else:
            found = set(self._everything)
        if found and filters.excludes:
            found -= self._excluded(filters)
        return tuple(sorted(found))

    def _excluded(self, filters: Filters) -> set[int]:
        gone: set[int] = set()
        self._add(gone, filters.excluded_styles, self._styles)
        self._add(gone, filters.excluded_categories, self._categories)
        self._add(gone, filters.excluded_brands, self._brands)
        self._add(gone, filters.excluded_seasons, self._seasons)
        self._add(gone, filters.excluded_sku_ids, self._skus)
        return gone

    @staticmethod
    def _add(found: set[int], wanted: frozenset[str], index: dict[str, list[int]]) -> None:
        for name in wanted.intersection(index):
            found.update(index[name])


def sort_out(
    promotions: Iterable[Promotion],
    *,
    lines: Sequence[Line],
    member: MemberFacts | None,
    at: Moment,
) -> tuple[list[Live], list[Missed]]:
    """The live promotions in the order of (priority, id), and the rest with its reasons.

    ``lines`` are the goods and services of the cart; scopes are indexes into them.
    """
    matcher, live, missed = Matcher([line.item for line in lines]), [], []
    for promotion in sorted(promotions, key=_rank):
        refusal = None if _open_to_all(promotion, at) else _refusal(promotion, member, at)
        scope = matcher.scope(promotion.filters) if refusal is None else ()
        if scope:
            live.append(Live(promotion, scope))
        else:
            code, data = refusal or ("no_goods", {})
            missed.append(Missed(promotion.id, promotion.kind, promotion.name, code, data))
    return live, missed


def _rank(promotion: Promotion) -> tuple[int, str]:
    return promotion.priority, promotion.id


def _open_to_all(promotion: Promotion, at: Moment) -> bool:
    return promotion.starts_on <= at.day <= promotion.ends_on and promotion.conditions is EVERYBODY


def _refusal(
    promotion: Promotion, member: MemberFacts | None, at: Moment
) -> tuple[str, dict[str, int | str]] | None:
    if at.day < promotion.starts_on:
        return "not_started", {"starts_on": promotion.starts_on.isoformat()}
    if at.day > promotion.ends_on:
        return "ended", {"ends_on": promotion.ends_on.isoformat()}
    asked = promotion.conditions
    if asked.member_only and member is None:
        return "members_only", {}
    if asked.level_ids and (member is None or member.level_id not in asked.level_ids):
        return "level_not_in", {}
    return None
