"""Put a ticket aside, take it again at any till of the store, throw it away."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tessera.kernel import ids
from tessera.kernel.actor import Actor
from tessera.org import queries as org
from tessera.platform import audit, single, versions
from tessera.platform.usecases import usecase
from tessera.sales import errors, permissions
from tessera.sales.models import ParkedTicket, TicketEnding, TillPolicy
from tessera.sales.queries.parking import MOST_TICKET_DAYS, till_policy, waiting_since
from tessera.wallet import permissions as wallet_permissions

MOST_WAITING = 200
"""More than anybody would look through in one store."""


@dataclass(frozen=True, slots=True)
class ParkWish:
    """A ticket to put aside: ``cart`` as the till sends it, ``total_minor`` as it was shown."""

    ticket_id: UUID
    cart: dict[str, Any]
    pieces: int
    total_minor: int
    note: str = ""
    for_staff_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ParkedResult:
    """A ticket that waits, or was thrown away."""

    id: UUID


@dataclass(frozen=True, slots=True)
class TakenTicket:
    """A ticket that belongs to one till again."""

    id: UUID
    ticket_id: UUID
    note: str
    cart: dict[str, Any]


@usecase(permission=permissions.QUOTE, audit="ticket.parked")
def park_ticket(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    wish: ParkWish,
) -> ParkedResult:
    """Put a ticket aside in the store, for anybody or for one colleague.

    Nothing is priced, and no money may have been taken for it: what was paid belongs to the drawer
    of one till and its shift. Raises Forbidden; Invalid ``sales.empty``,
    ``sales.nobody_to_wait_for``; Conflict ``sales.tickets_full``.
    """
    if wish.pieces < 1:
        raise errors.empty()
    _check_colleague(wish.for_staff_id, store_id)
    if waiting_since(at).filter(store_id=store_id).count() >= MOST_WAITING:
        raise errors.tickets_full(most=MOST_WAITING)
    ParkedTicket.objects.create(
        id=request_id,
        store_id=store_id,
        till_id=till_id,
        staff_id=_staff_id(actor),
        for_staff_id=wish.for_staff_id,
        at=at,
        note=wish.note,
        ticket_id=wish.ticket_id,
        cart=wish.cart,
        pieces=wish.pieces,
        total_minor=wish.total_minor,
    )
    # Neither the note nor the cart: they may name the customer, and this log forgets nothing.
    data = {"pieces": wish.pieces, "total_minor": wish.total_minor, "till": _till(till_id)}
    audit.record(
        actor=actor,
        at=at,
        action="ticket.parked",
        subject=request_id,
        store_id=store_id,
        data=data,
    )
    return ParkedResult(request_id)


@usecase(permission=permissions.QUOTE, audit="ticket.taken")
def take_ticket(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    parked_id: UUID,
) -> TakenTicket:
    """Take a ticket that waits in this store; of two tills that try one has it.

    Raises Forbidden; NotFound ``sales.ticket_not_found``; Conflict ``sales.ticket_taken``,
    ``sales.ticket_dropped``.
    """
    row = _end(parked_id, store_id, till_id, at, TicketEnding.TAKEN)
    _record(actor, at, row, "ticket.taken", till_id)
    return TakenTicket(row.id, row.ticket_id, row.note, row.cart)


@usecase(permission=permissions.QUOTE, audit="ticket.dropped")
def drop_ticket(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    parked_id: UUID,
) -> ParkedResult:
    """Throw a waiting ticket away. Raises as ``take_ticket``."""
    row = _end(parked_id, store_id, till_id, at, TicketEnding.DROPPED)
    _record(actor, at, row, "ticket.dropped", till_id)
    return ParkedResult(row.id)


@usecase(permission=wallet_permissions.EXPIRE, audit="ticket.lapsed")
def lapse_tickets(*, actor: Actor, at: datetime, limit: int = 500) -> int:
    """Forget tickets that were put aside longer ago than they are kept, whatever became of them;
    how many they were. Doing it again finds nothing. Raises Forbidden to whoever may not do so in
    every store."""
    actor.require_everywhere(wallet_permissions.EXPIRE)
    before = at - timedelta(days=till_policy.get(versions.current()).ticket_days)
    old = ParkedTicket.objects.filter(at__lt=before).order_by("at").values_list("id", "ended_at")
    rows = list(old[:limit])
    ParkedTicket.objects.filter(id__in=[row_id for row_id, _ in rows]).delete()
    data = {"tickets": len(rows), "waiting": sum(ended is None for _, ended in rows)}
    audit.record(actor=actor, at=at, action="ticket.lapsed", subject=ids.uuid7(), data=data)
    return len(rows)


@usecase(permission=permissions.SET_TILL, audit="till.policy_set")
def set_till_policy(*, actor: Actor, at: datetime, ticket_days: int) -> None:
    """Set for how many days tickets that were put aside are kept.

    Raises Forbidden; Invalid ``sales.ticket_days_invalid``.
    """
    actor.require_everywhere(permissions.SET_TILL)
    if not 1 <= ticket_days <= MOST_TICKET_DAYS:
        raise errors.ticket_days_invalid()
    row = single.to_change(TillPolicy)
    row.ticket_days = ticket_days
    row.save()
    versions.bump("till")
    data = {"ticket_days": ticket_days}
    audit.record(actor=actor, at=at, action="till.policy_set", subject=row.id, data=data)


def _end(
    parked_id: UUID, store_id: UUID, till_id: UUID, at: datetime, ending: TicketEnding
) -> ParkedTicket:
    """The ticket, ended here and now: the conditional update settles who has it."""
    mine = waiting_since(at).filter(id=parked_id, store_id=store_id)
    ended = mine.update(ended_at=at, ending=ending, ended_till_id=till_id)
    row = ParkedTicket.objects.filter(id=parked_id, store_id=store_id).first()
    if row is None or (ended == 0 and row.ended_at is None):
        raise errors.ticket_not_found()
    if ended == 0:
        where = _till(row.ended_till_id or row.till_id)
        gone = row.ending == TicketEnding.TAKEN
        raise errors.ticket_taken(till=where) if gone else errors.ticket_dropped(till=where)
    return row


def _record(actor: Actor, at: datetime, row: ParkedTicket, action: str, till_id: UUID) -> None:
    data = {"pieces": row.pieces, "total_minor": row.total_minor, "till": _till(till_id)}
    audit.record(
        actor=actor, at=at, action=action, subject=row.id, store_id=row.store_id, data=data
    )


def _check_colleague(staff_id: UUID | None, store_id: UUID) -> None:
    colleagues = org.list_colleagues(store_id, permissions.QUOTE) if staff_id else []
    if staff_id and staff_id not in {one.id for one in colleagues}:
        raise errors.nobody_to_wait_for()


def _staff_id(actor: Actor) -> UUID | None:
    return actor.id if actor.kind == "staff" else None


def _till(till_id: UUID) -> str:
    return org.get_till(till_id).name
