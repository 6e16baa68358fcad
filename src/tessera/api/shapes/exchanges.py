"""Points that become value at the till."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from tessera.api.fields import In, Out, PointCount, Quantity
from tessera.rewards.errors import NOT_TO_EXCHANGE
from tessera.rewards.queries.exchanging import Exchanging


class ExchangeOfferOut(Out):
    """What points may become for a member, up to ``most`` times at once. ``obstacle`` says in words
    why not now."""

    offer_id: UUID
    name: str
    kind: str
    points: int
    most: int
    obstacle: str


class ExchangesOut(Out):
    """What a member of this store may exchange, the cheapest first."""

    items: list[ExchangeOfferOut]


class ExchangeIn(In):
    """An offer for a member, at the points that were shown for one; ``times`` of it in one step."""

    request_id: UUID
    member_id: UUID
    offer_id: UUID
    expected_points: PointCount
    times: Quantity = 1


class ExchangedOut(Out):
    """What was exchanged, for so many points."""

    exchange_id: UUID
    points: int


def offer(seen: Exchanging) -> dict[str, Any]:
    """An offer as ``ExchangeOfferOut``."""
    return {
        "offer_id": seen.offer.id,
        "name": seen.offer.name,
        "kind": seen.offer.kind,
        "points": seen.offer.points,
        "most": seen.most,
        "obstacle": gettext(NOT_TO_EXCHANGE[seen.obstacle]) if seen.obstacle else "",
    }
