"""Reads of the stock: a part of a gathered read, what is on hand, and a SKU's history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext

from tessera.kernel import ids
from tessera.kernel.actor import Actor
from tessera.kernel.errors import fill, gettext_noop
from tessera.platform.reads import Found, Select
from tessera.stock import permissions
from tessera.stock.models import Movement, MovementKind, Stock
from tessera.stock.rules import StockFacts

__all__ = [
    "MovementView",
    "StockFacts",
    "list_movements",
    "list_on_hand",
    "list_received",
    "on_hand",
    "received",
    "select_stock",
    "stock_of",
]


def select_stock(store_id: UUID, sku_ids: Sequence[UUID]) -> Select:
    """The part of a gathered read for what a store has of ``sku_ids``."""
    return Select(
        "SELECT id, sku_id, on_hand, floor FROM stock_stock"
        " WHERE store_id = {store} AND sku_id IN {skus}",
        {"store": store_id, "skus": list(sku_ids)},
    )


def stock_of(found: Found) -> dict[UUID, StockFacts]:
    """Stock by SKU from what ``select_stock`` read; a SKU that never moved is not in it."""
    rows = [
        StockFacts(
            ids.parse_uuid(row["id"]), ids.parse_uuid(row["sku_id"]), row["on_hand"], row["floor"]
        )
        for row in found
    ]
    return {stock.sku_id: stock for stock in rows}


def on_hand(store_id: UUID, sku_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Pieces on hand in a store, 0 for what never moved. The caller has checked the scope."""
    rows = Stock.objects.filter(store_id=store_id, sku_id__in=list(sku_ids))
    return dict.fromkeys(sku_ids, 0) | dict(rows.values_list("sku_id", "on_hand"))


def list_on_hand(*, actor: Actor, sku_ids: Sequence[UUID]) -> dict[UUID, dict[UUID, int]]:
    """Pieces on hand by store and SKU, in the stores the actor sees. Raises Forbidden."""
    actor.require(permissions.VIEW)
    rows = Stock.objects.filter(sku_id__in=list(sku_ids))
    if actor.store_ids is not None:
        rows = rows.filter(store_id__in=actor.store_ids)
    stores: dict[UUID, dict[UUID, int]] = {}
    for row in rows:
        stores.setdefault(row.store_id, {})[row.sku_id] = row.on_hand
    return stores


@dataclass(frozen=True, slots=True)
class MovementView:
    """One movement for a person to read; ``quantity`` is signed, ``words`` tell it."""

    at: datetime
    business_on: date
    store_id: UUID
    store_name: str
    sku_id: UUID
    quantity: int
    kind: str
    document_id: UUID
    reason: str
    words: str


def list_movements(
    *,
    actor: Actor,
    sku_id: UUID,
    store_id: UUID | None = None,
    limit: int = 50,
    before: datetime | None = None,
) -> list[MovementView]:
    """The newest movements of a SKU, newest first, in one store or all the actor sees.

    ``words`` are in the active language. Raises Forbidden ``permission.denied``.
    """
    actor.require(permissions.VIEW, store_id)
    moves = Movement.objects.filter(sku_id=sku_id).select_related("store")
    if store_id is not None:
        moves = moves.filter(store_id=store_id)
    elif actor.store_ids is not None:
        moves = moves.filter(store_id__in=actor.store_ids)
    if before is not None:
        moves = moves.filter(at__lt=before)
    return [_view(move) for move in moves.order_by("-at", "-id")[:limit]]


_WORDS = {
    MovementKind.SALE: gettext_noop("%(count)s sold"),
    MovementKind.RETURN: gettext_noop("%(count)s came back from a customer"),
    MovementKind.PURCHASE: gettext_noop("%(count)s received"),
    MovementKind.ADJUSTMENT: gettext_noop("Corrected by %(signed)s"),
}


def _view(move: Movement) -> MovementView:
    data = {"count": abs(move.quantity), "signed": f"{move.quantity:+d}"}
    return MovementView(
        at=move.at,
        business_on=move.business_on,
        store_id=move.store_id,
        store_name=move.store.name,
        sku_id=move.sku_id,
        quantity=move.quantity,
        kind=move.kind,
        document_id=move.document_id,
        reason=move.reason,
        words=fill(gettext(_WORDS[MovementKind(move.kind)]), data),
    )


@dataclass(frozen=True, slots=True)
class Received:
    """Goods that came in by one document."""

    document_id: UUID
    business_on: date
    store_name: str
    pieces: int
    reason: str


def list_received(*, actor: Actor, limit: int = 10) -> list[Received]:
    """The newest receipts of goods in the actor's stores, the newest first. Raises Forbidden."""
    actor.require(permissions.VIEW)
    moves = Movement.objects.filter(kind=MovementKind.PURCHASE)
    if actor.store_ids is not None:
        moves = moves.filter(store_id__in=actor.store_ids)
    rows = (
        moves.values("document_id", "business_on", "store__name", "reason")
        .annotate(pieces=Sum("quantity"))
        .order_by("-document_id")[:limit]
    )
    return [
        Received(
            row["document_id"],
            row["business_on"],
            row["store__name"],
            row["pieces"],
            row["reason"],
        )
        for row in rows
    ]


def received(*, actor: Actor, document_id: UUID) -> dict[UUID, int]:
    """What came in by a document, pieces by SKU; nothing beyond the actor's stores. Raises Forbidden."""
    actor.require(permissions.VIEW)
    moves = Movement.objects.filter(kind=MovementKind.PURCHASE, document_id=document_id)
    if actor.store_ids is not None:
        moves = moves.filter(store_id__in=actor.store_ids)
    return dict(moves.values_list("sku_id").annotate(pieces=Sum("quantity")).order_by())
