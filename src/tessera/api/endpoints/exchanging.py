"""Exchange goods in one ticket: a return and a sale, and one difference."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api import guessing, quoting
from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import exchanging as shapes
from tessera.kernel.clock import utc_now
from tessera.kernel.errors import Conflict
from tessera.sales import usecases
from tessera.sales.gifts import codes_of

router = Router(tags=["returns"])


@router.post(
    "/returns/exchange/quote",
    response={200: shapes.GoodsExchangeQuoteOut, **REFUSED},
    operation_id="quote_exchange",
)
def quote_exchange(request: HttpRequest, asked: shapes.GoodsExchangeQuoteIn) -> HttpResponse:
    """What an exchange would come to. Nothing is written."""
    session, at, order = session_of(request), utc_now(), asked.cart.order()
    with guessing.watched(session=session, at=at, codes=order.coupon_codes):
        shown = usecases.quote_exchange(
            actor=session.actor,
            at=at,
            store_id=session.store.id,
            till_id=session.till_id,
            sale_id=asked.sale_id,
            lines=asked.wanted(),
            order=order,
        )
    quote = quoting.body_of(shown.quote, session=session, at=at, member_id=order.member_id)
    body = {"back": shown.back, "quote": quote, "difference_minor": shown.difference_minor}
    return answer(200, {**body, "carried": shown.carried, "given_back": shown.given_back})


@router.post(
    "/returns/exchange",
    response={200: shapes.GoodsExchangedOut, **REFUSED},
    operation_id="exchange_goods",
)
def exchange_goods(request: HttpRequest, asked: shapes.GoodsExchangeIn) -> HttpResponse:
    """Take lines of a sale back and sell others for them. The same ``request_id`` again answers with
    the first result."""
    session, at, order = session_of(request), utc_now(), asked.cart.order()
    tenders = [tender.offer() for tender in asked.tenders]
    named = asked.request_id
    try:
        with (
            guessing.watched(session=session, at=at, codes=order.coupon_codes, request_id=named),
            guessing.watched_gifts(
                session=session, at=at, codes=codes_of(order, tenders), request_id=named
            ),
        ):
            done = usecases.exchange_goods(
                actor=session.actor,
                at=at,
                request_id=asked.request_id,
                store_id=session.store.id,
                till_id=session.till_id,
                sale_id=asked.sale_id,
                lines=asked.wanted(),
                order=order,
                tenders=tenders,
                expected_refund_minor=asked.expected_refund_minor,
                expected_total_minor=asked.expected_total_minor,
                reason=asked.reason,
                proof=usecases.Proof(asked.proof),
            )
    except Conflict as refusal:
        quoting.tell_change(refusal, session=session, at=at, member_id=order.member_id)
        raise
    return answer(200, done)
