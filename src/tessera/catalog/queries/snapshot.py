"""Everything that a store sells, page by page, for a till that keeps it on its own disk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera import pricing
from tessera.catalog.queries.facts import (
    SkuFacts,
    prices_of,
    pricing_item,
    select_prices,
    sku_of,
)
from tessera.kernel import ids
from tessera.platform import audit, reads
from tessera.platform.reads import Select

MOST_CHANGES = 5_000
"""More than so many changes are not told one by one: the till reads everything anew."""


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """A SKU as a till keeps it: what it shows, and ``item`` for the price engine."""

    sku: SkuFacts
    product_id: UUID
    position: int
    picture: str
    item: pricing.Item


@dataclass(frozen=True, slots=True)
class Changes:
    """SKUs that are to be read again, and those that are sold no more; ``too_many`` to be told."""

    changed: tuple[UUID, ...]
    gone: tuple[UUID, ...]
    too_many: bool = False


_COLUMNS = (
    "SELECT s.id, p.id AS product_id, p.style, p.name, p.kind, p.category, s.colour, s.size,"
    " s.barcode, s.tag_minor, p.is_active, p.season, p.brand, s.cost_minor, s.position, p.picture"
    " FROM catalog_sku s JOIN catalog_product p ON p.id = s.product_id"
)


def list_shelf(store_id: UUID, *, after: UUID | None, limit: int) -> list[ShelfItem]:
    """The next SKUs on sale by their ids, with the prices that hold in ``store_id``: two reads,
    however many."""
    where = " WHERE p.is_active AND s.id > {after} ORDER BY s.id LIMIT {limit}"
    select = Select(_COLUMNS + where, {"after": after or UUID(int=0), "limit": limit})
    return _shelf(store_id, reads.gather({"skus": select})["skus"])


def list_shelf_of(store_id: UUID, sku_ids: Sequence[UUID]) -> list[ShelfItem]:
    """These SKUs as ``list_shelf`` has them; those that are not on sale are missing."""
    if not sku_ids:
        return []
    where = " WHERE p.is_active AND s.id IN {skus} ORDER BY s.id"
    select = Select(_COLUMNS + where, {"skus": list(sku_ids)})
    return _shelf(store_id, reads.gather({"skus": select})["skus"])


def changes_since(since: datetime) -> Changes:
    """What was written about products and prices since, by the audit log (law 9).

    What comes with a card or a plan is not in it; a till reads everything anew each business day.
    """
    subjects = audit.list_subjects(
        since=since, actions=("product.", "price."), most=MOST_CHANGES + 1
    )
    if len(subjects) > MOST_CHANGES:
        return Changes((), (), too_many=True)
    if not subjects:
        return Changes((), ())
    named = [ids.parse_uuid(text) for text in subjects]
    select = Select(
        "SELECT s.id, p.is_active FROM catalog_sku s JOIN catalog_product p ON p.id = s.product_id"
        " WHERE s.id IN {named} OR p.id IN {named}",
        {"named": named},
    )
    found = reads.gather({"skus": select})["skus"]
    keys = {ids.parse_uuid(row["id"]): bool(row["is_active"]) for row in found}
    return Changes(
        tuple(key for key, on_sale in keys.items() if on_sale),
        tuple(key for key, on_sale in keys.items() if not on_sale),
    )


def _shelf(store_id: UUID, rows: Sequence[Mapping[str, Any]]) -> list[ShelfItem]:
    skus = [sku_of(row) for row in rows]
    if not skus:
        return []
    found = reads.gather({"prices": select_prices([sku.id for sku in skus], store_id)})
    prices = prices_of(found["prices"])
    return [
        ShelfItem(
            sku=sku,
            product_id=ids.parse_uuid(row["product_id"]),
            position=row["position"],
            picture=row["picture"],
            item=pricing_item(sku, prices.get(sku.id, ()), store_id),
        )
        for sku, row in zip(skus, rows, strict=True)
    ]
