"""Take goods back without a receipt: a manager's decision, priced by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.catalog import queries as catalog
from tessera.catalog.rules import VALUE
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.ledger.rules import Place
from tessera.members import queries as members
from tessera.platform import reads
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase
from tessera.sales import cards, errors, permissions, places, quoting, returning, reversal
from tessera.sales.context import MAX_QUANTITY
from tessera.sales.models import Refund, Return, ReturnLine, Shift
from tessera.sales.returning import Scene
from tessera.sales.rules.settlement import CARD, CASH, WALLET
from tessera.sales.usecases.returns import (
    PostedReturn,
    RefundPart,
    open_books,
    record,
    take_number,
)
from tessera.wallet import places as held


@dataclass(frozen=True, slots=True)
class LooseLine:
    """Pieces that come back without a receipt, at a price agreed by hand."""

    sku_id: UUID
    quantity: int
    unit_price_minor: int


@usecase(permission=permissions.RETURN_WITHOUT_RECEIPT, audit="sale.returned")
def return_without_receipt(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    lines: Sequence[LooseLine],
    refund_kind: str,
    member_id: UUID | None = None,
    reason: str = "",
) -> PostedReturn:
    """Take goods back that no sale can be found for (domain handbook 5.9).

    Refunds in cash, by card, or to a member's stored value; no points move, for nobody knows
    what was earned. Raises Invalid ``returns.empty``, ``sales.quantity_invalid``,
    ``sales.amount_too_high``, ``returns.refund_kind_invalid``, ``returns.topup_needs_receipt``,
    ``returns.card_needs_receipt``;
    NotFound ``products.not_found``, ``members.not_found``; Conflict ``sales.shift_closed``,
    ``sales.member_needed``.
    """
    _check(lines, refund_kind, member_id)
    skus = _read(lines, member_id)
    scene = returning.read_scene(
        at=at, store_id=store_id, till_id=till_id, member_id=member_id, sku_ids=list(skus)
    )
    batch, return_id = Batch(), uuid7()
    amount = sum(line.quantity * line.unit_price_minor for line in lines)
    quoting.check_amount(amount)
    result = PostedReturn(
        return_id=return_id,
        number=take_number(batch, scene),
        business_on=scene.business_on,
        refund_minor=amount,
        refunds=(RefundPart(refund_kind, amount),) if amount else (),
        points_back=0,
        points_clawed=0,
    )
    _post(batch, actor, scene, result, lines, skus, member_id, reason)
    _post_money(open_books(batch, scene, return_id), scene, amount, refund_kind, member_id)
    record(batch, actor, scene, result, None)
    batch.flush()
    return result


def _check(lines: Sequence[LooseLine], refund_kind: str, member_id: UUID | None) -> None:
    if not lines:
        raise errors.returns_empty()
    if any(not 0 < x.quantity <= MAX_QUANTITY or x.unit_price_minor < 0 for x in lines):
        raise errors.quantity_invalid()
    if refund_kind not in {CASH, CARD, WALLET}:
        raise errors.refund_kind_invalid()
    if refund_kind == WALLET and member_id is None:
        raise errors.member_needed()


def _read(lines: Sequence[LooseLine], member_id: UUID | None) -> dict[UUID, catalog.SkuFacts]:
    """What comes back; for a member only who is one."""
    sku_ids = [line.sku_id for line in lines]
    selects = {"skus": catalog.select_skus(sorted(set(sku_ids)))}
    if member_id:
        selects["member"] = members.select_member(member_id)
    found = reads.gather(selects)
    if member_id:
        members.member_of(found["member"])
    skus = catalog.skus_of(found["skus"], asked=sku_ids, also_inactive=True)
    if any(sku.kind in VALUE for sku in skus.values()):
        raise errors.topup_needs_receipt()
    if any(sku.kind == cards.KIND for sku in skus.values()):
        raise errors.card_needs_receipt()
    return skus


def _post(
    batch: Batch,
    actor: Actor,
    scene: Scene,
    result: PostedReturn,
    lines: Sequence[LooseLine],
    skus: Mapping[UUID, catalog.SkuFacts],
    member_id: UUID | None,
    reason: str,
) -> None:
    batch.change(Shift, scene.shift_id, by={"document_count": 1}, expect={"is_open": True})
    document = reversal.document_row(
        scene,
        actor,
        id=result.return_id,
        number=result.number,
        member_id=member_id,
        refund_minor=result.refund_minor,
        reason=reason,
    )
    batch.insert(Return, document)
    pieces: dict[UUID, int] = {}
    for position, line in enumerate(lines):
        sku = skus[line.sku_id]
        batch.insert(ReturnLine, _line(result.return_id, position, line, sku))
        if sku.kind == "goods":
            pieces[line.sku_id] = pieces.get(line.sku_id, 0) + line.quantity
    for part in result.refunds:
        row = reversal.refund_row(result.return_id, part.kind, part.amount_minor, None)
        batch.insert(Refund, row)
    reversal.move_stock(batch, scene, result.return_id, pieces)


def _line(return_id: UUID, position: int, line: LooseLine, sku: catalog.SkuFacts) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "document_id": return_id,
        "position": position,
        "sku_id": line.sku_id,
        "kind": sku.kind,
        "name": sku.name,
        "colour": sku.colour,
        "size": sku.size,
        "quantity": line.quantity,
        "net_minor": line.quantity * line.unit_price_minor,
    }


def _post_money(
    books: Books, scene: Scene, amount: int, refund_kind: str, member_id: UUID | None
) -> None:
    books.move(
        source=places.revenue(scene.store.id, scene.currency),
        destination=_destination(books, scene, amount, refund_kind, member_id),
        amount=amount,
    )
    books.close()


def _destination(
    books: Books, scene: Scene, amount: int, refund_kind: str, member_id: UUID | None
) -> Place:
    if refund_kind != WALLET or member_id is None:
        return places.tender(scene.till_id, refund_kind, scene.currency)
    own = held.principal(member_id, scene.currency)
    if amount:
        books.open_lot(place=own, amount=amount, expires_on=None)
    return own
