"""Shifts as people look at them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from tessera.kernel.actor import Actor
from tessera.sales import errors, permissions
from tessera.sales.models import Shift
from tessera.sales.rules.shifts import TenderTotal


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A shift; what was expected and counted is None while it is open (blind count)."""

    shift_id: UUID
    till_id: UUID
    store_id: UUID
    store_name: str
    till_code: str
    till_name: str
    opened_by: str
    opened_at: datetime
    business_on: date
    float_minor: int
    is_open: bool
    document_count: int
    closed_at: datetime | None
    closed_by: str
    sale_count: int | None
    return_count: int | None
    expected_minor: int | None
    counted_minor: int | None
    tenders: tuple[TenderTotal, ...]

    @property
    def variance_minor(self) -> int | None:
        """What was found too much, or less than nothing for what is missing; None while it is open."""
        if self.counted_minor is None or self.expected_minor is None:
            return None
        return self.counted_minor - self.expected_minor


def find_open_shift(*, till_id: UUID) -> ShiftView | None:
    """The open shift of a till, if there is one."""
    shift = _related().filter(till=till_id, is_open=True).first()
    return _view(shift) if shift else None


def list_open_shifts(actor: Actor) -> list[ShiftView]:
    """The tills in the actor's stores that have a shift open, by store and till. Raises Forbidden."""
    actor.require(permissions.VIEW)
    found = _related().filter(is_open=True)
    if actor.store_ids is not None:
        found = found.filter(till__store__in=actor.store_ids)
    return [_view(shift) for shift in found.order_by("till__store__code", "till__code")]


def get_shift(*, actor: Actor, shift_id: UUID) -> ShiftView:
    """A shift in the actor's stores. Raises Forbidden; NotFound ``sales.not_found``."""
    actor.require(permissions.VIEW)
    shift = _related().filter(id=shift_id).first()
    if shift is None or not actor.reaches(shift.till.store_id):
        raise errors.sale_not_found()
    return _view(shift)


def list_shifts(
    *,
    actor: Actor,
    store_id: UUID | None = None,
    since: date | None = None,
    until: date | None = None,
    before: datetime | None = None,
    limit: int = 50,
) -> list[ShiftView]:
    """The newest shifts in the actor's stores, the newest first.

    ``since`` and ``until`` are business days, ``before`` the opening of the last row of the page
    before. Raises Forbidden.
    """
    actor.require(permissions.VIEW)
    found = _related()
    if actor.store_ids is not None:
        found = found.filter(till__store__in=actor.store_ids)
    asked = {
        "till__store": store_id,
        "business_on__gte": since,
        "business_on__lte": until,
        "opened_at__lt": before,
    }
    found = found.filter(**{name: value for name, value in asked.items() if value is not None})
    return [_view(shift) for shift in found.order_by("-opened_at", "-id")[:limit]]


def _related() -> "QuerySet[Shift]":
    related = Shift.objects.select_related("till__store", "opened_by", "closed_by")
    return related.prefetch_related("tenders")


def _view(shift: Shift) -> ShiftView:
    totals = (
        TenderTotal(t.kind, t.taken_minor, t.refunded_minor, t.count) for t in shift.tenders.all()
    )
    return ShiftView(
        shift_id=shift.id,
        till_id=shift.till_id,
        store_id=shift.till.store_id,
        store_name=shift.till.store.name,
        till_code=shift.till.code,
        till_name=shift.till.name,
        opened_by=shift.opened_by.name if shift.opened_by else "",
        opened_at=shift.opened_at,
        business_on=shift.business_on,
        float_minor=shift.float_minor,
        is_open=shift.is_open,
        document_count=shift.document_count,
        closed_at=shift.closed_at,
        closed_by=shift.closed_by.name if shift.closed_by else "",
        sale_count=shift.sale_count,
        return_count=shift.return_count,
        expected_minor=shift.expected_minor,
        counted_minor=shift.counted_minor,
        tenders=tuple(sorted(totals, key=lambda total: total.kind)),
    )
