"""Take goods back by receipt: by line, refunding to the tenders they were paid with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.platform import audit, events, numbering, work
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow, RequestRecord
from tessera.platform.usecases import usecase
from tessera.sales import buying, errors, permissions, returning, reversal
from tessera.sales import context as contexts
from tessera.sales.events import SaleReturned, SoldItem
from tessera.sales.models import SaleLine
from tessera.sales.returning import Scene, Sold, Wanted
from tessera.sales.reversal import Reversal
from tessera.sales.rules.refunds import LineRefund, points_back
from tessera.wallet import places as held


@dataclass(frozen=True, slots=True)
class RefundPart:
    """What goes back by one kind of tender."""

    kind: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class PostedReturn:
    """What a return gave back and took back. ``kept_minor`` of the refund was kept for points that
    were earned and spent."""

    return_id: UUID
    number: str
    business_on: date
    refund_minor: int
    refunds: tuple[RefundPart, ...]
    points_back: int
    points_clawed: int
    kept_minor: int = 0


@usecase(permission=permissions.RETURN, audit="sale.returned")
def return_lines(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    sale_id: UUID,
    lines: Sequence[Wanted],
    reason: str = "",
    expected_refund_minor: int | None = None,
) -> PostedReturn:
    """Take back pieces of a sale's lines.

    Refunds go to the sale's tenders in the brand's order (decision 5); spent points go
    back to their lots; what was earned is clawed back by the rule as it stood; stock returns.
    Raises NotFound ``sales.not_found``, ``returns.line_not_found``; Invalid
    ``returns.empty``; Conflict ``returns.too_many``, ``returns.refund_changed``,
    ``returns.topup_used``, ``returns.topups_together``, ``sales.shift_closed``. Rule: domain handbook 5.9, CASES 7 and 8.
    """
    batch = Batch()
    sold = returning.read_sold(actor, sale_id, lines)
    back, books = prepare(batch, actor, at, store_id, till_id, sold, lines, reason)
    if expected_refund_minor is not None and expected_refund_minor != back.refund_minor:
        raise errors.refund_changed(
            expected_minor=expected_refund_minor, refund_minor=back.refund_minor
        )
    result = result_of(back, books)
    record(batch, actor, back.scene, result, sale_id)
    keep(batch, result)
    batch.flush()
    return result


def quote_return(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    till_id: UUID,
    sale_id: UUID,
    lines: Sequence[Wanted],
) -> PostedReturn:
    """What ``return_lines`` would give back now; nothing is written. Raises the same."""
    actor.require(permissions.RETURN, store_id)
    with transaction.atomic():
        sold = returning.read_sold(actor, sale_id, lines)
        back, books = prepare(Batch(), actor, at, store_id, till_id, sold, lines, "")
        transaction.set_rollback(True)  # who listens may have written already, as the queue has
    return result_of(back, books)


def prepare(
    batch: Batch,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    till_id: UUID,
    sold: Sold,
    lines: Sequence[Wanted],
    reason: str,
) -> tuple[Reversal, Books]:
    """Put a return, and what listens to it, into the batch and its books."""
    refunds = returning.refunds_of(sold, lines)
    scene = returning.read_scene(
        at=at,
        store_id=store_id,
        till_id=till_id,
        member_id=sold.sale.member_id,
        sku_ids=[line.sku_id for line in sold.lines.values()],
    )
    return_id = uuid7()
    books = open_books(batch, scene, return_id, reverses_id=sold.entry.entry_id)
    event = _event(actor, scene, sold, refunds, books)
    kept_minor = returning.kept_minor(event)
    back = Reversal(
        actor=actor,
        scene=scene,
        sold=sold,
        lines=tuple(refunds),
        refunds=returning.tender_refunds(
            sold, refunds, order=scene.rules.refund_order, kept_minor=kept_minor
        ),
        points_back=event.points_back,
        kept_minor=kept_minor,
        return_id=return_id,
        number=take_number(batch, scene),
        reason=reason,
    )
    reversal.post(batch, books, back)
    buying.count_return(batch, scene.buyer, event.items)
    events.publish(event, batch)
    books.close()
    return back, books


def take_number(batch: Batch, scene: Scene) -> str:
    """The next number of a return at this till; the R keeps it apart from sales."""
    series = contexts.return_series(scene.till_id)
    value = numbering.take(batch, series=series, day=scene.business_on, found=scene.counter)
    return f"{scene.store.code}-{scene.till_code}-{scene.business_on:%y%m%d}-R{value:03d}"


def open_books(
    batch: Batch, scene: Scene, return_id: UUID, reverses_id: UUID | None = None
) -> Books:
    """The entry of a return."""
    return Books(
        batch=batch,
        balances=scene.holding.balances if scene.holding else {},
        kind="return",
        document_id=return_id,
        store_id=scene.store.id,
        at=scene.at,
        business_on=scene.business_on,
        reverses_id=reverses_id,
    )


def _event(
    actor: Actor, scene: Scene, sold: Sold, lines: Sequence[LineRefund], books: Books
) -> SaleReturned:
    return SaleReturned(
        actor=actor,
        return_id=books.document_id,
        sale_id=sold.sale.id,
        store_id=scene.store.id,
        at=scene.at,
        business_on=scene.business_on,
        holding=scene.holding,
        items=tuple(_item(sold.lines[line.line_id], line) for line in lines),
        points_back=points_back(
            points_used=sold.sale.points_used,
            points_minor=sold.sale.points_minor,
            done_minor=sold.points_minor_done,
            now_minor=sum(line.points_share_minor for line in lines),
        ),
        versions=scene.versions,
        books=books,
    )


def _item(sold: SaleLine, line: LineRefund) -> SoldItem:
    """A line as listeners heard of it at the sale: what went into stored value bought nothing."""
    return SoldItem(
        kind=sold.kind,
        sku_id=sold.sku_id,
        quantity=line.quantity,
        paid_minor=line.paid_minor - sold.value_minor,
        position=sold.position,
    )


def result_of(back: Reversal, books: Books) -> PostedReturn:
    """What a prepared return gives back and takes back."""
    by_kind: dict[str, int] = {}
    for tender, amount in back.refunds:
        by_kind[tender.kind] = by_kind.get(tender.kind, 0) + amount
    return PostedReturn(
        return_id=back.return_id,
        number=back.number,
        business_on=back.scene.business_on,
        refund_minor=back.refund_minor,
        refunds=tuple(RefundPart(kind, amount) for kind, amount in by_kind.items()),
        points_back=back.points_back,
        points_clawed=books.delta(held.points_issued(back.scene.store.id)),
        kept_minor=back.kept_minor,
    )


def record(
    batch: Batch,
    actor: Actor,
    scene: Scene,
    result: PostedReturn,
    sale_id: UUID | None,
    *,
    reason: str = "",
) -> None:
    """The audit row of a return."""
    data = {
        **({"reason": reason} if reason else {}),
        "number": result.number,
        "refund_minor": result.refund_minor,
        "sale_id": sale_id and str(sale_id),
    }
    row = audit.row(
        actor=actor,
        at=scene.at,
        action="sale.returned",
        subject=result.return_id,
        store_id=scene.store.id,
        data=data,
    )
    batch.insert(AuditRow, row)


def keep(batch: Batch, result: PostedReturn) -> None:
    """Keep the answer under the request's id."""
    if (kept := work.request_row(result)) is not None:
        batch.insert(RequestRecord, kept)
