"""Find posted sales."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tessera.api.auth import session_of
from tessera.api.fields import Code
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import sales as shapes
from tessera.sales import queries

router = Router(tags=["sales"])


@router.get("/sales", response={200: shapes.SaleRowsOut, **REFUSED}, operation_id="list_sales")
def list_sales(
    request: HttpRequest,
    q: Annotated[Code, Query()] = "",
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
