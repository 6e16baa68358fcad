"""Take goods back: quoted, by receipt, or without one."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import returns as shapes
from tessera.kernel.clock import utc_now
from tessera.sales import usecases

router = Router(tags=["returns"])


@router.post(
    "/returns/quote", response={200: shapes.ReturnedOut, **REFUSED}, operation_id="quote_return"
)
def quote_return(request: HttpRequest, asked: shapes.ReturnQuoteIn) -> HttpResponse:
    """What a return would give back. Nothing is written."""
    session = session_of(request)
    quoted = usecases.quote_return(
        actor=session.actor,
        at=utc_now(),
        store_id=session.store.id,
        till_id=session.till_id,
        sale_id=asked.sale_id,
        lines=asked.wanted(),
    )
    return answer(200, quoted)


@router.post("/returns", response={200: shapes.ReturnedOut, **REFUSED}, operation_id="return_lines")
def return_lines(request: HttpRequest, asked: shapes.ReturnIn) -> HttpResponse:
    """Take back lines of a sale, refunding to its tenders."""
    session = session_of(request)
    done = usecases.return_lines(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        sale_id=asked.sale_id,
        lines=asked.wanted(),
        reason=asked.reason,
        expected_refund_minor=asked.expected_refund_minor,
    )
    return answer(200, done)


@router.post(
    "/returns/without-receipt/quote",
    response={200: shapes.LooseTermsOut, **REFUSED},
    operation_id="quote_return_without_receipt",
)
def quote_without_receipt(request: HttpRequest, asked: shapes.LooseQuoteIn) -> HttpResponse:
    """By which terms goods may come back without a receipt now. Nothing is written."""
    session = session_of(request)
    terms = usecases.quote_loose(
        actor=session.actor, at=utc_now(), store_id=session.store.id, sku_ids=asked.sku_ids
    )
    prices = [{"sku_id": sku, "most_minor": minor} for sku, minor in terms.most_minor.items()]
    body = {"is_agreed": terms.is_agreed, "days": terms.days, "prices": prices}
    return answer(200, {**body, "refund_kinds": terms.refund_kinds})


@router.post(
    "/returns/without-receipt",
    response={200: shapes.ReturnedOut, **REFUSED},
    operation_id="return_without_receipt",
)
def return_without_receipt(request: HttpRequest, asked: shapes.LooseReturnIn) -> HttpResponse:
    """Take goods back that no sale can be found for; a manager's permission."""
    session = session_of(request)
    done = usecases.return_without_receipt(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        lines=asked.loose(),
        refund_kind=asked.refund_kind,
        member_id=asked.member_id,
        reason=asked.reason,
    )
    return answer(200, done)
