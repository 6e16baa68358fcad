"""What selling needs: parts of a gathered read, and items for the price engine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tessera import pricing
from tessera.catalog import errors
from tessera.kernel import ids
from tessera.platform.reads import Found, Select
from tessera.pricing.model import ItemKind


@dataclass(frozen=True, slots=True)
class SkuFacts:
    """One SKU as pricing and selling need it. Prices are in minor units; what a piece costs the brand
    is for no till to see."""

    id: UUID
    style: str
    name: str
    kind: ItemKind
    category: str
    colour: str
    size: str
    barcode: str
    tag_minor: int
    is_active: bool = True
    season: str = ""
    brand: str = ""
    cost_minor: int | None = None


@dataclass(frozen=True, slots=True)
class PriceFacts:
    """Another price of a SKU; None means every store, or every level and none."""

    id: UUID
    sku_id: UUID
    store_id: UUID | None
    level_id: UUID | None
    amount_minor: int


def select_skus(sku_ids: Sequence[UUID]) -> Select:
    """The part of a gathered read for SKUs with their products."""
    return Select(
        "SELECT s.id, p.style, p.name, p.kind, p.category, s.colour, s.size, s.barcode,"
        " s.tag_minor, p.is_active, p.season, p.brand, s.cost_minor"
        " FROM catalog_sku s JOIN catalog_product p ON p.id = s.product_id WHERE s.id IN {skus}",
        {"skus": list(sku_ids)},
    )


def skus_of(
    found: Found, *, asked: Iterable[UUID], also_inactive: bool = False
) -> dict[UUID, SkuFacts]:
    """SKUs by id from what ``select_skus`` read.

    Raises NotFound ``products.not_found`` for one of ``asked`` that is not there, or is not
    sold any more; what comes back to a store is looked up with ``also_inactive``.
    """
    skus = {sku.id: sku for sku in map(sku_of, found)}
    for sku_id in asked:
        sku = skus.get(sku_id)
        if sku is None or not (sku.is_active or also_inactive):
            raise errors.not_found(sku_id=str(sku_id))
    return skus


def check_sold(skus: Iterable[SkuFacts]) -> None:
    """Raise NotFound ``products.not_found`` for one that is not sold any more."""
    for sku in skus:
        if not sku.is_active:
            raise errors.not_found(sku_id=str(sku.id))


def sku_of(row: Mapping[str, Any]) -> SkuFacts:
    """A SKU from one of the rows that ``select_skus`` reads."""
    return SkuFacts(
        id=ids.parse_uuid(row["id"]),
        style=row["style"],
        name=row["name"],
        kind=row["kind"],
        category=row["category"],
        colour=row["colour"],
        size=row["size"],
        barcode=row["barcode"],
        tag_minor=row["tag_minor"],
        is_active=bool(row["is_active"]),
        season=row["season"],
        brand=row["brand"],
        cost_minor=row["cost_minor"],
    )


def select_prices(sku_ids: Sequence[UUID], store_id: UUID) -> Select:
    """The part of a gathered read for the other prices of SKUs that hold in one store."""
    return Select(
        "SELECT id, sku_id, store_id, level_id, amount_minor FROM catalog_price"
        " WHERE sku_id IN {skus} AND (store_id IS NULL OR store_id = {store})",
        {"skus": list(sku_ids), "store": store_id},
    )


def prices_of(found: Found) -> dict[UUID, tuple[PriceFacts, ...]]:
    """Prices by SKU from what ``select_prices`` read."""
    prices: dict[UUID, tuple[PriceFacts, ...]] = {}
    for row in sorted(found, key=lambda row: str(row["id"])):
        sku_id = ids.parse_uuid(row["sku_id"])
        price = PriceFacts(
            id=ids.parse_uuid(row["id"]),
            sku_id=sku_id,
            store_id=row["store_id"] and ids.parse_uuid(row["store_id"]),
            level_id=row["level_id"] and ids.parse_uuid(row["level_id"]),
            amount_minor=row["amount_minor"],
        )
        prices[sku_id] = (*prices.get(sku_id, ()), price)
    return prices


def pricing_item(sku: SkuFacts, prices: Iterable[PriceFacts], store_id: UUID) -> pricing.Item:
    """The SKU as the price engine wants it, with the prices that hold in ``store_id``."""
    return pricing.Item(
        sku_id=str(sku.id),
        style=sku.style,
        category=sku.category,
        kind=sku.kind,
        tag_minor=sku.tag_minor,
        prices=tuple(
            pricing.PriceOption(
                rule_id=str(price.id),
                kind="store" if price.level_id is None else "level",
                amount_minor=price.amount_minor,
                level_id=str(price.level_id) if price.level_id else None,
            )
            for price in prices
            if price.store_id in {None, store_id}
        ),
        season=sku.season,
        brand=sku.brand,
    )
