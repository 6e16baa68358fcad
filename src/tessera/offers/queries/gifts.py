"""Coupons on their way to a friend: by their code."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F
from django.utils.crypto import salted_hmac

from tessera.kernel.actor import Actor
from tessera.kernel.ids import keyed_code
from tessera.members.models import Member
from tessera.offers import errors, permissions
from tessera.offers.models import CouponGift
from tessera.offers.queries.coupons import tidy_code
from tessera.platform import attempts

_KEY = "tessera.offers.giving"
PREFIX = "K"

MOST_MISSES = 10
"""So many unknown codes a member may send in a quarter of an hour (CASES 20)."""


def code_of(gift_id: UUID) -> str:
    """The code of a gift, for its giver: made of its id by our key, so that nothing keeps it and the
    giver can send it again. It cannot be guessed: 69 bits."""
    return keyed_code(PREFIX, salted_hmac(_KEY, str(gift_id), algorithm="sha256").digest())


def digest(code: str) -> str:
    """What is kept of a code; nobody who reads it can claim the coupon."""
    return salted_hmac(_KEY, tidy_code(code), algorithm="sha256").hexdigest()


def phone_digest(phone: str) -> str:
    """What is kept of a friend's phone, E.164: nobody reads it back."""
    return salted_hmac(_KEY + ".phone", phone, algorithm="sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class SentCoupon:
    """A coupon that a friend sent to a member's phone."""

    gift_id: UUID
    name: str
    good_through: date


def list_sent_to(*, actor: Actor, at: datetime) -> list[SentCoupon]:
    """What friends sent to the actor's own phone and waits to be taken."""
    phone = Member.objects.filter(id=actor.own_id).values_list("phone", flat=True).first()
    if not phone:
        return []
    rows = CouponGift.objects.filter(phone_digest=phone_digest(phone), settled_at=None)
    rows = rows.filter(coupon__held_by=F("id"), coupon__held_until__gt=at)
    return [
        SentCoupon(row.id, row.coupon.kind.name, row.good_through)
        for row in rows.select_related("coupon__kind").order_by("id")[:20]
    ]


def find(code: str) -> CouponGift:
    """The gift with this code. Raises NotFound ``coupons.gift_not_found``."""
    row = CouponGift.objects.filter(digest=digest(code)).first()
    if row is None:
        raise errors.gift_not_found()
    return row


def seek(*, actor: Actor, at: datetime, code: str) -> CouponGift:
    """The gift with this code, for a member who was sent it; an unknown code is counted and logged.

    Raises Forbidden; NotFound ``coupons.gift_not_found``; Conflict ``coupons.lookups_limited`` after
    too many unknown codes of one member (CASES 20).
    """
    actor.require(permissions.OWN)
    door = attempts.Door(
        name=f"coupon-gift:{actor.own_id}",
        thing="coupon gift",
        most=MOST_MISSES,
        refusal=errors.gifts_limited,
        told={"member": str(actor.own_id)},
        missed=frozenset({"coupons.gift_not_found"}),
    )
    with attempts.seeking(door, at=at):
        return find(code)
