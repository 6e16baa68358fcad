"""The shapes of what a till looks up: itself, goods, members."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tessera.api.schemas import Code, Strict, Words
from tessera.catalog.queries import SkuView
from tessera.members.queries import MemberView
from tessera.offers.queries import CouponFacts
from tessera.sales.queries import ShiftView
from tessera.wallet.queries import Balances


class BrandOut(Schema):
    """The brand; ``exponent`` is how many decimals its money has."""

    name: str
    currency: str
    exponent: int


class PlaceOut(Schema):
    """A store or till."""

    id: UUID
    name: str
    code: str


class PersonOut(Schema):
    """Who is signed in; a token without a person has the till's id."""

    id: UUID | None
    name: str


class OpenShiftOut(Schema):
    """The open shift."""

    id: UUID
    opened_at: datetime
    business_on: date
    float_minor: int
    document_count: int


class TillOut(Schema):
    """A till and its surroundings."""

    brand: BrandOut
    store: PlaceOut
    till: PlaceOut
    staff: PersonOut
    shift: OpenShiftOut | None
    permissions: list[str]
    points_per_major: int
    language: str


class SkuOut(Schema):
    """A SKU; ``on_hand`` is null where there is no stock to count."""

    sku_id: UUID
    barcode: str
    style: str
    name: str
    kind: str
    colour: str
    size: str
    tag_minor: int
    on_hand: int | None
    picture: str | None


class SkusOut(Schema):
    """SKUs, the likeliest first."""

    items: list[SkuOut]


class MatrixOut(Schema):
    """A style's colours and sizes."""

    style: str
    name: str
    picture: str | None
    colours: list[str]
    sizes: list[str]
    skus: list[SkuOut]


class LevelOut(Schema):
    """A level; 1 000 bp is ten per cent off."""

    id: UUID
    name: str
    discount_bp: int


class MemberOut(Schema):
    """A member, masked."""

    member_id: UUID
    name: str
    phone_masked: str
    card_masked: str
    level: LevelOut


class MembersOut(Schema):
    """Members, the likeliest first."""

    items: list[MemberOut]


class CouponOut(Schema):
    """A coupon that can be used today."""

    code: str
    name: str
    threshold_minor: int
    amount_minor: int
    ends_on: date


class MemberDetailOut(MemberOut):
    """A member with balances and coupons."""

    birthday: date | None
    points: int
    points_debt: int
    principal_minor: int
    bonus_minor: int
    coupons: list[CouponOut]


class RegisterIn(Strict):
    """A new member."""

    request_id: UUID
    phone: Annotated[str, Field(max_length=20)]
    name: Words
    birthday: date | None = None
    referred_by_card: Code = ""


def shift(view: ShiftView) -> dict[str, Any]:
    """An open shift as ``OpenShiftOut``."""
    return {
        "id": view.shift_id,
        "opened_at": view.opened_at,
        "business_on": view.business_on,
        "float_minor": view.float_minor,
        "document_count": view.document_count,
    }


def sku(view: SkuView, on_hand: int | None) -> dict[str, Any]:
    """A SKU as ``SkuOut``."""
    return {
        "sku_id": view.sku_id,
        "barcode": view.barcode,
        "style": view.style,
        "name": view.name,
        "kind": view.kind,
        "colour": view.colour,
        "size": view.size,
        "tag_minor": view.tag_minor,
        "on_hand": on_hand,
        "picture": view.picture or None,
    }


def member(view: MemberView) -> dict[str, Any]:
    """A member as ``MemberOut``."""
    return {
        "member_id": view.id,
        "name": view.name,
        "phone_masked": view.phone_masked,
        "card_masked": view.card_masked,
        "level": {
            "id": view.level_id,
            "name": view.level_name,
            "discount_bp": view.discount_bp,
        },
    }


def balances(view: Balances) -> dict[str, int]:
    """Balances as ``BalancesOut``."""
    return {
        "points": view.points,
        "points_debt": view.points_debt,
        "principal_minor": view.principal_minor,
        "bonus_minor": view.bonus_minor,
    }


def coupon(facts: CouponFacts) -> dict[str, Any]:
    """A coupon as ``CouponOut``."""
    return {
        "code": facts.code,
        "name": facts.name,
        "threshold_minor": facts.threshold_minor,
        "amount_minor": facts.amount_minor,
        "ends_on": facts.ends_on,
    }
