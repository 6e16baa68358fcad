"""Push one invoice through the use cases, under request ids that follow from the file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid5

from tessera.ops.replay.matching import match
from tessera.ops.replay.shop import Shop
from tessera.ops.replay.source import Invoice, Line
from tessera.ops.replay.treatment import Treated
from tessera.sales import usecases as sales
from tessera.sales.rules.order import Order, OrderLine, TenderOffer
from tessera.sales.rules.settlement import CARD
from tessera.stock import usecases as stock

Step = Callable[..., object]
"""A use case that lacks only its request id."""


def request_id(source_id: UUID, invoice: str, part: int = 0) -> UUID:
    """Part 0 is the last one of an invoice: when it is answered, all of the invoice is done."""
    return uuid5(source_id, f"{invoice}/{part}" if part else invoice)


@dataclass(frozen=True, slots=True)
class Job:
    """An invoice on its way into a shop."""

    shop: Shop
    invoice: Invoice

    @property
    def member_id(self) -> UUID | None:
        """Who bought or brought back."""
        return self.shop.member(self.invoice.customer, self.invoice.at)

    def sku(self, line: Line) -> UUID:
        """What a line is about."""
        return self.shop.sku(line.code, self.invoice.at)


def post(shop: Shop, source_id: UUID, invoice: Invoice, treated: Treated) -> None:
    """Post all of ``invoice``; what has been posted of it before is not posted again.

    Raises what the use cases raise.
    """
    steps = list(_steps(Job(shop, invoice), treated))
    for part, step in enumerate(steps, start=1):
        step(request_id=request_id(source_id, invoice.number, part % len(steps)))


def _steps(job: Job, treated: Treated) -> Iterator[Step]:
    if treated.sold:
        yield _sale(job, treated.sold)
    if treated.returned:
        yield from _returns(job, treated.returned)
    for line in treated.corrected:
        yield _correction(job, line)


def _sale(job: Job, lines: Sequence[Line]) -> Step:
    """One sale, each line at its own price, paid by card as a web shop is."""
    total = sum(line.quantity * line.price.minor for line in lines)
    asked = tuple(
        OrderLine(str(line.number), job.sku(line), line.quantity, line.price.minor)
        for line in lines
    )
    return partial(
        sales.complete,
        actor=job.shop.actor,
        at=job.invoice.at,
        store_id=job.shop.store_id,
        till_id=job.shop.till_id,
        order=Order(asked, job.member_id),
        tenders=[TenderOffer(CARD, total, job.invoice.number)] if total else [],
        expected_total_minor=total,
    )


def _returns(job: Job, lines: Sequence[Line]) -> Iterator[Step]:
    """A return for each sale that pieces come from, and one without a receipt for the rest."""
    shop, invoice = job.shop, job.invoice
    matched = match(
        store_id=shop.store_id,
        member_id=job.member_id,
        document=invoice.number,
        lines=lines,
        skus={line.code: job.sku(line) for line in lines},
    )
    for sale_id, wanted in matched.by_sale.items():
        yield partial(
            sales.return_lines,
            actor=shop.actor,
            at=invoice.at,
            store_id=shop.store_id,
            till_id=shop.till_id,
            sale_id=sale_id,
            lines=wanted,
            reason=invoice.number,
            expected_refund_minor=matched.refund_minor[sale_id],
        )
    if matched.loose:
        yield partial(
            sales.return_without_receipt,
            actor=shop.actor,
            at=invoice.at,
            store_id=shop.store_id,
            till_id=shop.till_id,
            lines=matched.loose,
            refund_kind=CARD,
            member_id=job.member_id,
            reason=invoice.number,
        )


def _correction(job: Job, line: Line) -> Step:
    """Pieces that were found or lost; the reason begins with the invoice number."""
    return partial(
        stock.adjust,
        actor=job.shop.actor,
        at=job.invoice.at,
        store_id=job.shop.store_id,
        sku_id=job.sku(line),
        quantity=line.quantity,
        reason=f"{job.invoice.number} {line.name}"[:80].strip(),
    )
