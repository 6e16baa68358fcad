"""Open and close a shift; closing counts blind and takes every document of the shift."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Sum

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.ids import uuid7
from tessera.org import queries as org
from tessera.platform import audit
from tessera.platform.usecases import StaleError, usecase
from tessera.sales import errors, permissions
from tessera.sales.models import (
    PassUse,
    Payout,
    Refund,
    Return,
    Sale,
    Shift,
    ShiftTender,
    Tender,
    TenderKind,
)
from tessera.sales.rules.shifts import TenderTotal, expected_cash, tender_totals


@dataclass(frozen=True, slots=True)
class OpenedShift:
    """A till that is ready to sell."""

    shift_id: UUID
    business_on: date
    opened_at: datetime
    float_minor: int


@dataclass(frozen=True, slots=True)
class ClosedShift:
    """What a shift took, what should be in the drawer and what was counted."""

    shift_id: UUID
    business_on: date
    sale_count: int
    return_count: int
    expected_minor: int
    counted_minor: int
    variance_minor: int
    tenders: tuple[TenderTotal, ...]
    payout_count: int = 0
    use_count: int = 0


@usecase(permission=permissions.SHIFT, audit="shift.opened")
def open_shift(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    float_minor: int,
) -> OpenedShift:
    """Open a shift with ``float_minor`` in the drawer.

    Raises Invalid ``sales.amount_invalid``; Conflict ``sales.shift_open``.
    """
    if float_minor < 0:
        raise errors.amount_invalid()
    if Shift.objects.filter(till_id=till_id, is_open=True).exists():
        raise errors.shift_open()
    store = org.get_store(store_id)
    shift = Shift.objects.create(
        id=uuid7(),
        till_id=till_id,
        opened_by_id=actor.id if actor.kind == "staff" else None,
        opened_at=at,
        business_on=business_day(at, zone=store.zone, cutover_hour=store.cutover_hour),
        float_minor=float_minor,
    )
    audit.record(
        actor=actor,
        at=at,
        action="shift.opened",
        subject=shift.id,
        store_id=store_id,
        data={"float_minor": float_minor, "till": org.get_till(till_id).name},
    )
    return OpenedShift(shift.id, shift.business_on, shift.opened_at, shift.float_minor)


@usecase(permission=permissions.SHIFT, audit="shift.closed")
def close_shift(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    counted_minor: int,
) -> ClosedShift:
    """Close the till's shift on a blind count of the drawer.

    One transaction that takes every document or none (CASES 24): the shift is locked first, so
    a sale that comes in meanwhile waits and finds it closed, and the documents are counted
    against the shift's own count. Raises Invalid ``sales.amount_invalid``; Conflict
    ``sales.shift_closed``. Rule: domain handbook 5.8.
    """
    if counted_minor < 0:
        raise errors.amount_invalid()
    # Several reads make the count. Without the lock a sale could come in between them, be counted
    # and not summed; and a busy till would never let the shift close.
    open_here = Shift.objects.select_for_update(no_key=True).filter(till_id=till_id, is_open=True)
    if (shift := open_here.first()) is None:
        raise errors.shift_closed()
    closed = _close(shift, counted_minor)
    _seal(shift, closed, actor, at)
    _record(actor, at, store_id, closed, till=org.get_till(till_id).name)
    return closed


def _close(shift: Shift, counted_minor: int) -> ClosedShift:
    refunded = [*_sums(Refund, shift), *_points_given_back(shift), *_paid_out(shift)]
    totals = tender_totals(_sums(Tender, shift), refunded)
    expected = expected_cash(float_minor=shift.float_minor, totals=totals)
    return ClosedShift(
        shift_id=shift.id,
        business_on=shift.business_on,
        sale_count=Sale.objects.filter(shift=shift).count(),
        return_count=Return.objects.filter(shift=shift).count(),
        payout_count=Payout.objects.filter(shift=shift).count(),
        use_count=PassUse.objects.filter(shift=shift).count(),
        expected_minor=expected,
        counted_minor=counted_minor,
        variance_minor=counted_minor - expected,
        tenders=totals,
    )


def _sums(model: type[Tender] | type[Refund], shift: Shift) -> Iterable[tuple[str, int, int]]:
    rows = (
        Tender.objects.filter(sale__shift=shift)
        if model is Tender
        else Refund.objects.filter(document__shift=shift)
    )
    summed = rows.values("kind").annotate(total=Sum("amount_minor"), count=Count("id"))
    return [(row["kind"], row["total"], row["count"]) for row in summed]


def _points_given_back(shift: Shift) -> Iterable[tuple[str, int, int]]:
    """Points that paid and went back to the member stand in the return itself, not among its refunds."""
    given = Return.objects.filter(shift=shift, points_minor__gt=0)
    summed = given.aggregate(total=Sum("points_minor"), count=Count("id"))
    return [(TenderKind.POINTS, summed["total"], summed["count"])] if summed["count"] else []


def _paid_out(shift: Shift) -> Iterable[tuple[str, int, int]]:
    summed = (
        Payout.objects.filter(shift=shift)
        .values("kind")
        .annotate(total=Sum("paid_minor"), count=Count("id"))
    )
    return [(row["kind"], row["total"], row["count"]) for row in summed]


def _seal(shift: Shift, closed: ClosedShift, actor: Actor, at: datetime) -> None:
    """Close the row if the documents counted are all it has; else read again."""
    documents = closed.sale_count + closed.return_count + closed.payout_count + closed.use_count
    sealed = Shift.objects.filter(id=shift.id, is_open=True, document_count=documents).update(
        is_open=False,
        closed_at=at,
        closed_by_id=actor.id if actor.kind == "staff" else None,
        sale_count=closed.sale_count,
        return_count=closed.return_count,
        expected_minor=closed.expected_minor,
        counted_minor=closed.counted_minor,
    )
    if sealed != 1:
        raise StaleError
    ShiftTender.objects.bulk_create(
        ShiftTender(
            shift=shift,
            kind=total.kind,
            taken_minor=total.taken_minor,
            refunded_minor=total.refunded_minor,
            count=total.count,
        )
        for total in closed.tenders
    )


def _record(actor: Actor, at: datetime, store_id: UUID, closed: ClosedShift, *, till: str) -> None:
    audit.record(
        actor=actor,
        at=at,
        action="shift.closed",
        subject=closed.shift_id,
        store_id=store_id,
        data={
            "sale_count": closed.sale_count,
            "return_count": closed.return_count,
            "variance_minor": closed.variance_minor,
            "till": till,
        },
    )
