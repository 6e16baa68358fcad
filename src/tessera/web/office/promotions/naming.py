"""The names of what a promotion points at."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext

from tessera.catalog import queries as catalog
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.pricing import Filters
from tessera.web.kit import currency, formats


@dataclass(frozen=True, slots=True)
class Names:
    """Levels, tags, styles and SKUs by their ids."""

    levels: Mapping[str, str]
    tags: Mapping[str, str]
    goods: Callable[[Filters], str]


def names() -> Names:
    """Of everything that the brand has now."""
    return Names(
        levels={str(one.id): one.name for one in members.list_levels()},
        tags={str(one.id): one.name for one in members.list_tags()},
        goods=goods,
    )


def goods(filters: Filters) -> str:
    """Which goods, in words."""
    named = listed(_named(filters.categories, filters.seasons, filters.brands))
    several = [*_styles(filters.styles), *_skus(filters.sku_ids)]
    told = listed([one for one in (named, *several) if one]) or gettext("all goods")
    gone = [*_named(filters.excluded_categories, filters.excluded_seasons, filters.excluded_brands)]
    gone += [*_styles(filters.excluded_styles), *_skus(filters.excluded_sku_ids)]
    if not gone:
        return told
    return gettext("%(goods)s (without %(gone)s)") % {"goods": told, "gone": listed(gone)}


def skus(sku_ids: Iterable[str]) -> str:
    """Single SKUs, in words."""
    return listed(_skus(frozenset(sku_ids)))


def _named(*sets: frozenset[str]) -> list[str]:
    return [name for one in sets for name in sorted(one)]


def _styles(styles: frozenset[str]) -> list[str]:
    return _some(styles, catalog.names_of_styles)


def _skus(sku_ids: frozenset[str]) -> list[str]:
    return _some(sku_ids, catalog.names_of_skus)


SHOWN = 4
"""So many are named one by one."""


def _some(ids: frozenset[str], names_of: Callable[[Iterable[str]], Mapping[str, str]]) -> list[str]:
    """The first few by name, and how many more there are."""
    first = sorted(ids)[:SHOWN]
    known = names_of(first)
    told = [known.get(one, one) for one in first]
    if len(ids) > SHOWN:
        told.append(gettext("%(n)s more") % {"n": len(ids) - SHOWN})
    return told


def store_names(store_ids: Sequence[UUID]) -> str:
    """Which stores; none of them means all."""
    if not store_ids:
        return gettext("all stores")
    return listed(org.get_store(one).name for one in store_ids)


def listed(parts: Iterable[object]) -> str:
    """Several things in a row, as the language separates them."""
    return ("、" if in_chinese() else ", ").join(str(part) for part in parts)


def in_chinese() -> bool:
    """Whether the reader reads Chinese."""
    return (get_language() or "").startswith("zh")


def money(minor: int) -> str:
    """An amount in the brand's currency, without cents where there are none."""
    return formats.money(minor, currency.code()).removesuffix(".00")


def rate(off_bp: int) -> str | Promise:
    """So much off: a percentage, or the tenths that are paid where people say it so."""
    if off_bp >= 10_000:
        return gettext("for nothing")
    if in_chinese():
        tenths = f"{(10_000 - off_bp) / 1000:.3f}".rstrip("0").rstrip(".")
        return gettext("pay %(tenths)s tenths") % {"tenths": tenths}
    return gettext("%(percent)s off") % {"percent": formats.percent(off_bp)}
