"""Price a cart."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api import guessing, lawful, pricing_words, quoting, topups
from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import carts as shapes
from tessera.kernel.clock import utc_now
from tessera.sales import usecases

router = Router(tags=["sales"])


@router.post("/quote", response={200: shapes.QuoteOut, **REFUSED}, operation_id="quote")
def quote(request: HttpRequest, cart: shapes.CartIn) -> HttpResponse:
    """Price a cart. Nothing is written or reserved."""
    session, order, at = session_of(request), cart.order(), utc_now()
    with guessing.watched(session=session, at=at, codes=order.coupon_codes):
        priced = usecases.price_cart(
            actor=session.actor,
            at=at,
            store_id=session.store.id,
            order=order,
            till_id=session.till_id,
        )
    body = quoting.body_of(priced.quote, session=session, at=at, member_id=order.member_id)
    if priced.credits:
        body["topups"] = [topups.told(credit, priced.quote.currency) for credit in priced.credits]
    body["notices"] = lawful.told(priced.judged, priced.quote.currency)
    body["contract_needed"] = priced.judged.contract_version > 0
    if priced.by_hand.changes:
        body["by_hand"] = pricing_words.by_hand(priced.by_hand)
    return answer(200, body)
