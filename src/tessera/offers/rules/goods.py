"""Which goods a promotion or a part of a bundle serves."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from tessera import pricing
from tessera.offers.rules import checks
from tessera.pricing.terms import EVERYTHING

IDS = frozenset({"sku_ids", "excluded_sku_ids"})


@dataclass(frozen=True, slots=True)
class Filters:
    """The union of the first five, with none of them all goods; less what is excluded."""

    styles: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    sku_ids: tuple[str, ...] = ()
    excluded_styles: tuple[str, ...] = ()
    excluded_categories: tuple[str, ...] = ()
    excluded_brands: tuple[str, ...] = ()
    excluded_seasons: tuple[str, ...] = ()
    excluded_sku_ids: tuple[str, ...] = ()

    def columns(self) -> dict[str, list[str]]:
        """What is named, as the table keeps it."""
        return {name: list(value) for name, value in asdict(self).items() if value}

    def for_engine(self) -> pricing.Filters:
        """The same for the price engine."""
        if self == ALL_GOODS:
            return EVERYTHING
        return pricing.Filters(**{name: frozenset(one) for name, one in asdict(self).items()})


ALL_GOODS = Filters()
NAMES = {field.name for field in fields(Filters)}


def parse_filters(filters: Mapping[str, Any]) -> Filters:
    """What a promotion serves, from JSON. Raises ``promotions.field_invalid``."""
    given = checks.known(filters, NAMES)
    return Filters(
        **{
            name: checks.ids(name, given) if name in IDS else checks.texts(name, given)
            for name in NAMES
        }
    )
