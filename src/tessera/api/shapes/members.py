"""Members, masked, and what they hold."""

from datetime import date
from typing import Any
from uuid import UUID

from tessera.api.fields import Code, Day, In, Out, Phone, Words
from tessera.members.queries import MemberView


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
    """What a member holds; the debt in points is filled by the next that are earned."""

    points: int
    points_debt: int
    principal_minor: int
    bonus_minor: int


class CouponOut(Out):
    """A coupon that can be used today, through ``ends_on``."""

    code: str
    name: str
    threshold_minor: int
    amount_minor: int
    ends_on: date


class MemberDetailOut(MemberOut, BalancesOut):
    """A member with balances and coupons; the birthday is for the home store's people."""

    birthday: date | None
    coupons: list[CouponOut]


class RegisterIn(In):
    """A new member."""

    request_id: UUID
    phone: Phone
    name: Words
    birthday: Day | None = None
    referred_by_card: Code = ""


def member(view: MemberView) -> dict[str, Any]:
    """A member as ``MemberOut``."""
    return {
        "member_id": view.id,
        "name": view.name,
        "phone_masked": view.phone_masked,
        "card_masked": view.card_masked,
        "level": {"id": view.level_id, "name": view.level_name, "discount_bp": view.discount_bp},
    }
