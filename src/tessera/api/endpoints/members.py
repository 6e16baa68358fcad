"""Find and register members; what they hold."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api.auth import session_of
from tessera.api.endpoints import passes
from tessera.api.fields import Words
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import members as shapes
from tessera.identity import usecases as identity
from tessera.kernel.clock import business_day, utc_now
from tessera.members import permissions, queries
from tessera.offers import queries as offers
from tessera.sales.queries.allowances import balances_at_till

router = Router(tags=["members"])


@router.get("/members", response={200: shapes.MembersOut, **REFUSED}, operation_id="find_members")
def find_members(request: HttpRequest, q: Words = "") -> HttpResponse:
    """Members by card, phone, any four digits of it, or part of the name."""
    session = session_of(request)
    found = queries.search(actor=session.actor, at=utc_now(), text=q, limit=20)
    return answer(200, {"items": [shapes.member(member) for member in found]})


@router.post(
    "/members", response={200: shapes.MemberOut, **REFUSED}, operation_id="register_member"
)
def register_member(request: HttpRequest, asked: shapes.RegisterIn) -> HttpResponse:
    """Register a member at the till; the same ``request_id`` again answers with the first."""
    session, told = session_of(request), asked.guardian
    member = identity.register(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        source="till",
        phone=asked.phone,
        proof=asked.proof,
        name=asked.name,
        birthday=asked.birthday,
        brought_by=asked.referred_by_card,
        consents=shapes.consents(asked.consents),
        guardian=identity.GuardianProof(told.name, told.proof) if told else None,
    )
    return answer(200, shapes.member(member))


@router.get(
    "/members/{member_id}",
    response={200: shapes.MemberDetailOut, **REFUSED},
    operation_id="get_member",
)
def get_member(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """A member with balances and the coupons that can be used today."""
    session = session_of(request)
    session.actor.require(permissions.VIEW)
    store = session.store
    member = queries.get_member(actor=session.actor, member_id=member_id)
    today = business_day(utc_now(), zone=store.zone, cutover_hour=store.cutover_hour)
    guide = queries.find_guide(member.id)
    coupons = offers.list_member_coupons(member.id, today)
    body = {
        **shapes.member(member),
        **shapes.BalancesOut.of(balances_at_till(session.till_id, member.id)),
        "birthday": member.birthday,
        "guide": guide.name if guide and guide.is_active else "",
        "coupons": [shapes.CouponOut.of(coupon) for coupon in coupons if not coupon.exchange],
        "pickups": [shapes.pickup(coupon) for coupon in coupons if coupon.exchange],
        "passes": passes.usable(member.id, today),
    }
    return answer(200, body)


@router.get(
    "/members/{member_id}/balances",
    response={200: shapes.BalancesOut, **REFUSED},
    operation_id="get_balances",
)
def get_balances(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """What a member holds."""
    session = session_of(request)
    session.actor.require(permissions.VIEW)
    member = queries.get_member(actor=session.actor, member_id=member_id)
    return answer(200, shapes.BalancesOut.of(balances_at_till(session.till_id, member.id)))
