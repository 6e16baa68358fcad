"""What a shop system asks: whose an online order is."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import members
from tessera.api.shapes import orders as shapes
from tessera.identity import usecases as identity
from tessera.kernel.clock import utc_now

router = Router(tags=["orders"])


@router.post(
    "/orders/member",
    response={200: shapes.OrderMemberOut, **REFUSED},
    operation_id="find_or_join_by_order",
)
def find_or_join(request: HttpRequest, asked: shapes.OrderMemberIn) -> HttpResponse:
    """The member of an online order, who joins by it if nobody has the phone; the same order always
    answers with the same member."""
    session = session_of(request)
    found = identity.join_by_order(
        actor=session.actor,
        at=utc_now(),
        store_id=session.store.id,
        order=asked.order,
        phone=asked.phone,
        name=asked.name,
        birthday=asked.birthday,
        consents=members.consents(asked.consents),
        evidence=asked.evidence,
    )
    return answer(200, {**members.member(found.member), "is_new": found.is_new})
