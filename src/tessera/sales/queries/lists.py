"""Posted sales in a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from tessera.kernel.actor import Actor
from tessera.sales import permissions
from tessera.sales.models import Return, Sale, SaleLine

RECENT = 10_000
"""Among so many of the newest sales any part of a number is looked for."""

LIMIT = 100
"""The sales of at most so many returns that have a part in their number."""


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A sale in a list."""

    sale_id: UUID
    number: str
    store_name: str
    staff_name: str
    member_id: UUID | None
    member_name: str
    at: datetime
    business_on: date
    total_minor: int
    line_count: int
    returnable: bool


def list_sales(
    *,
    actor: Actor,
    text: str = "",
    store_id: UUID | None = None,
    member_id: UUID | None = None,
    since: date | None = None,
    until: date | None = None,
    before: datetime | None = None,
    limit: int = 50,
) -> list[SaleRow]:
    """The newest sales in the actor's stores, newest first.

    ``text`` is how the number of the sale or of a return of it begins or, where none does, a part
    of a recent number; ``since``
    and ``until`` are business days, ``before`` the instant of the last row of the page before.
    Raises Forbidden.
    """
    actor.require(permissions.VIEW)
    found = _in_scope(actor).filter(*_conditions(store_id, member_id, since, until, before))
    found = _numbered(found, text.upper()) if text else found
    rows = found.select_related("store", "staff", "member").order_by("-at", "-id")[:limit]
    counts = _line_counts([row.id for row in rows])
    return [_row(row, counts) for row in rows]


def find_sale_id(*, actor: Actor, number: str) -> UUID | None:
    """The sale of a receipt with this whole number, if it is in the actor's stores."""
    found = _in_scope(actor).filter(number=number.strip().upper())
    return found.values_list("id", flat=True).first()


def _in_scope(actor: Actor) -> "QuerySet[Sale]":
    if actor.store_ids is None:
        return Sale.objects.all()
    return Sale.objects.filter(store__in=actor.store_ids)


def _numbered(found: "QuerySet[Sale]", text: str) -> "QuerySet[Sale]":
    """Sales whose number, or that of a return of theirs, begins with ``text``; else the newest
    that have it somewhere.

    The index knows how numbers begin. A part is looked for among so many that it stays quick
    in a chain, and in a shop means all of them.
    """
    returns = Return.objects.filter(number__startswith=text)
    for begins in (
        found.filter(number__startswith=text),
        found.filter(id__in=_taken_from(returns)),
    ):
        if begins.exists():
            return begins
    instants = Sale.objects.order_by("-at").values_list("at", flat=True)
    oldest = instants[RECENT : RECENT + 1].first()
    recent = Q(number__contains=text, **({"at__gt": oldest} if oldest else {}))
    returns = Return.objects.filter(recent).order_by("-at")
    return found.filter(recent | Q(id__in=list(_taken_from(returns)[:LIMIT])))


def _taken_from(returns: "QuerySet[Return]") -> "QuerySet[Return, UUID | None]":
    """The sales that ``returns`` belong to; one without a receipt has none."""
    return returns.filter(sale__isnull=False).values_list("sale_id", flat=True)


def _conditions(
    store_id: UUID | None,
    member_id: UUID | None,
    since: date | None,
    until: date | None,
    before: datetime | None,
) -> Iterable[Q]:
    if store_id:
        yield Q(store=store_id)
    if member_id:
        yield Q(member=member_id)
    if since:
        yield Q(business_on__gte=since, at__gte=_midnight(since) - timedelta(days=1))
    if until:
        yield Q(business_on__lte=until, at__lt=_midnight(until) + timedelta(days=3))
    if before:
        yield Q(at__lt=before)


def _midnight(day: date) -> datetime:
    """The day's beginning in UTC. A business day lies within a day before and three after it,
    whatever the store's zone and hour; saying so lets the index on instants bound the search.
    """
    return datetime.combine(day, time(), tzinfo=UTC)


def _line_counts(sale_ids: list[UUID]) -> dict[UUID, tuple[int, int]]:
    """Lines, and pieces that can still come back, by sale."""
    counted = SaleLine.objects.filter(sale__in=sale_ids).values("sale_id")
    summed = counted.annotate(lines=Count("id"), left=Sum(F("quantity") - F("returned")))
    return {row["sale_id"]: (row["lines"], row["left"]) for row in summed}


def _row(sale: Sale, counts: Mapping[UUID, tuple[int, int]]) -> SaleRow:
    lines, left = counts.get(sale.id, (0, 0))
    return SaleRow(
        sale_id=sale.id,
        number=sale.number,
        store_name=sale.store.name,
        staff_name=sale.staff.name if sale.staff else "",
        member_id=sale.member_id,
        member_name=sale.member.name if sale.member else "",
        at=sale.at,
        business_on=sale.business_on,
        total_minor=sale.total_minor,
        line_count=lines,
        returnable=left > 0,
    )
