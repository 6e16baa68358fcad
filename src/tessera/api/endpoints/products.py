"""Find products, with what the till's store has of them."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tessera.api.auth import session_of
from tessera.api.fields import Code, Words
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import products as shapes
from tessera.catalog import queries as catalog
from tessera.org import queries as org
from tessera.stock import permissions as stock_permissions
from tessera.stock import queries as stock

router = Router(tags=["products"])


@router.get("/products", response={200: shapes.SkusOut, **REFUSED}, operation_id="find_products")
def find_products(
    request: HttpRequest,
    q: Words = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> HttpResponse:
    """SKUs by barcode, style or part of the name, with what the store has of them.

    Without a text one SKU of each of the newest styles.
    """
    session = session_of(request)
    actor, store_id = session.actor, session.store.id
    if q:
        found = catalog.search(actor=actor, text=q, store_id=store_id, limit=limit)
    else:
        found = catalog.list_newest(actor=actor, store_id=store_id, limit=limit)
    return answer(200, {"items": with_stock(session, found)})


@router.get(
    "/products/{path:style}/matrix",
    response={200: shapes.MatrixOut, **REFUSED},
    operation_id="get_matrix",
)
def get_matrix(request: HttpRequest, style: Code) -> HttpResponse:
    """A style's colours and sizes, with what the store has of each."""
    session = session_of(request)
    matrix = catalog.get_matrix(actor=session.actor, style=style, store_id=session.store.id)
    body = {
        "style": matrix.style,
        "name": matrix.name,
        "picture": matrix.picture or None,
        "colours": matrix.colours,
        "sizes": matrix.sizes,
        "skus": with_stock(session, matrix.skus),
    }
    return answer(200, body)


def with_stock(session: org.TillSession, skus: Sequence[catalog.SkuView]) -> list[dict[str, Any]]:
    """SKUs as ``SkuOut``, with what the till's store has of them."""
    goods = [sku.sku_id for sku in skus if sku.kind == "goods"]
    seen = session.actor.may(stock_permissions.VIEW)
    held = stock.on_hand(session.store.id, goods) if seen else {}
    return [shapes.sku(sku, held.get(sku.sku_id)) for sku in skus]
