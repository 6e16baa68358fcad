"""The stories of the stock room: goods arrive, and counts are put right."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.catalog import queries as catalog
from tessera.catalog.rules import GOODS
from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.ids import uuid7
from tessera.org import queries as org
from tessera.platform import audit, numbering, reads
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.reads import Found
from tessera.platform.usecases import usecase
from tessera.stock import errors, operations, permissions, queries, rules
from tessera.stock.models import MovementKind


@usecase(permission=permissions.RECEIVE, audit="stock.received")
def receive(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    lines: Sequence[tuple[UUID, int]],
    note: str = "",
    request_id: UUID | None = None,
) -> UUID:
    """Take in goods: pairs of SKU and pieces, any number of them. Returns the document's id.

    Raises Invalid ``stock.lines_missing``, ``stock.quantity_invalid``, ``stock.not_goods``,
    ``stock.text_too_long``; NotFound ``products.not_found``, ``org.store_not_found``.
    """
    pieces, note = rules.merged(lines), rules.check_note(note)
    data = {"skus": len(pieces), "pieces": sum(pieces.values()), "note": note}
    return _post(
        actor=actor,
        at=at,
        store_id=store_id,
        pieces=pieces,
        kind=MovementKind.PURCHASE,
        reason=note,
        action="stock.received",
        data=data,
    )


@usecase(permission=permissions.ADJUST, audit="stock.adjusted")
def adjust(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    sku_id: UUID,
    quantity: int,
    reason: str,
    request_id: UUID | None = None,
) -> UUID:
    """Put the count of a SKU right by ``quantity`` pieces, signed. Returns the document's id.

    Raises Invalid ``stock.correction_invalid``, ``stock.reason_missing``,
    ``stock.text_too_long``, ``stock.not_goods``; NotFound ``products.not_found``,
    ``org.store_not_found``; Conflict ``stock.insufficient``.
    """
    reason = rules.check_correction(quantity, reason)
    data = {"sku_id": str(sku_id), "quantity": quantity, "reason": reason}
    return _post(
        actor=actor,
        at=at,
        store_id=store_id,
        pieces={sku_id: quantity},
        kind=MovementKind.ADJUSTMENT,
        reason=reason,
        action="stock.adjusted",
        data=data,
    )


def _post(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    pieces: Mapping[UUID, int],
    kind: MovementKind,
    reason: str,
    action: str,
    data: dict[str, Any],
) -> UUID:
    """One read, one batch, whatever the number of SKUs; a number from the store's own series."""
    store = org.get_store(store_id)
    day = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    sku_ids = sorted(pieces)
    found = _read(store_id, sku_ids, day)
    names = _names_of_goods(catalog.skus_of(found["skus"], asked=sku_ids, also_inactive=True))
    batch, document_id = Batch(), uuid7()
    operations.move_all(
        batch,
        found=queries.stock_of(found["stock"]),
        store=store,
        pieces=pieces,
        names=names,
        kind=kind.value,
        document_id=document_id,
        at=at,
        business_on=day,
        reason=reason,
    )
    value = numbering.take(batch, series=_series(store_id), day=day, found=found["counter"])
    row = audit.row(
        actor=actor,
        at=at,
        action=action,
        subject=document_id,
        store_id=store_id,
        data={"number": f"{store.code}-W-{day:%y%m%d}-{value:04d}", **data},
    )
    batch.insert(AuditRow, row)
    batch.flush()
    return document_id


def _series(store_id: UUID) -> str:
    return f"stock:{store_id.hex}"


def _read(store_id: UUID, sku_ids: list[UUID], day: date) -> Mapping[str, Found]:
    series = _series(store_id)
    numbering.queue(series=series, day=day)
    return reads.gather(
        {
            "skus": catalog.select_skus(sku_ids),
            "stock": queries.select_stock(store_id, sku_ids),
            "counter": numbering.select(series=series, day=day),
        }
    )


def _names_of_goods(skus: Mapping[UUID, catalog.SkuFacts]) -> dict[UUID, str]:
    for sku in skus.values():
        if sku.kind != GOODS:
            raise errors.not_goods(name=sku.name)
    return {sku.id: sku.name for sku in skus.values()}
