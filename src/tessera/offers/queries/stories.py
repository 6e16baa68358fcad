"""One coupon as a member and the office see it: how it stands, and what happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.offers import errors, permissions
from tessera.offers.models import Coupon, CouponGift, CouponUse
from tessera.offers.queries.coupons import CouponFacts, facts_of
from tessera.offers.rules.issuing import CANCELLED, Standing

SHOWN = 100


@dataclass(frozen=True, slots=True)
class CouponCard:
    """A coupon with how it stands: one of ``rules.issuing.STATES``. ``may_give`` says that a friend
    may have it, ``gift_code`` is that of the gift under way."""

    facts: CouponFacts
    type: str
    state: str
    source: str
    issued_at: datetime | None
    may_give: bool
    gift_id: UUID | None = None
    gift_through: date | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that befell a coupon: ``what`` is issued, used, returned, given, claimed or back."""

    what: str
    at: datetime
    document_id: UUID | None = None
    amount_minor: int = 0
    member_id: UUID | None = None


def list_cards(member_id: UUID, *, on: date, at: datetime) -> list[CouponCard]:
    """A member's coupons, those that can be used first, the soonest to end first; what was
    withdrawn is not shown. The caller checks the scope."""
    rows = Coupon.objects.filter(member=member_id, kind__is_listed=True).select_related("kind")
    newest = rows.order_by("-ends_on", "-id")[:SHOWN]
    cards = [one for one in _cards(list(newest), on=on, at=at) if one.state != CANCELLED]
    return sorted(cards, key=lambda one: (one.facts.ends_on, one.facts.id))


def list_of_kind(kind_id: UUID, *, on: date, at: datetime, limit: int = 20) -> list[CouponCard]:
    """The newest coupons of a kind. The caller checks the scope."""
    rows = Coupon.objects.filter(kind=kind_id).select_related("kind").order_by("-id")[:limit]
    return _cards(list(rows), on=on, at=at)


def get_card(coupon_id: UUID, *, on: date, at: datetime) -> CouponCard:
    """One coupon. The caller checks the scope. Raises NotFound ``coupons.not_found``."""
    row = Coupon.objects.filter(id=coupon_id).select_related("kind").first()
    if row is None:
        raise errors.coupon_not_found(coupon="")
    return _cards([row], on=on, at=at)[0]


def list_happened(*, actor: Actor, coupon_id: UUID) -> list[Happened]:
    """What happened to a coupon, the first first. Raises Forbidden; NotFound ``coupons.not_found``."""
    actor.require(permissions.VIEW)
    row = Coupon.objects.filter(id=coupon_id).first()
    if row is None:
        raise errors.coupon_not_found(coupon="")
    found = []
    if row.issued_at is not None:
        found.append(Happened("issued", row.issued_at, member_id=row.issued_to))
    for use in CouponUse.objects.filter(coupon=row).order_by("id"):
        found.append(Happened("used", use.at, use.document_id, use.amount_minor))
        if use.returned_at is not None:
            found.append(Happened("returned", use.returned_at, use.document_id))
    for gift in CouponGift.objects.filter(coupon=row).order_by("id"):
        found.append(Happened("given", gift.given_at, member_id=gift.giver_id))
        if gift.claimed_by is not None and gift.settled_at is not None:
            found.append(Happened("claimed", gift.settled_at, member_id=gift.claimed_by))
        elif gift.settled_at is not None:
            found.append(Happened("back", gift.settled_at, member_id=gift.giver_id))
    return sorted(found, key=lambda one: one.at)


def _cards(rows: Sequence[Coupon], *, on: date, at: datetime) -> list[CouponCard]:
    under_way = {
        gift.id: gift for gift in CouponGift.objects.filter(coupon__in=rows, settled_at=None)
    }
    cards = []
    for row in rows:
        gift = under_way.get(row.held_by) if row.held_by else None
        standing = Standing(
            row.starts_on, row.ends_on, row.uses, row.uses_limit, row.held_until, gift is not None
        )
        cards.append(
            CouponCard(
                facts=facts_of(row),
                type=row.kind.type,
                state=standing.state(on=on, at=at),
                source=row.source,
                issued_at=row.issued_at,
                may_give=row.kind.may_give and row.uses_limit == 1,
                gift_id=gift.id if gift else None,
                gift_through=gift.good_through if gift else None,
            )
        )
    return cards
