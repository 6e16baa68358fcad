"""Quote, complete, find and return sales; open and close shifts."""

from functools import partial
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tessera.api import schemas, words
from tessera.api.auth import RememberedBearer, answered_anew, session_of
from tessera.api.refusals import REFUSED, answer
from tessera.kernel.clock import utc_now
from tessera.org import queries as org
from tessera.rewards import queries as rewards
from tessera.sales import queries, usecases
from tessera.sales.usecases import LooseLine, Wanted

router = Router(tags=["sales"])


@router.post("/quote", response={200: schemas.QuoteOut, **REFUSED}, operation_id="quote")
def quote(request: HttpRequest, cart: schemas.CartIn) -> HttpResponse:
    """Price a cart. Nothing is written or reserved."""
    session = session_of(request)
    quoted = usecases.quote(
        actor=session.actor, at=utc_now(), store_id=session.store.id, order=cart.order()
    )
    body = usecases.quote_as_json(quoted)
    for row, missed in zip(body["missed"], quoted.missed, strict=True):
        row["message"] = words.missed(missed, quoted.currency)
    body["points_to_earn"] = rewards.points_to_earn(quoted) if cart.member_id else 0
    return answer(200, body)


@router.post(
    "/sales",
    response={200: schemas.CompletedOut, **REFUSED},
    operation_id="complete",
    auth=RememberedBearer(),
)
def complete(request: HttpRequest, sale: schemas.SaleIn) -> HttpResponse:
    """Complete a cart as a sale. The same ``request_id`` again answers with the first result."""
    return answered_anew(request, partial(_complete, sale))


def _complete(sale: schemas.SaleIn, session: org.TillSession) -> HttpResponse:
    done = usecases.complete(
        actor=session.actor,
        at=utc_now(),
        request_id=sale.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        order=sale.order(),
        tenders=[tender.offer() for tender in sale.tenders],
        expected_total_minor=sale.expected_total_minor,
    )
    return answer(200, done)


@router.get("/sales", response={200: schemas.SaleRowsOut, **REFUSED}, operation_id="list_sales")
def list_sales(
    request: HttpRequest,
    q: Annotated[schemas.Code, Query()] = "",
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
    return answer(200, {"items": rows})


@router.get(
    "/sales/{uuid:sale_id}", response={200: schemas.SaleOut, **REFUSED}, operation_id="get_sale"
)
def get_sale(request: HttpRequest, sale_id: UUID) -> HttpResponse:
    """A posted sale with its lines and what of them can still come back."""
    return answer(200, queries.get_sale(actor=session_of(request).actor, sale_id=sale_id))


@router.post(
    "/returns/quote", response={200: schemas.ReturnOut, **REFUSED}, operation_id="quote_return"
)
def quote_return(request: HttpRequest, asked: schemas.ReturnQuoteIn) -> HttpResponse:
    """What a return would give back. Nothing is written."""
    session = session_of(request)
    quoted = usecases.quote_return(
        actor=session.actor,
        at=utc_now(),
        store_id=session.store.id,
        till_id=session.till_id,
        sale_id=asked.sale_id,
        lines=[Wanted(line.line_id, line.quantity) for line in asked.lines],
    )
    return answer(200, quoted)


@router.post("/returns", response={200: schemas.ReturnOut, **REFUSED}, operation_id="return_lines")
def return_lines(request: HttpRequest, asked: schemas.ReturnIn) -> HttpResponse:
    """Take back lines of a sale, refunding to its tenders."""
    session = session_of(request)
    done = usecases.return_lines(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        sale_id=asked.sale_id,
        lines=[Wanted(line.line_id, line.quantity) for line in asked.lines],
        reason=asked.reason,
        expected_refund_minor=asked.expected_refund_minor,
    )
    return answer(200, done)


@router.post(
    "/returns/without-receipt",
    response={200: schemas.ReturnOut, **REFUSED},
    operation_id="return_without_receipt",
)
def return_without_receipt(request: HttpRequest, asked: schemas.LooseReturnIn) -> HttpResponse:
    """Take goods back that no sale can be found for; a manager's permission."""
    session = session_of(request)
    done = usecases.return_without_receipt(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        lines=[LooseLine(x.sku_id, x.quantity, x.unit_price_minor) for x in asked.lines],
        refund_kind=asked.refund_kind,
        member_id=asked.member_id,
        reason=asked.reason,
    )
    return answer(200, done)


@router.post(
    "/shifts/open", response={200: schemas.OpenedShiftOut, **REFUSED}, operation_id="open_shift"
)
def open_shift(request: HttpRequest, asked: schemas.OpenShiftIn) -> HttpResponse:
    """Open a shift on the token's till."""
    session = session_of(request)
    opened = usecases.open_shift(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        float_minor=asked.float_minor,
    )
    return answer(200, opened)


@router.post(
    "/shifts/close", response={200: schemas.ClosedShiftOut, **REFUSED}, operation_id="close_shift"
)
def close_shift(request: HttpRequest, asked: schemas.CloseShiftIn) -> HttpResponse:
    """Close the till's shift on a blind count."""
    session = session_of(request)
    closed = usecases.close_shift(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        counted_minor=asked.counted_minor,
    )
    return answer(200, closed)
