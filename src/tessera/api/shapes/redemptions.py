"""Rewards that are redeemed and fetched at the till."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, gettext_noop

from tessera.api.fields import AmountMinor, In, Out, PointCount
from tessera.api.shapes.products import SkuOut
from tessera.rewards.errors import OBSTACLES
from tessera.rewards.queries.catalogue import Offer
from tessera.rewards.queries.redeemed import RedemptionView

_OBSTACLES = OBSTACLES | {"all_gone": gettext_noop("All gone")}
"""As a list says it: nobody was quicker than a member who has not asked yet."""


class RewardOut(Out):
    """A reward for a member. ``obstacle`` says in words why it is not to be had; ``left`` is null
    for as many as are wanted."""

    reward_id: UUID
    kind: str
    name: str
    picture: str | None
    points: int
    money_minor: int
    left: int | None
    obstacle: str


class RewardsOut(Out):
    """What a member may have in this store, what they may have now first."""

    items: list[RewardOut]


class RedeemIn(In):
    """A reward for a member, at the price that was shown."""

    request_id: UUID
    member_id: UUID
    reward_id: UUID
    expected_points: PointCount
    expected_money_minor: AmountMinor


class RedeemedOut(Out):
    """What was redeemed, and the code that fetches it."""

    redemption_id: UUID
    code: str
    points: int


class WaitingOut(Out):
    """What waits under a code. With a ``sku`` it is sold with the code as its coupon; without one
    it is handed out by hand."""

    redemption_id: UUID
    member_id: UUID
    member_name: str
    kind: str
    name: str
    code: str
    until: date | None
    money_minor: int
    sku: SkuOut | None


class HandOutIn(In):
    """What is handed out without a sale."""

    request_id: UUID
    redemption_id: UUID


class HandedOutOut(Out):
    """What was handed out."""

    redemption_id: UUID
    name: str


def reward(offer: Offer) -> dict[str, Any]:
    """A reward as ``RewardOut``."""
    return {
        "reward_id": offer.id,
        "kind": offer.kind,
        "name": offer.name,
        "picture": offer.picture or None,
        "points": offer.points,
        "money_minor": offer.money_minor,
        "left": offer.left,
        "obstacle": gettext(_OBSTACLES[offer.obstacle]) if offer.obstacle else "",
    }


def waiting(one: RedemptionView, sku: dict[str, Any] | None) -> dict[str, Any]:
    """A redemption as ``WaitingOut``."""
    return {
        "redemption_id": one.id,
        "member_id": one.member_id,
        "member_name": one.member_name,
        "kind": one.kind,
        "name": one.name,
        "code": one.code,
        "until": one.until,
        "money_minor": one.money_minor,
        "sku": sku,
    }
