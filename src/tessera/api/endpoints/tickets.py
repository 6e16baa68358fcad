"""Put tickets aside, list those of the store, take one, throw one away."""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api.auth import session_of
from tessera.api.endpoints.products import with_stock
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import tickets as shapes
from tessera.catalog import queries as catalog
from tessera.kernel.clock import utc_now
from tessera.org import queries as org
from tessera.sales import permissions, queries, usecases

router = Router(tags=["tickets"])


@router.get(
    "/tickets", response={200: shapes.WaitingListOut, **REFUSED}, operation_id="list_tickets"
)
def list_tickets(request: HttpRequest) -> HttpResponse:
    """The tickets that wait in the till's store, and for whom one can be put aside."""
    session = session_of(request)
    waiting = queries.list_waiting(actor=session.actor, at=utc_now(), store_id=session.store.id)
    colleagues = org.list_colleagues(session.store.id, permissions.QUOTE)
    return answer(200, {"items": waiting, "colleagues": colleagues})


@router.post("/tickets", response={200: shapes.ParkedOut, **REFUSED}, operation_id="park_ticket")
def park_ticket(request: HttpRequest, asked: shapes.ParkIn) -> HttpResponse:
    """Put a ticket aside; the same ``request_id`` again answers with the first result."""
    session = session_of(request)
    parked = usecases.park_ticket(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        wish=asked.wish(),
    )
    return answer(200, parked)


@router.post(
    "/tickets/{parked_id}/take",
    response={200: shapes.TakenOut, **REFUSED},
    operation_id="take_ticket",
)
def take_ticket(request: HttpRequest, parked_id: UUID, asked: shapes.EndIn) -> HttpResponse:
    """Take a ticket: one till has it, the others are told which."""
    session = session_of(request)
    taken = usecases.take_ticket(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        parked_id=parked_id,
    )
    sku_ids = [UUID(line["sku_id"]) for line in taken.cart["lines"]]
    there = catalog.list_of(actor=session.actor, sku_ids=sku_ids, store_id=session.store.id)
    return answer(200, {**asdict(taken), "skus": with_stock(session, there)})


@router.post(
    "/tickets/{parked_id}/drop",
    response={200: shapes.ParkedOut, **REFUSED},
    operation_id="drop_ticket",
)
def drop_ticket(request: HttpRequest, parked_id: UUID, asked: shapes.EndIn) -> HttpResponse:
    """Throw a ticket away that nobody will fetch."""
    session = session_of(request)
    dropped = usecases.drop_ticket(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        parked_id=parked_id,
    )
    return answer(200, dropped)
