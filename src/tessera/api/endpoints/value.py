"""The contract on prepayment at the till, and cards that are lost."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import value as shapes
from tessera.kernel.clock import utc_now
from tessera.members import usecases as members
from tessera.wallet import errors, queries, usecases

router = Router(tags=["members"])


@router.get("/contract", response={200: shapes.ContractOut, **REFUSED}, operation_id="get_contract")
def get_contract(request: HttpRequest) -> HttpResponse:
    """The contract on prepayment as it is now, in the language that is asked for."""
    session_of(request)
    found = queries.find_contract()
    if found is None:
        raise errors.contract_unknown()
    return answer(200, shapes.ContractOut.of(found))


@router.post(
    "/members/{member_id}/contract",
    response={200: shapes.DoneOut, **REFUSED},
    operation_id="accept_contract",
)
def accept_contract(request: HttpRequest, member_id: UUID, read: shapes.ReadIn) -> HttpResponse:
    """Note that a member read the contract and accepts it; once for a version."""
    session = session_of(request)
    usecases.record_acceptance(
        actor=session.actor,
        at=utc_now(),
        store_id=session.store.id,
        member_id=member_id,
        version=read.version,
        language=read.language,
    )
    return answer(200, {"done": True})


@router.post(
    "/members/{member_id}/block",
    response={200: shapes.DoneOut, **REFUSED},
    operation_id="block_card",
)
def block_card(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Block a card that is reported lost: it finds nobody and spends nothing from now on."""
    session = session_of(request)
    members.block_card(actor=session.actor, at=utc_now(), member_id=member_id)
    return answer(200, {"done": True})
