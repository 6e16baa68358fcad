"""What tills gave away by hand: by cashier and reason, and the newest of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from tessera.insights import permissions
from tessera.kernel.actor import Actor
from tessera.sales.models import ManualChange

NEWEST = 50


@dataclass(frozen=True, slots=True)
class GivenBy:
    """What one cashier gave away for one reason; ``approved`` of the times somebody approved it."""

    staff_name: str
    reason: str
    times: int
    saved_minor: int
    base_minor: int
    approved: int
    below_cost: int

    @property
    def off_bp(self) -> int:
        """The part of the price that was given away, in basis points."""
        return self.saved_minor * 10_000 // self.base_minor if self.base_minor else 0


@dataclass(frozen=True, slots=True)
class Given:
    """One price by hand; without an ``article`` it was off the whole ticket."""

    sale_id: UUID
    number: str
    at: datetime
    staff_name: str
    approver_name: str
    article: str
    kind: str
    reason: str
    saved_minor: int
    below_cost: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Business days, both counted in; None where there is no end. ``store_id`` narrows to one store."""

    since: date | None = None
    until: date | None = None
    store_id: UUID | None = None


def list_given(*, actor: Actor, span: Span) -> list[GivenBy]:
    """By cashier and reason what was given away in the actor's stores, the most first. Raises Forbidden."""
    rows = _rows(actor, span).values("staff__name", "reason")
    sums = rows.annotate(
        times=Count("id"),
        saved=Sum("saved_minor"),
        base=Sum("base_minor"),
        approved=Count("id", filter=Q(approver__isnull=False)),
        below=Count("id", filter=Q(below_cost=True)),
    )
    return [
        GivenBy(
            staff_name=row["staff__name"] or "",
            reason=row["reason"],
            times=row["times"],
            saved_minor=row["saved"],
            base_minor=row["base"],
            approved=row["approved"],
            below_cost=row["below"],
        )
        for row in sums.order_by("-saved", "staff__name", "reason")
    ]


def list_newest(*, actor: Actor, span: Span) -> list[Given]:
    """The newest of it. Raises Forbidden."""
    near = _rows(actor, span).select_related("sale", "staff", "approver", "line")
    return [_given(row) for row in near.order_by("-sale__at", "-id")[:NEWEST]]


def _rows(actor: Actor, span: Span) -> "QuerySet[ManualChange]":
    actor.require(permissions.VIEW)
    found = ManualChange.objects.all()
    if actor.store_ids is not None:
        found = found.filter(sale__store__in=actor.store_ids)
    asked: dict[str, Any] = {
        "sale__store": span.store_id,
        "sale__business_on__gte": span.since,
        "sale__business_on__lte": span.until,
    }
    return found.filter(**{name: value for name, value in asked.items() if value is not None})


def _given(row: ManualChange) -> Given:
    line = row.line
    words = (line.name, line.colour, line.size) if line is not None else ()
    return Given(
        sale_id=row.sale_id,
        number=row.sale.number,
        at=row.sale.at,
        staff_name=row.staff.name if row.staff else "",
        approver_name=row.approver.name if row.approver else "",
        article=" ".join(word for word in words if word),
        kind=f"manual_{row.kind}",
        reason=row.reason,
        saved_minor=row.saved_minor,
        below_cost=row.below_cost,
    )
