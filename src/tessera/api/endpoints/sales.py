"""Complete a cart as a sale, and find posted sales."""

from functools import partial
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tessera.api import guessing, quoting
from tessera.api.auth import RememberedBearer, answered_anew, session_of
from tessera.api.fields import Code
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import carts
from tessera.api.shapes import sales as shapes
from tessera.kernel.clock import utc_now
from tessera.kernel.errors import Conflict
from tessera.org import queries as org
from tessera.sales import queries, usecases
from tessera.sales.gifts import codes_of

router = Router(tags=["sales"])


@router.post(
    "/sales",
    response={200: carts.CompletedOut, **REFUSED},
    operation_id="complete",
    auth=RememberedBearer(),
)
def complete(request: HttpRequest, sale: carts.SaleIn) -> HttpResponse:
    """Complete a cart as a sale. The same ``request_id`` again answers with the first result."""
    return answered_anew(request, partial(_complete, sale))


def _complete(sale: carts.SaleIn, session: org.TillSession) -> HttpResponse:
    order, at = sale.order(), utc_now()
    tenders = [tender.offer() for tender in sale.tenders]
    try:
        with (
            guessing.watched(
                session=session, at=at, codes=order.coupon_codes, request_id=sale.request_id
            ),
            guessing.watched_gifts(
                session=session, at=at, codes=codes_of(order, tenders), request_id=sale.request_id
            ),
        ):
            done = usecases.complete(
                actor=session.actor,
                at=at,
                request_id=sale.request_id,
                store_id=session.store.id,
                till_id=session.till_id,
                order=order,
                tenders=tenders,
                expected_total_minor=sale.expected_total_minor,
                proof=usecases.Proof(sale.proof),
                buyer=sale.buyer.note(),
            )
    except Conflict as refusal:
        quoting.tell_change(refusal, session=session, at=at, member_id=order.member_id)
        raise
    return answer(200, done)


@router.get("/sales", response={200: shapes.SaleRowsOut, **REFUSED}, operation_id="list_sales")
def list_sales(
    request: HttpRequest,
    q: Code = "",
    member_id: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> HttpResponse:
    """The newest sales of the till's store, by a part of the number or by member."""
    session = session_of(request)
    rows = queries.list_sales(
        actor=session.actor,
        text=q,
        store_id=session.store.id,
        member_id=member_id,
        limit=limit,
    )
    return answer(200, {"items": [shapes.SaleRowOut.of(row) for row in rows]})


@router.get("/sales/{sale_id}", response={200: shapes.SaleOut, **REFUSED}, operation_id="get_sale")
def get_sale(request: HttpRequest, sale_id: UUID) -> HttpResponse:
    """A posted sale with its lines and what of them can still come back."""
    sale = queries.get_sale(actor=session_of(request).actor, sale_id=sale_id)
    return answer(200, shapes.SaleOut.of(sale))
