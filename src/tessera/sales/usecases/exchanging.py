"""Exchange goods in one ticket: a return and a sale, and one difference."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from tessera import pricing
from tessera.catalog.models import Sku
from tessera.catalog.rules import VALUE
from tessera.kernel.actor import Actor
from tessera.ledger.models import Account
from tessera.ledger.operations import Books
from tessera.offers.models import Coupon, CouponUse
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow, Counter
from tessera.platform.usecases import StaleError, busy, usecase
from tessera.sales import cards, errors, gifts, permissions, proving, returning
from tessera.sales import context as contexts
from tessera.sales.completing import CompletedSale, carry_out
from tessera.sales.drafting import Asked, draft_sale, wallet_spend
from tessera.sales.models import Buyer, Exchange
from tessera.sales.posting import Draft
from tessera.sales.proving import NO_PROOF, Proof
from tessera.sales.returning import Wanted
from tessera.sales.reversal import Reversal
from tessera.sales.rules.exchanging import Carry, carry
from tessera.sales.rules.order import Order, TenderOffer
from tessera.sales.rules.settlement import Paid
from tessera.sales.usecases.complete import price_cart
from tessera.sales.usecases.returns import (
    PostedReturn,
    RefundPart,
    prepare,
    record,
    result_of,
)
from tessera.stock.models import Stock


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What came back, what was taken instead, and the one difference: positive where the customer
    pays, negative where ``given_back`` is handed out. ``carried`` needed nobody's hands."""

    back: PostedReturn
    sale: CompletedSale
    difference_minor: int
    carried: tuple[RefundPart, ...]
    given_back: tuple[RefundPart, ...]


@dataclass(frozen=True, slots=True)
class QuotedExchange:
    """The same before it is posted, with the price of the new goods."""

    back: PostedReturn
    quote: pricing.Quote
    difference_minor: int
    carried: tuple[RefundPart, ...]
    given_back: tuple[RefundPart, ...]


@usecase(permission=permissions.RETURN, audit="sale.exchanged", before=proving.prove)
def exchange_goods(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    sale_id: UUID,
    lines: Sequence[Wanted],
    order: Order,
    tenders: Sequence[TenderOffer],
    expected_refund_minor: int,
    expected_total_minor: int,
    reason: str = "",
    proof: Proof = NO_PROOF,
) -> Exchanged:
    """Take ``lines`` of a sale back and sell ``order`` for them, in one transaction.

    The refund pays for the new goods as the tenders that it goes back to, so that stored value stays
    stored value; ``tenders`` pay what is missing, or the rest is given back in the brand's order. Points
    are taken back by the old sale's rule and earned by today's. Raises what ``return_lines`` and
    ``complete`` raise; Forbidden; Conflict ``exchanges.goods_only``; Invalid
    ``exchanges.other_member``. Rule: domain handbook 5.9.
    """
    actor.require(permissions.COMPLETE, store_id)
    back, books = _take_back(actor, at, store_id, till_id, sale_id, lines, order, reason)
    if expected_refund_minor != back.refund_minor:
        raise errors.refund_changed(
            expected_minor=expected_refund_minor, refund_minor=back.refund_minor
        )
    batch = Batch()
    asked = Asked(order, tenders, expected_total_minor, proof, coming_minor=back.refund_minor)
    draft = draft_sale(batch, actor, at, store_id, till_id, asked)
    kept = _carried(back, draft.quoted)
    draft = _with_carried(draft, kept.kept)
    sold = carry_out(batch, draft)
    result = Exchanged(
        back=result_of(back, books),
        sale=sold,
        difference_minor=draft.quoted.total_minor - back.refund_minor,
        carried=_parts(kept.kept),
        given_back=_parts(kept.given),
    )
    _link(batch, back, draft, kept)
    batch.flush()
    return result


def quote_exchange(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    till_id: UUID,
    sale_id: UUID,
    lines: Sequence[Wanted],
    order: Order,
) -> QuotedExchange:
    """What ``exchange_goods`` would come to now; nothing is written. Raises the same."""
    actor.require(permissions.RETURN, store_id)
    actor.require(permissions.COMPLETE, store_id)
    try:
        with transaction.atomic():
            back, books = _take_back(actor, at, store_id, till_id, sale_id, lines, order, "")
            quoted = price_cart(actor=actor, at=at, store_id=store_id, order=order).quote
            transaction.set_rollback(True)  # what the goods cost was to be seen after the return
    except StaleError as stale:
        raise busy() from stale
    kept = _carried(back, quoted)
    return QuotedExchange(
        back=result_of(back, books),
        quote=quoted,
        difference_minor=quoted.total_minor - back.refund_minor,
        carried=_parts(kept.kept),
        given_back=_parts(kept.given),
    )


def _take_back(
    actor: Actor,
    at: datetime,
    store_id: UUID,
    till_id: UUID,
    sale_id: UUID,
    lines: Sequence[Wanted],
    order: Order,
    reason: str,
) -> tuple[Reversal, Books]:
    """Post the return first, so that the sale sees what it gave back: value, points, pieces."""
    sold = returning.read_sold(actor, sale_id, lines)
    if order.member_id != sold.sale.member_id:
        raise errors.other_member()
    old = {line.sku_id: line.kind for line in sold.lines.values()}
    new = Sku.objects.filter(id__in={line.sku_id for line in order.lines})
    kinds = {*old.values(), *new.values_list("product__kind", flat=True)}
    if kinds & {*VALUE, cards.KIND}:
        raise errors.goods_only()
    _lock(store_id, till_id, sale_id, order, {*old, *(line.sku_id for line in order.lines)})
    batch = Batch()
    back, books = prepare(batch, actor, at, store_id, till_id, sold, lines, reason)
    record(batch, actor, back.scene, result_of(back, books), sale_id)
    batch.flush()
    return back, books


def _lock(store_id: UUID, till_id: UUID, sale_id: UUID, order: Order, sku_ids: set[UUID]) -> None:
    """Lock what both halves change in the house's order (config.locks): the second half would meet
    it in another one, with the first half's rows in hand."""
    series = [contexts.sale_series(till_id), contexts.return_series(till_id)]
    used = CouponUse.objects.filter(document_id=sale_id).values("coupon")
    rows: list[QuerySet[Any]] = [
        Counter.objects.filter(series__in=series),
        Coupon.objects.filter(Q(code__in=order.coupon_codes) | Q(id__in=used)),
        Stock.objects.filter(store=store_id, sku__in=sku_ids),
    ]
    if member_id := order.member_id:
        own = Account.objects.filter(owner=member_id, floor__isnull=False)
        rows[2:2] = [own, Buyer.objects.filter(member=member_id)]
    for found in rows:
        list(found.select_for_update(no_key=True, of=("self",)).order_by("pk").values_list("pk"))


def _carried(back: Reversal, quoted: pricing.Quote) -> Carry:
    order = back.scene.rules.refund_order
    return carry(back.refunds, total_minor=quoted.total_minor, order=order)


def _with_carried(draft: Draft, kept: Sequence[Paid]) -> Draft:
    """The sale paid by what came back as well, which was proved when it was first spent."""
    paid = replace(draft.settlement, tenders=(*draft.settlement.tenders, *kept))
    cards_paid, seen = gifts.with_carried(draft.gifts, kept, draft.seen)
    spend = wallet_spend(seen, paid)
    return replace(draft, seen=seen, settlement=paid, spend=spend, gifts=cards_paid)


def _parts(paid: Sequence[Paid]) -> tuple[RefundPart, ...]:
    by_kind: dict[str, int] = {}
    for one in paid:
        by_kind[one.kind] = by_kind.get(one.kind, 0) + one.amount_minor
    return tuple(RefundPart(kind, amount) for kind, amount in by_kind.items())


def _link(batch: Batch, back: Reversal, draft: Draft, kept: Carry) -> None:
    parts = [{"kind": one.kind, "amount_minor": one.amount_minor} for one in _parts(kept.kept)]
    batch.insert(
        Exchange,
        {
            "sale_id": draft.sale_id,
            "back_id": back.return_id,
            "carried_minor": kept.kept_minor,
            "carried": parts,
        },
    )
    row = audit.row(
        actor=draft.actor,
        at=draft.seen.at,
        action="sale.exchanged",
        subject=draft.sale_id,
        store_id=draft.seen.store.id,
        data={"number": draft.number, "back": back.number, "carried_minor": kept.kept_minor},
    )
    batch.insert(AuditRow, row)
