"""Members, masked, and what they hold."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from tessera.api.fields import Code, Day, In, Out, Phone, Proof, Words
from tessera.api.shapes.passes import PassOut
from tessera.identity.usecases import Consents
from tessera.members.queries import MemberView
from tessera.offers.queries import CouponFacts


class LevelOut(Out):
    """A level; 1 000 bp is ten per cent off."""

    id: UUID
    name: str
    discount_bp: int


class MemberOut(Out):
    """A member, masked."""

    member_id: UUID
    name: str
    phone_masked: str
    card_masked: str
    level: LevelOut


class MembersOut(Out):
    """Members, the likeliest first."""

    items: list[MemberOut]


class BalancesOut(Out):
    """What a member holds; the debt in points is filled by the next that are earned. What is set aside
    for other tills is beside it, what is set aside for this one among it."""

    points: int
    points_debt: int
    principal_minor: int
    bonus_minor: int
    frozen_principal_minor: int
    frozen_bonus_minor: int
    aside_points: int
    aside_minor: int


class CouponOut(Out):
    """A coupon that can be used today, through ``ends_on``."""

    code: str
    name: str
    threshold_minor: int
    amount_minor: int
    ends_on: date


class PickupOut(Out):
    """Something that waits to be fetched by its code, for ``price_minor``, through ``ends_on``."""

    code: str
    name: str
    price_minor: int
    ends_on: date


class MemberDetailOut(MemberOut, BalancesOut):
    """A member with balances, coupons and cards to use; the birthday is for the home store's people. ``guide``
    is the name of the colleague who looks after the member, empty for nobody."""

    birthday: date | None
    guide: str
    coupons: list[CouponOut]
    pickups: list[PickupOut]
    passes: list[PassOut]


class ConsentIn(In):
    """An answer, a no as well as a yes, and the version of the text that was read."""

    purpose: Code
    given: Annotated[bool, Field(strict=True)]
    version: Annotated[int, Field(strict=True, ge=1, le=32_767)]


class GuardianIn(In):
    """Who answers for a child under 14; ``proof`` is of their phone for ``guardian``."""

    name: Words
    proof: Proof


class RegisterIn(In):
    """A new member. ``proof`` is of the phone for ``join``; only a child has no phone.

    ``referred_by_card`` is the card or phone of who brought them, or the code of an invitation.
    """

    request_id: UUID
    phone: Phone = ""
    proof: Proof = ""
    name: Words
    birthday: Day | None = None
    referred_by_card: Code = ""
    consents: list[ConsentIn] = Field(default=[], max_length=20)
    guardian: GuardianIn | None = None


def consents(told: list[ConsentIn]) -> Consents:
    """The answers as the use cases take them."""
    given = {one.purpose: one.given for one in told}
    return Consents(given, {one.purpose: one.version for one in told})


def member(view: MemberView) -> dict[str, Any]:
    """A member as ``MemberOut``."""
    return {
        "member_id": view.id,
        "name": view.name,
        "phone_masked": view.phone_masked,
        "card_masked": view.card_masked,
        "level": {"id": view.level_id, "name": view.level_name, "discount_bp": view.discount_bp},
    }


def pickup(coupon: CouponFacts) -> dict[str, Any]:
    """A coupon that is exchanged for goods, as ``PickupOut``."""
    return {
        "code": coupon.code,
        "name": coupon.name,
        "price_minor": coupon.exchange.price_minor if coupon.exchange else 0,
        "ends_on": coupon.ends_on,
    }
