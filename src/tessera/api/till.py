"""What a till needs to know about itself, the goods and the members."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Query, Router

from tessera.api import lookups, schemas
from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.catalog import queries as catalog
from tessera.kernel.clock import business_day, utc_now
from tessera.kernel.money import exponent_of
from tessera.members import queries as members
from tessera.members import usecases as joining
from tessera.offers import queries as offers
from tessera.org import queries as org
from tessera.platform import versions
from tessera.sales import queries as sales
from tessera.stock import queries as stock
from tessera.wallet import queries as wallet

router = Router(tags=["till"])


@router.get("/till", response={200: lookups.TillOut, **REFUSED}, operation_id="get_till")
def get_till(request: HttpRequest) -> HttpResponse:
    """The till of this token: its brand, store, open shift and what the person may do."""
    session = session_of(request)
    brand, shift = org.get_brand(), sales.find_open_shift(till_id=session.till_id)
    body = {
        "brand": {
            "name": brand.name,
            "currency": brand.currency,
            "exponent": exponent_of(brand.currency),
        },
        "store": {"id": session.store.id, "name": session.store.name, "code": session.store.code},
        "till": {"id": session.till_id, "name": session.till_name, "code": session.till_code},
        "staff": {"id": session.actor.id, "name": session.actor.name},
        "shift": shift and lookups.shift(shift),
        "permissions": sorted(session.actor.permissions),
        "points_per_major": wallet.policy.get(versions.current()).points_per_major,
        "language": get_language(),
    }
    return answer(200, body)


@router.get("/products", response={200: lookups.SkusOut, **REFUSED}, operation_id="find_products")
def find_products(
    request: HttpRequest,
    q: Annotated[schemas.Words, Query()] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> HttpResponse:
    """SKUs by barcode, style or part of the name, with what the store has of them."""
    session = session_of(request)
    found = catalog.search(actor=session.actor, text=q, store_id=session.store.id, limit=limit)
    return answer(200, {"items": _with_stock(session, found)})


@router.get(
    "/products/{style}/matrix",
    response={200: lookups.MatrixOut, **REFUSED},
    operation_id="get_matrix",
)
def get_matrix(request: HttpRequest, style: schemas.Code) -> HttpResponse:
    """A style's colours and sizes, with what the store has of each."""
    session = session_of(request)
    matrix = catalog.get_matrix(actor=session.actor, style=style, store_id=session.store.id)
    body = {
        "style": matrix.style,
        "name": matrix.name,
        "picture": matrix.picture or None,
        "colours": matrix.colours,
        "sizes": matrix.sizes,
        "skus": _with_stock(session, list(matrix.skus)),
    }
    return answer(200, body)


def _with_stock(session: org.TillSession, skus: list[catalog.SkuView]) -> list[dict[str, Any]]:
    held = stock.on_hand(session.store.id, [sku.sku_id for sku in skus if sku.kind == "goods"])
    return [lookups.sku(sku, held.get(sku.sku_id)) for sku in skus]


@router.get("/members", response={200: lookups.MembersOut, **REFUSED}, operation_id="find_members")
def find_members(request: HttpRequest, q: Annotated[schemas.Words, Query()] = "") -> HttpResponse:
    """Members by card, phone, any four digits of it, or part of the name."""
    session = session_of(request)
    found = members.search(actor=session.actor, at=utc_now(), text=q, limit=20)
    return answer(200, {"items": [lookups.member(member) for member in found]})


@router.post(
    "/members", response={200: lookups.MemberOut, **REFUSED}, operation_id="register_member"
)
def register_member(request: HttpRequest, asked: lookups.RegisterIn) -> HttpResponse:
    """Register a member at the till; the same ``request_id`` again answers with the first."""
    session = session_of(request)
    member = joining.register(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        phone=asked.phone,
        name=asked.name,
        birthday=asked.birthday,
        referred_by_card=asked.referred_by_card or None,
    )
    return answer(200, lookups.member(member))


@router.get(
    "/members/{uuid:member_id}",
    response={200: lookups.MemberDetailOut, **REFUSED},
    operation_id="get_member",
)
def get_member(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """A member with balances and the coupons that can be used today."""
    session = session_of(request)
    store = session.store
    member = members.get_member(actor=session.actor, member_id=member_id)
    today = business_day(utc_now(), zone=store.zone, cutover_hour=store.cutover_hour)
    body = {
        **lookups.member(member),
        **lookups.balances(wallet.get_balances(member_id)),
        "birthday": member.birthday,
        "coupons": [lookups.coupon(c) for c in offers.list_member_coupons(member_id, today)],
    }
    return answer(200, body)


@router.get(
    "/members/{uuid:member_id}/balances",
    response={200: schemas.BalancesOut, **REFUSED},
    operation_id="get_balances",
)
def get_balances(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """What a member holds."""
    members.get_member(actor=session_of(request).actor, member_id=member_id)
    return answer(200, lookups.balances(wallet.get_balances(member_id)))
