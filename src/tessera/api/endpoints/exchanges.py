"""Points into value for a member who stands at the till."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import exchanges as shapes
from tessera.kernel.clock import utc_now
from tessera.rewards import queries, usecases

router = Router(tags=["rewards"])


@router.get(
    "/members/{member_id}/exchanges",
    response={200: shapes.ExchangesOut, **REFUSED},
    operation_id="list_exchanges",
)
def list_exchanges(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """What a member of this store may make of points; nothing for another store's."""
    found = queries.list_exchanges_by(session_of(request).actor, member_id, utc_now())
    return answer(200, {"items": [shapes.offer(one) for one in found]})


@router.post(
    "/exchanges", response={200: shapes.ExchangedOut, **REFUSED}, operation_id="exchange_points"
)
def exchange(request: HttpRequest, asked: shapes.ExchangeIn) -> HttpResponse:
    """Exchange a member's points; the same ``request_id`` again answers with the first."""
    done = usecases.exchange_points_for(
        actor=session_of(request).actor,
        at=utc_now(),
        request_id=asked.request_id,
        member_id=asked.member_id,
        offer_id=asked.offer_id,
        expected_points=asked.expected_points,
        times=asked.times,
    )
    return answer(200, shapes.ExchangedOut.of(done))
