"""Moving stock, into the caller's batch and transaction."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.org.queries import StoreFacts
from tessera.platform.batch import Batch
from tessera.stock import rules
from tessera.stock.models import Movement, Stock
from tessera.stock.rules import StockFacts


def move_all(
    batch: Batch,
    *,
    found: Mapping[UUID, StockFacts],
    store: StoreFacts,
    pieces: Mapping[UUID, int],
    names: Mapping[UUID, str],
    kind: str,
    document_id: UUID,
    at: datetime,
    business_on: date,
    reason: str = "",
    has_happened: bool = False,
) -> None:
    """Put what a document moves in one store into the batch, once for a document.

    ``pieces`` are signed, by SKU; ``found`` is what ``queries.stock_of`` read of them; a SKU
    that never moved gets its row now. Each movement writes the floor that the store allows
    today, so a change of the store's mind holds from the next movement on, and the row's
    constraint settles a race. ``names`` serve the refusal. What ``has_happened`` already is taken
    down as it is, into a hole if need be.

    Raises Conflict ``stock.insufficient`` before anything is put into the batch.
    """
    moves = {sku_id: quantity for sku_id, quantity in pieces.items() if quantity}
    for sku_id, quantity in moves.items():
        rules.check_enough(
            sku_id=sku_id,
            name=names.get(sku_id, ""),
            on_hand=found[sku_id].on_hand if sku_id in found else 0,
            change=quantity,
            allows_negative=store.allows_negative_stock or has_happened,
        )
    for sku_id, quantity in sorted(moves.items()):  # as everybody locks them
        _change(batch, found.get(sku_id), store, sku_id, quantity)
        batch.insert(
            Movement,
            {
                "id": uuid7(),
                "store_id": store.id,
                "sku_id": sku_id,
                "quantity": quantity,
                "kind": kind,
                "document_id": document_id,
                "business_on": business_on,
                "at": at,
                "reason": reason,
            },
        )


def _change(
    batch: Batch, seen: StockFacts | None, store: StoreFacts, sku_id: UUID, quantity: int
) -> None:
    after = (seen.on_hand if seen else 0) + quantity
    floor = rules.floor_after(on_hand=after, allows_negative=store.allows_negative_stock)
    if seen:
        batch.change(Stock, seen.id, by={"on_hand": quantity}, put={"floor": floor})
        return
    batch.insert(
        Stock,
        {
            "id": uuid7(),
            "store_id": store.id,
            "sku_id": sku_id,
            "on_hand": quantity,
            "floor": floor,
        },
    )
