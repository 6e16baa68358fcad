"""Open and close the shift of the token's till."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import shifts as shapes
from tessera.kernel.clock import utc_now
from tessera.sales import usecases

router = Router(tags=["shifts"])


@router.post(
    "/shifts/open", response={200: shapes.OpenedShiftOut, **REFUSED}, operation_id="open_shift"
)
def open_shift(request: HttpRequest, asked: shapes.OpenShiftIn) -> HttpResponse:
    """Open a shift with the cash that is in the drawer."""
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
    "/shifts/close", response={200: shapes.ClosedShiftOut, **REFUSED}, operation_id="close_shift"
)
def close_shift(request: HttpRequest, asked: shapes.CloseShiftIn) -> HttpResponse:
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
