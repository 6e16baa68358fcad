"""Redeem rewards for a member, look a code up, hand out what no sale hands out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api import guessing
from tessera.api.auth import session_of
from tessera.api.endpoints.products import with_stock
from tessera.api.fields import Code
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import redemptions as shapes
from tessera.catalog import queries as catalog
from tessera.kernel.clock import utc_now
from tessera.members import queries as members
from tessera.offers import queries as offers
from tessera.rewards import permissions, usecases
from tessera.rewards.queries import catalogue, redeemed

router = Router(tags=["rewards"])


@router.get(
    "/members/{member_id}/rewards",
    response={200: shapes.RewardsOut, **REFUSED},
    operation_id="list_rewards",
)
def list_rewards(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """The rewards of this store as a member sees them, what they may have now first."""
    session = session_of(request)
    session.actor.require(permissions.REDEEM)
    member = members.get_member(actor=session.actor, member_id=member_id)
    found = catalogue.list_offers(member.id, utc_now(), store_id=session.store.id)
    ready_first = sorted(found, key=lambda offer: offer.obstacle != "")
    return answer(200, {"items": [shapes.reward(offer) for offer in ready_first]})


@router.post(
    "/redemptions", response={200: shapes.RedeemedOut, **REFUSED}, operation_id="redeem_reward"
)
def redeem(request: HttpRequest, asked: shapes.RedeemIn) -> HttpResponse:
    """Redeem a reward for a member; the same ``request_id`` again answers with the first."""
    session = session_of(request)
    done = usecases.redeem_for(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        member_id=asked.member_id,
        reward_id=asked.reward_id,
        expected_points=asked.expected_points,
        expected_money_minor=asked.expected_money_minor,
    )
    return answer(200, shapes.RedeemedOut.of(done))


@router.get(
    "/redemptions/{code}",
    response={200: shapes.WaitingOut, **REFUSED},
    operation_id="find_redemption",
)
def find_redemption(request: HttpRequest, code: Code) -> HttpResponse:
    """What waits under a code, and the goods to put on the ticket for it. Unknown codes are
    counted, logged and limited (CASES 20)."""
    session, tidy = session_of(request), offers.tidy_code(code)
    with guessing.watched(session=session, at=utc_now(), codes=[tidy]):
        found = redeemed.get_waiting(session.actor, session.store.id, tidy)
    listed = [str(found.sku_id)] if found.sku_id else []
    skus = with_stock(session, catalog.list_among(listed, [], limit=1))
    return answer(200, shapes.waiting(found, skus[0] if skus else None))


@router.post(
    "/hand-outs",
    response={200: shapes.HandedOutOut, **REFUSED},
    operation_id="hand_out_redemption",
)
def hand_out(request: HttpRequest, asked: shapes.HandOutIn) -> HttpResponse:
    """Hand out a service or gift that is no SKU."""
    session = session_of(request)
    done = usecases.hand_out(
        actor=session.actor,
        at=utc_now(),
        store_id=session.store.id,
        request_id=asked.request_id,
        redemption_id=asked.redemption_id,
    )
    return answer(200, shapes.HandedOutOut.of(done))
