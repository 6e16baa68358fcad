"""Goods by what is common to them: categories, seasons, styles and single SKUs, to be chosen from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from tessera import pricing
from tessera.catalog import permissions
from tessera.catalog.models import Product, ProductKind, Sku
from tessera.catalog.queries.browse import list_products, search
from tessera.kernel.actor import Actor

Sort = Literal["category", "season", "brand", "style", "sku"]
_NAMED: tuple[Sort, ...] = ("category", "season", "brand")
_REDUCIBLE = (ProductKind.GOODS, ProductKind.SERVICE)


@dataclass(frozen=True, slots=True)
class GoodsHit:
    """Some goods under one name; ``value`` is what a filter of this sort holds."""

    sort: Sort
    value: str
    name: str
    detail: str = ""


def find_goods(*, actor: Actor, text: str, sorts: Iterable[Sort], limit: int = 6) -> list[GoodsHit]:
    """What ``text`` may mean, of these sorts, at most ``limit`` of each; without a text the first
    ones. Raises Forbidden."""
    actor.require(permissions.VIEW)
    wanted, typed = frozenset(sorts), text.strip()
    found: list[GoodsHit] = []
    for sort in _NAMED:
        if sort in wanted:
            found += [GoodsHit(sort, name, name) for name in _named(sort, typed)[:limit]]
    if "style" in wanted:
        rows = list_products(actor=actor, text=typed, is_active=True, limit=limit)
        found += [
            GoodsHit("style", row.style, row.name, row.style)
            for row in rows
            if row.kind in _REDUCIBLE
        ]
    if "sku" in wanted:
        skus = search(actor=actor, text=typed, limit=limit)
        found += [_hit(sku.sku_id, sku.name, sku.colour, sku.size, sku.barcode) for sku in skus]
    return found


def _named(sort: str, typed: str) -> list[str]:
    """The categories, seasons or brands of goods on sale with the text in their name."""
    rows = Product.objects.filter(kind__in=_REDUCIBLE, is_active=True).exclude(**{sort: ""})
    if typed:
        rows = rows.filter(**{f"{sort}__icontains": typed})
    return sorted(rows.values_list(sort, flat=True).distinct())


def _hit(sku_id: UUID, name: str, colour: str, size: str, barcode: str) -> GoodsHit:
    detail = " ".join(part for part in (colour, size, barcode) if part)
    return GoodsHit("sku", str(sku_id), name, detail)


def names_of_skus(sku_ids: Iterable[str]) -> Mapping[str, str]:
    """What SKUs are called with colour and size, by id; those that are not there are missing."""
    rows = Sku.objects.filter(id__in=list(sku_ids)).select_related("product")
    return {
        str(row.id): " ".join(part for part in (row.product.name, row.colour, row.size) if part)
        for row in rows
    }


def names_of_styles(styles: Iterable[str]) -> Mapping[str, str]:
    """What styles are called, by style."""
    rows = Product.objects.filter(style__in=list(styles))
    return dict(rows.values_list("style", "name"))


def list_sorts_of_goods(sku_ids: Iterable[str]) -> list[pricing.Item]:
    """What promotions can tell apart: each style on sale with its category and season, and those of
    ``sku_ids`` by themselves."""
    on_sale = Product.objects.filter(kind__in=_REDUCIBLE, is_active=True)
    sorts = on_sale.order_by("style").values_list("style", "category", "season", "brand")
    found = [
        pricing.Item("", style, category, "goods", 0, brand=brand, season=season)
        for style, category, season, brand in sorts
    ]
    rows = Sku.objects.filter(id__in=list(sku_ids)).select_related("product")
    return found + [
        pricing.Item(
            str(row.id),
            row.product.style,
            row.product.category,
            "goods",
            0,
            brand=row.product.brand,
            season=row.product.season,
        )
        for row in rows.order_by("id")
    ]


def costs_of(sku_ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """What a piece of each of these SKUs costs the brand, in minor units, where that is known."""
    rows = Sku.objects.filter(id__in=list(sku_ids), cost_minor__isnull=False)
    return {
        row_id: cost for row_id, cost in rows.values_list("id", "cost_minor") if cost is not None
    }
