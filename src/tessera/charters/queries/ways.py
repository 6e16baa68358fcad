"""The charter in force, and the ways to the levels."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation

from tessera.catalog.models import ProductKind, Sku
from tessera.charters import rules
from tessera.charters.models import Charter, LevelWay
from tessera.rewards import queries as rewards


@dataclass(frozen=True, slots=True)
class Words:
    """A charter in one language."""

    title: str
    conditions: str
    rights: str


@dataclass(frozen=True, slots=True)
class CharterView:
    """A version of the charter, by language."""

    version: int
    published_at: datetime
    by_name: str
    texts: Mapping[str, Words]

    @property
    def words(self) -> Words:
        """In the reader's language, else in that of the installation."""
        language = translation.get_language() or settings.LANGUAGE_CODE
        return self.texts.get(language) or self.texts[settings.LANGUAGE_CODE]


def find_charter() -> CharterView | None:
    """The charter in force, if one was published."""
    found = list_charters(limit=1)
    return found[0] if found else None


def list_charters(*, limit: int = 20) -> list[CharterView]:
    """The versions, the newest first."""
    rows = Charter.objects.prefetch_related("texts").order_by("-version")[:limit]
    return [
        CharterView(
            row.version,
            row.published_at,
            row.by_name,
            {one.language: Words(one.title, one.conditions, one.rights) for one in row.texts.all()},
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee that is on sale; its price is in minor units."""

    sku_id: UUID
    name: str
    price_minor: int


@dataclass(frozen=True, slots=True)
class Way:
    """How a level is got. Without ``days`` the fee is paid within a calendar month."""

    level_id: UUID
    level_name: str
    rank: int
    kind: str
    fee: Fee | None = None
    days: int | None = None
    needs: str = ""
    rights: str = ""

    @property
    def is_applied_for(self) -> bool:
        """Whether there are applications for it."""
        return rules.is_applied_for(self.kind)


def list_ways() -> list[Way]:
    """The way to every level, the lowest first. What nobody has set is got by buying."""
    rungs = rewards.get_ladder().rungs
    known = {row.level_id: row for row in LevelWay.objects.select_related("sku__product")}
    ways = []
    for place, rung in enumerate(rungs):
        row = known.get(rung.level_id)
        unset = rules.REGISTRATION if place == 0 else rules.PURCHASE
        ways.append(
            Way(
                level_id=rung.level_id,
                level_name=rung.name,
                rank=rung.rank,
                kind=row.kind if row and place else unset,
                fee=fee_of(row.sku) if row and row.sku else None,
                days=row.days if row else None,
                needs=row.needs if row else "",
                rights=rung.benefits.rights,
            )
        )
    return ways


def find_way(level_id: UUID) -> Way | None:
    """The way to one level; None for a level that is not there."""
    return next((way for way in list_ways() if way.level_id == level_id), None)


def list_fees() -> list[Fee]:
    """The fees that are on sale, by name."""
    found = Sku.objects.filter(product__kind=ProductKind.FEE, product__is_active=True)
    return [fee_of(row) for row in found.select_related("product").order_by("product__name")]


def fee_of(sku: Sku) -> Fee:
    """A fee from the SKU that it is sold as."""
    return Fee(sku.id, sku.product.name, sku.tag_minor)
