"""Set up the catalogue of rewards."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tessera.catalog.models import Sku
from tessera.kernel.actor import Actor
from tessera.members.models import Level
from tessera.offers import operations as offers
from tessera.offers.models import CouponKind
from tessera.org.models import Store
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.rewards import errors, operations, permissions
from tessera.rewards.models import LimitPeriod, Reward, RewardKind
from tessera.wallet.models import CardKind

MOST = 2_000_000_000
"""No number of pieces, points or fen of a reward is above it."""


@dataclass(frozen=True, slots=True)
class RewardTerms:
    """A reward as the office writes it; what a kind does not have stays empty."""

    kind: str
    name: str
    points: int
    words: str = ""
    money_minor: int = 0
    sku_id: UUID | None = None
    coupon_kind_id: UUID | None = None
    card_kind_id: UUID | None = None
    prize_id: UUID | None = None
    winners: int | None = None
    draw_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    level_ids: Collection[UUID] = ()
    store_ids: Collection[UUID] = ()
    stock: int | None = None
    per_member: int | None = None
    per_period: int | None = None
    period: str = LimitPeriod.MONTH
    days: int = 30
    position: int = 0
    is_active: bool = True


@usecase(permission=permissions.SET_CATALOGUE, audit="reward.set")
def set_reward(
    *, actor: Actor, at: datetime, terms: RewardTerms, reward_id: UUID | None = None
) -> UUID:
    """Put a reward into the catalogue, or change one; returns its id.

    Who redeemed it before keeps the terms of that day (law 7). Raises Forbidden to whoever may
    not in every store; NotFound ``rewards.not_found``; Invalid ``rewards.reward_invalid``; Conflict
    ``rewards.drawn_already``.
    """
    actor.require_everywhere(permissions.SET_CATALOGUE)
    row = _row(reward_id, terms.kind)
    _check(terms, row)
    before = (row.sku_id, row.money_minor, row.name)
    for field in _COLUMNS:
        setattr(row, field, getattr(terms, field))
    row.name, row.words = terms.name.strip(), terms.words.strip()
    if row.sku_id is None:
        row.exchange_id = None
    elif row.exchange_id is None or before != (row.sku_id, row.money_minor, row.name):
        row.exchange_id = offers.make_exchange(
            name=row.name, sku_ids=[row.sku_id], price_minor=row.money_minor
        )
    row.save()
    row.levels.set(Level.objects.filter(id__in=terms.level_ids))
    row.stores.set(Store.objects.filter(id__in=terms.store_ids))
    data = {"name": row.name, "points": row.points, "version": row.version}
    audit.record(actor=actor, at=at, action="reward.set", subject=row.id, data=data)
    return row.id


_COLUMNS = (
    "points",
    "money_minor",
    "sku_id",
    "coupon_kind_id",
    "card_kind_id",
    "prize_id",
    "winners",
    "draw_on",
    "starts_on",
    "ends_on",
    "stock",
    "per_member",
    "per_period",
    "period",
    "days",
    "position",
    "is_active",
)


def _row(reward_id: UUID | None, kind: str) -> Reward:
    """The row to be changed, in its next version, or a new one."""
    if reward_id is None:
        return Reward(kind=kind, points=0)
    row = Reward.objects.select_for_update(no_key=True).filter(id=reward_id).first()
    if row is None:
        raise errors.reward_not_found()
    if row.drawn_at is not None:
        raise errors.drawn_already()
    row.version += 1
    return row


def _check(terms: RewardTerms, row: Reward) -> None:
    """Raise Invalid ``rewards.reward_invalid`` with the first field that does not fit."""
    _check_numbers(terms, row)
    if not 0 < len(terms.name.strip()) <= 60:
        raise errors.reward_invalid(field="name")
    if terms.kind not in RewardKind.values or terms.kind != row.kind:
        raise errors.reward_invalid(field="kind")
    if terms.starts_on and terms.ends_on and terms.ends_on < terms.starts_on:
        raise errors.reward_invalid(field="ends_on")
    if terms.period not in LimitPeriod.values:
        raise errors.reward_invalid(field="period")
    _check_kind(terms)


def _check_numbers(terms: RewardTerms, row: Reward) -> None:
    for field, low, high in (
        ("points", 1, MOST),
        ("money_minor", 0, MOST),
        ("stock", row.taken, MOST),
        ("per_member", 1, MOST),
        ("per_period", 1, MOST),
        ("days", 1, 3660),
        ("winners", 1, 10_000),
        ("position", 0, 32_000),
    ):
        value = getattr(terms, field)
        if value is not None and not low <= value <= high:
            raise errors.reward_invalid(field=field)


def _check_kind(terms: RewardTerms) -> None:
    """Only what a sale hands out can cost money, and a prize costs none."""
    is_coupon, is_draw = terms.kind == RewardKind.COUPON, terms.kind == RewardKind.DRAW
    is_fetched = terms.kind in (RewardKind.GOODS, RewardKind.SERVICE)
    if terms.sku_id and not (is_fetched and _is_sold(terms)):
        raise errors.reward_invalid(field="sku_id")
    if terms.money_minor and not terms.sku_id:
        raise errors.reward_invalid(field="money_minor")
    if is_coupon != (terms.coupon_kind_id is not None) or not _is_listed(terms.coupon_kind_id):
        raise errors.reward_invalid(field="coupon_kind_id")
    is_card = terms.kind == RewardKind.CARD
    if is_card != (terms.card_kind_id is not None) or not _is_card(terms.card_kind_id):
        raise errors.reward_invalid(field="card_kind_id")
    if is_draw != (terms.prize_id is not None) or not _is_prize(terms.prize_id):
        raise errors.reward_invalid(field="prize_id")
    for field in ("winners", "draw_on"):
        if is_draw != (getattr(terms, field) is not None):
            raise errors.reward_invalid(field=field)


def _is_listed(kind_id: UUID | None) -> bool:
    return kind_id is None or CouponKind.objects.filter(id=kind_id, is_listed=True).exists()


def _is_card(kind_id: UUID | None) -> bool:
    return kind_id is None or CardKind.objects.filter(id=kind_id, is_active=True).exists()


def _is_prize(prize_id: UUID | None) -> bool:
    free = Reward.objects.filter(money_minor=0).exclude(kind=RewardKind.DRAW)
    return prize_id is None or free.filter(id=prize_id).exists()


def _is_sold(terms: RewardTerms) -> bool:
    """Whether the SKU is of the reward's kind, and dearer than the money asked for it."""
    assert terms.sku_id is not None
    rows = Sku.objects.filter(id=terms.sku_id, product__kind=terms.kind)
    return rows.filter(tag_minor__gt=terms.money_minor).exists()


@usecase(permission=permissions.SET_CATALOGUE, audit="reward.picture_set")
def set_picture(*, actor: Actor, at: datetime, reward_id: UUID, data: bytes) -> None:
    """Give a reward a picture (JPEG, PNG or WebP, up to 3 MB).

    Raises Forbidden; NotFound ``rewards.not_found``; Invalid ``members.picture_invalid``,
    ``members.picture_too_large``.
    """
    actor.require_everywhere(permissions.SET_CATALOGUE)
    row = Reward.objects.select_for_update(no_key=True).filter(id=reward_id).first()
    if row is None:
        raise errors.reward_not_found()
    row.picture = operations.keep_picture(data)
    row.save(update_fields=["picture"])
    audit.record(actor=actor, at=at, action="reward.picture_set", subject=row.id)
