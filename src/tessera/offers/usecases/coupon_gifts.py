"""A coupon from member to a friend: by a link whose code works once, until it is claimed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import queries as members
from tessera.members import rules as member_rules
from tessera.members.models import Member
from tessera.offers import errors, permissions
from tessera.offers.models import Coupon, CouponGift
from tessera.offers.operations import check_free
from tessera.offers.queries import gifts
from tessera.offers.rules.issuing import GIVEN_DAYS
from tessera.platform import audit
from tessera.platform.usecases import is_done, usecase


@dataclass(frozen=True, slots=True)
class GivenCoupon:
    """A coupon under way; ``queries.gifts.code_of`` says its code to the giver, nobody keeps it."""

    gift_id: UUID
    good_through: date


@dataclass(frozen=True, slots=True)
class GotCoupon:
    """What a friend gave."""

    coupon_id: UUID
    name: str


@usecase(permission=permissions.OWN, audit="coupon.given_away")
def give_away(
    *, actor: Actor, at: datetime, request_id: UUID, coupon_id: UUID, phone: str = ""
) -> GivenCoupon:
    """Put a coupon of the actor's under way, to whoever has the code; nobody uses it meanwhile.

    The member with ``phone`` finds it in the app as well, whoever that is, now or later: the giver
    does not hear whether somebody has it. Good for a week, and no longer than the coupon. Raises
    Invalid ``members.phone_invalid``; NotFound ``coupons.not_found``; Conflict
    ``coupons.not_for_friends``, ``coupons.used``, ``coupons.held``, ``coupons.cancelled``,
    ``coupons.expired``, ``members.card_blocked``.
    """
    members.check_card(actor.own_id)
    row = _own(actor, coupon_id)
    check_free(row, row.code, at=at)
    on = members.own_today(actor, at)
    if not row.kind.may_give or row.uses_limit != 1:
        raise errors.not_for_friends()
    if on > row.ends_on:
        raise errors.coupon_expired(coupon=row.code, starts_on=row.starts_on, ends_on=row.ends_on)
    found = gifts.phone_digest(member_rules.phone(phone)) if phone.strip() else ""
    CouponGift.objects.filter(coupon=row, settled_at=None).update(settled_at=at)
    through = min(on + timedelta(days=GIVEN_DAYS - 1), row.ends_on)
    gift_id = uuid7()
    CouponGift.objects.create(
        id=gift_id,
        coupon=row,
        giver_id=actor.own_id,
        digest=gifts.digest(gifts.code_of(gift_id)),
        phone_digest=found,
        given_at=at,
        good_through=through,
    )
    _hold(row, gift_id, at + timedelta(days=(through - on).days + 1))
    told = {"name": row.kind.name}
    audit.record(actor=actor, at=at, action="coupon.given_away", subject=row.id, data=told)
    return GivenCoupon(gift_id, through)


@usecase(permission=permissions.OWN, audit="coupon.taken_back")
def take_back(*, actor: Actor, at: datetime, coupon_id: UUID) -> None:
    """Take a coupon back that nobody has claimed yet: its link works no more.

    Raises NotFound ``coupons.not_found``; Conflict ``coupons.gift_settled``.
    """
    row = _own(actor, coupon_id)
    gift = CouponGift.objects.filter(coupon=row, settled_at=None).first()
    if gift is None or row.held_by != gift.id:
        raise errors.gift_settled()
    gift.settled_at = at
    gift.save(update_fields=["settled_at"])
    _hold(row, None, None)
    told = {"name": row.kind.name}
    audit.record(actor=actor, at=at, action="coupon.taken_back", subject=row.id, data=told)


def _watch(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Count and log an unknown code before the story begins, which would forget it (CASES 20)."""
    if not is_done(asked["request_id"]):
        gifts.seek(actor=asked["actor"], at=asked["at"], code=asked["code"])
    return {}


@usecase(permission=permissions.OWN, audit="coupon.claimed", before=_watch)
def claim(*, actor: Actor, at: datetime, request_id: UUID, code: str) -> GotCoupon:
    """Take a friend's coupon into one's own, once. The giver may take it back so.

    Raises NotFound ``coupons.gift_not_found``; Conflict ``coupons.gift_settled``,
    ``coupons.lookups_limited``, ``members.card_blocked``; while the giver's card is blocked nothing
    is handed out: whoever found the phone may have given.
    """
    return _take(actor, at, gifts.find(code))


@usecase(permission=permissions.OWN, audit="coupon.claimed")
def claim_sent(*, actor: Actor, at: datetime, request_id: UUID, gift_id: UUID) -> GotCoupon:
    """Take a coupon that a friend sent to the actor's own phone. Raises as ``claim``."""
    phone = Member.objects.get(id=actor.own_id).phone
    gift = CouponGift.objects.filter(id=gift_id).first()
    if gift is None or not phone or gift.phone_digest != gifts.phone_digest(phone):
        raise errors.gift_not_found()
    return _take(actor, at, gift)


def _take(actor: Actor, at: datetime, gift: CouponGift) -> GotCoupon:
    members.check_card(actor.own_id)
    row = _locked(gift.coupon_id)
    gift.refresh_from_db()
    is_there = gift.settled_at is None and row.held_by == gift.id and row.uses < row.uses_limit
    in_time = row.held_until is not None and at < row.held_until
    if not is_there or not in_time or members.own_today(actor, at) > row.ends_on:
        raise errors.gift_settled()
    if members.is_card_blocked(members.survivor_of(gift.giver_id)):
        raise errors.gift_settled()
    gift.settled_at, gift.claimed_by = at, actor.own_id
    gift.save(update_fields=["settled_at", "claimed_by"])
    row.member = Member.objects.get(id=actor.own_id)
    row.save(update_fields=["member"])
    _hold(row, None, None)
    told = {"name": row.kind.name, "giver": str(gift.giver_id)}
    audit.record(actor=actor, at=at, action="coupon.claimed", subject=row.id, data=told)
    return GotCoupon(row.id, row.kind.name)


def _own(actor: Actor, coupon_id: UUID) -> Coupon:
    row = _locked(coupon_id)
    if row.member_id != actor.own_id or not row.kind.is_listed:
        raise errors.coupon_not_found(coupon="")
    return row


def _locked(coupon_id: UUID) -> Coupon:
    rows = Coupon.objects.select_for_update(no_key=True, of=("self",)).select_related("kind")
    row = rows.filter(id=coupon_id).first()
    if row is None:
        raise errors.coupon_not_found(coupon="")
    return row


def _hold(row: Coupon, holder: UUID | None, until: datetime | None) -> None:
    Coupon.objects.filter(id=row.id).update(held_by=holder, held_until=until, holds=F("holds") + 1)
