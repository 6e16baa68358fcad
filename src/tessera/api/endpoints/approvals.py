"""A manager approves by PIN what a cashier may not set by hand."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import approvals as shapes
from tessera.kernel.clock import utc_now
from tessera.sales import errors, usecases

router = Router(tags=["sales"])


@router.post(
    "/approvals", response={200: shapes.ApprovalOut, **REFUSED}, operation_id="approve_by_hand"
)
def approve(request: HttpRequest, asked: shapes.ApprovalIn) -> HttpResponse:
    """Approve the prices by hand of a cart, for one sale at this till."""
    session = session_of(request)
    approved = usecases.approve_by_hand(
        actor=session.actor,
        at=utc_now(),
        store_id=session.store.id,
        till_id=session.till_id,
        order=asked.cart.order(),
        username=asked.username,
        pin=asked.pin,
    )
    if approved is None:
        raise errors.pin_wrong()
    body = {
        "approval": approved.token,
        "approver_name": approved.approver_name,
        "expires_at": approved.expires_at,
    }
    return answer(200, body)
