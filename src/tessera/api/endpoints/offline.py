"""What a till does without the server: its numbers beforehand, its sales afterwards."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import offline as shapes
from tessera.kernel.clock import utc_now
from tessera.sales import usecases

router = Router(tags=["offline"])


@router.post(
    "/number-blocks",
    response={200: shapes.NumberBlockOut, **REFUSED},
    operation_id="give_numbers",
)
def give_numbers(request: HttpRequest, asked: shapes.NumberBlockIn) -> HttpResponse:
    """Numbers that the till may give by itself while the server is out of reach."""
    session = session_of(request)
    given = usecases.give_numbers(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        business_on=asked.business_on,
    )
    return answer(200, given)


@router.post(
    "/offline-sales",
    response={200: shapes.RecordedOut, **REFUSED},
    operation_id="record_offline_sale",
)
def record_offline_sale(request: HttpRequest, sale: shapes.OfflineSaleIn) -> HttpResponse:
    """Post a sale exactly as the till made it. The same ``request_id`` again answers with the first
    result; nothing is refused but what can be true of no sale."""
    session = session_of(request)
    done = usecases.record_offline_sale(
        actor=session.actor,
        at=utc_now(),
        request_id=sale.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        made=sale.made(),
    )
    return answer(200, done)
