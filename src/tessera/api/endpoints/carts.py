"""Price a cart, and complete it as a sale."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera import pricing
from tessera.api import guessing, words
from tessera.api.auth import RememberedBearer, answered_anew, session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import carts as shapes
from tessera.kernel.clock import utc_now
from tessera.kernel.errors import Conflict
from tessera.org import queries as org
from tessera.pricing import codec
from tessera.rewards import queries as rewards
from tessera.sales import usecases

router = Router(tags=["sales"])


@router.post("/quote", response={200: shapes.QuoteOut, **REFUSED}, operation_id="quote")
def quote(request: HttpRequest, cart: shapes.CartIn) -> HttpResponse:
    """Price a cart. Nothing is written or reserved."""
    session, order, at = session_of(request), cart.order(), utc_now()
    with guessing.watched(session=session, at=at, codes=order.coupon_codes):
        quoted = usecases.quote(actor=session.actor, at=at, store_id=session.store.id, order=order)
    return answer(200, _quote(quoted, earns=cart.member_id is not None))


@router.post(
    "/sales",
    response={200: shapes.CompletedOut, **REFUSED},
    operation_id="complete",
    auth=RememberedBearer(),
)
def complete(request: HttpRequest, sale: shapes.SaleIn) -> HttpResponse:
    """Complete a cart as a sale. The same ``request_id`` again answers with the first result."""
    return answered_anew(request, partial(_complete, sale))


def _complete(sale: shapes.SaleIn, session: org.TillSession) -> HttpResponse:
    order, at = sale.order(), utc_now()
    try:
        with guessing.watched(session=session, at=at, codes=order.coupon_codes):
            done = usecases.complete(
                actor=session.actor,
                at=at,
                request_id=sale.request_id,
                store_id=session.store.id,
                till_id=session.till_id,
                order=order,
                tenders=[tender.offer() for tender in sale.tenders],
                expected_total_minor=sale.expected_total_minor,
            )
    except Conflict as refusal:
        if refusal.code == "sales.total_changed":
            quoted = codec.from_dict(pricing.Quote, refusal.data["quote"])
            refusal.data["quote"] = _quote(quoted, earns=sale.member_id is not None)
        raise
    return answer(200, done)


def _quote(quoted: pricing.Quote, *, earns: bool) -> dict[str, Any]:
    """A quote as ``QuoteOut``: with sentences for what was missed, and what it would earn."""
    body = usecases.quote_as_json(quoted)
    for row, missed in zip(body["missed"], quoted.missed, strict=True):
        row["message"] = words.missed(missed, quoted.currency)
    body["points_to_earn"] = rewards.points_to_earn(quoted) if earns else 0
    return body
