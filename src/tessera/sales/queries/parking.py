"""Tickets that wait in a store, and how long they are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from tessera.kernel.actor import Actor
from tessera.platform import versions
from tessera.sales import permissions
from tessera.sales.models import ParkedTicket, TillPolicy

MOST_TICKET_DAYS = 90


@dataclass(frozen=True, slots=True)
class TillRules:
    """The rules of the tills, as the brand set them: days that a ticket is kept aside."""

    ticket_days: int = 7


@dataclass(frozen=True, slots=True)
class WaitingTicket:
    """A ticket that waits, as a list shows it."""

    id: UUID
    at: datetime
    note: str
    staff_name: str
    for_name: str
    till_name: str
    pieces: int
    total_minor: int


def _load() -> TillRules:
    row = TillPolicy.objects.first()
    return TillRules() if row is None else TillRules(ticket_days=row.ticket_days)


till_policy: versions.Cached[TillRules] = versions.Cached("till", _load)
"""The current rules, kept in the process by the version ``till``."""


def waiting_since(at: datetime) -> QuerySet[ParkedTicket]:
    """Every ticket that waits at ``at``: neither taken nor dropped, nor older than they are kept."""
    days = till_policy.get(versions.current()).ticket_days
    return ParkedTicket.objects.filter(ended_at=None, at__gte=at - timedelta(days=days))


def list_waiting(*, actor: Actor, at: datetime, store_id: UUID) -> list[WaitingTicket]:
    """The tickets that wait in a store, the newest first. Raises Forbidden."""
    actor.require(permissions.QUOTE, store_id)
    rows = waiting_since(at).filter(store_id=store_id).order_by("-at", "-id")
    return [_view(row) for row in rows.select_related("staff", "for_staff", "till")]


def _view(row: ParkedTicket) -> WaitingTicket:
    return WaitingTicket(
        id=row.id,
        at=row.at,
        note=row.note,
        staff_name=row.staff.name if row.staff else "",
        for_name=row.for_staff.name if row.for_staff else "",
        till_name=row.till.name,
        pieces=row.pieces,
        total_minor=row.total_minor,
    )
