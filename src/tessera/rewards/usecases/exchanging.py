"""Exchange points for value in one step; and what the brand offers for them."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.kernel.texts import one_line
from tessera.members import queries as members
from tessera.members.models import Level
from tessera.members.operations.access import member_at_home
from tessera.offers.models import CouponKind
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.rewards import errors, permissions
from tessera.rewards.models import Exchange, ExchangeKind, ExchangeOffer
from tessera.rewards.operations import exchanging
from tessera.rewards.queries import exchanging as looks
from tessera.wallet import operations as wallet
from tessera.wallet.models import CardKind

MOST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What was exchanged, for so many points."""

    exchange_id: UUID
    points: int


@dataclass(frozen=True, slots=True)
class OfferTerms:
    """An offer as the office writes it; what a kind does not have stays empty."""

    name: str
    kind: str
    points: int
    bonus_minor: int | None = None
    coupon_kind_id: UUID | None = None
    level_id: UUID | None = None
    card_kind_id: UUID | None = None
    days: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    level_ids: Collection[UUID] = ()
    per_day: int | None = None
    per_member: int | None = None
    is_active: bool = True


@usecase(permission=permissions.OWN, audit="points.exchanged")
def exchange_points(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    offer_id: UUID,
    expected_points: int,
    times: int = 1,
) -> Exchanged:
    """Exchange one's own points for what an offer gives, ``times`` at once as the member chose;
    ``expected_points`` were shown for one.

    Raises NotFound ``rewards.exchange_not_found``, ``members.not_found``; Conflict
    ``rewards.exchange_changed``, ``rewards.not_to_exchange``, ``rewards.exchange_too_often``,
    ``rewards.level_not_above``, ``members.card_blocked``.
    """
    return _exchange(actor, at, offer_id, actor.own_id, expected_points, times)


@usecase(permission=permissions.REDEEM, audit="points.exchanged")
def exchange_points_for(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    member_id: UUID,
    offer_id: UUID,
    expected_points: int,
    times: int = 1,
) -> Exchanged:
    """The same for a member of the actor's stores. Raises Forbidden as well."""
    row = member_at_home(actor, member_id, permissions.REDEEM)
    return _exchange(actor, at, offer_id, row.id, expected_points, times)


def _exchange(
    actor: Actor, at: datetime, offer_id: UUID, member_id: UUID, expected_points: int, times: int
) -> Exchanged:
    members.check_card(member_id)
    seen = looks.look(member_id, offer_id, at)
    if seen.offer.points != expected_points:
        raise errors.exchange_changed(points=seen.offer.points)
    if seen.obstacle:
        raise errors.not_to_exchange(why=seen.obstacle)
    if not 1 <= times <= seen.most:
        raise errors.exchange_too_often(most=seen.most)
    batch, exchange_id, points = Batch(), uuid7(), seen.offer.points * times
    given = exchanging.exchange(
        batch, seen, actor=actor, at=at, exchange_id=exchange_id, times=times
    )
    row = {
        "id": exchange_id,
        "offer_id": seen.offer.id,
        "version": seen.offer.version,
        "member_id": member_id,
        "store_id": seen.store_id,
        "points": points,
        "times": times,
        "given_id": given,
        "at": at,
        "business_on": seen.on,
    }
    batch.insert(Exchange, row)
    noted = audit.row(
        actor=actor,
        at=at,
        action="points.exchanged",
        subject=member_id,
        store_id=seen.store_id,
        data={
            "offer": seen.offer.name,
            "kind": seen.offer.kind,
            "points": points,
            "times": times,
        },
    )
    batch.insert(AuditRow, noted)
    batch.flush()
    return Exchanged(exchange_id, points)


@usecase(permission=permissions.SET_CATALOGUE, audit="points.exchange_offer_set")
def set_exchange_offer(
    *, actor: Actor, at: datetime, terms: OfferTerms, offer_id: UUID | None = None
) -> UUID:
    """Offer an exchange, or change an offer; returns its id.

    Raises Forbidden; NotFound ``rewards.exchange_not_found``; Invalid
    ``rewards.exchange_invalid``, ``wallet.bonus_ends``.
    """
    actor.require_everywhere(permissions.SET_CATALOGUE)
    _check(terms)
    ends = terms.kind == ExchangeKind.BONUS and terms.days is not None
    warned = wallet.check_bonus_end(ends=ends, on=at.date())
    row = _locked(offer_id) if offer_id else ExchangeOffer(version=0)
    kept = asdict(terms)
    level_ids = kept.pop("level_ids")
    for name, value in kept.items():
        setattr(row, name, value)
    row.name = one_line(terms.name)
    row.version += 1
    row.save()
    row.levels.set(Level.objects.filter(id__in=list(level_ids)))
    told = {"name": row.name, "kind": row.kind, "points": row.points, "version": row.version}
    if warned:
        told["warned"] = list(warned)
    audit.record(actor=actor, at=at, action="points.exchange_offer_set", subject=row.id, data=told)
    return row.id


def _locked(offer_id: UUID) -> ExchangeOffer:
    """The offer, for nobody else to change: what was exchanged names its version (law 7)."""
    row = ExchangeOffer.objects.select_for_update(no_key=True).filter(id=offer_id).first()
    if row is None:
        raise errors.exchange_not_found()
    return row


def _check(terms: OfferTerms) -> None:
    """Whether an offer gives what its kind promises, and can be had at all."""
    gives = {
        ExchangeKind.BONUS: (terms.bonus_minor or 0) > 0,
        ExchangeKind.COUPON: bool(terms.days)
        and CouponKind.objects.filter(id__in=_one(terms.coupon_kind_id)).exists(),
        ExchangeKind.LEVEL: Level.objects.filter(id__in=_one(terms.level_id)).exists(),
        ExchangeKind.PASSES: CardKind.objects.filter(id__in=_one(terms.card_kind_id)).exists(),
    }
    dated = terms.starts_on is None or terms.ends_on is None or terms.starts_on <= terms.ends_on
    counts = (terms.days, terms.per_day, terms.per_member)
    whole = all(count is None or 0 < count <= 100_000 for count in counts)
    known = terms.kind in ExchangeKind and gives[ExchangeKind(terms.kind)]
    named = 0 < len(one_line(terms.name)) <= 60
    if not (known and dated and whole and named and 0 < terms.points <= MOST):
        raise errors.exchange_invalid()


def _one(key: UUID | None) -> list[UUID]:
    return [key] if key else []
