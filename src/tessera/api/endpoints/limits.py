"""Limits: what a till may take of members by itself while its line is cut."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import limits as shapes
from tessera.kernel.clock import utc_now
from tessera.sales import permissions, usecases
from tessera.sales.queries.allowances import list_open_allowances, list_without

router = Router(tags=["limits"])


@router.post("/limits", response={200: shapes.LimitsOut, **REFUSED}, operation_id="ask_limits")
def ask_limits(request: HttpRequest, asked: shapes.LimitsIn) -> HttpResponse:
    """Set aside for this till what it may take of members by itself; the same again answers with
    what it holds."""
    session = session_of(request)
    session.actor.require(permissions.COMPLETE, session.store.id)
    if missing := list_without(session.till_id, asked.member_ids):
        usecases.grant_allowances(
            actor=session.actor,
            at=utc_now(),
            store_id=session.store.id,
            till_id=session.till_id,
            member_ids=missing,
        )
    held = list_open_allowances(session.till_id, asked.member_ids or None)
    return answer(200, {"items": [shapes.LimitOut.of(one) for one in held]})


@router.post(
    "/limits/{limit_id}/back",
    response={200: shapes.LimitsOut, **REFUSED},
    operation_id="give_limit_back",
)
def give_limit_back(request: HttpRequest, limit_id: UUID) -> HttpResponse:
    """Give back what the till needs no more: it has its line, and has sent all that it sold."""
    session = session_of(request)
    usecases.give_back_allowance(
        actor=session.actor,
        at=utc_now(),
        store_id=session.store.id,
        till_id=session.till_id,
        allowance_id=limit_id,
    )
    held = list_open_allowances(session.till_id)
    return answer(200, {"items": [shapes.LimitOut.of(one) for one in held]})
