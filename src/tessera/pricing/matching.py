"""Which goods filters serve."""

from collections.abc import Sequence

from tessera.pricing.model import Item
from tessera.pricing.terms import EVERYTHING, Filters


def passes(filters: Filters, item: Item) -> bool:
    """Whether ``item`` is among what ``filters`` name, and not among what they exclude."""
    named = filters.styles or filters.categories or filters.brands or filters.seasons
    if (named or filters.sku_ids) and not (
        item.style in filters.styles
        or item.category in filters.categories
        or item.brand in filters.brands
        or item.season in filters.seasons
        or item.sku_id in filters.sku_ids
    ):
        return False
    return not (
        item.style in filters.excluded_styles
        or item.category in filters.excluded_categories
        or item.brand in filters.excluded_brands
        or item.season in filters.excluded_seasons
        or item.sku_id in filters.excluded_sku_ids
    )


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
