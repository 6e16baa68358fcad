"""The catalogue of rewards, as a member sees it and as the office does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from tessera.kernel.actor import Actor
from tessera.members.models import Member
from tessera.members.operations import today_of
from tessera.rewards import errors, permissions
from tessera.rewards.models import Redemption, RedemptionState, Reward, RewardKind, Wish
from tessera.rewards.queries import taking
from tessera.rewards.rules import catalogue
from tessera.rewards.rules.catalogue import Wants
from tessera.wallet.queries import get_holding


@dataclass(frozen=True, slots=True)
class Place:
    """A store where a reward is picked up."""

    id: UUID
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A reward as one member sees it. ``obstacle`` says why it is not to be had, a word of
    ``rules.catalogue``; ``short`` is how many points are missing; ``left`` of None is plenty."""

    id: UUID
    kind: str
    name: str
    words: str
    picture: str
    points: int
    money_minor: int
    ends_on: date | None
    left: int | None
    per_member: int | None
    per_period: int | None
    period: str
    days: int
    level_names: tuple[str, ...]
    draw_on: date | None
    winners: int | None
    prize_name: str
    obstacle: str
    short: int
    is_wished: bool
    sku_id: UUID | None


def list_offers(member_id: UUID, at: datetime, *, store_id: UUID | None = None) -> list[Offer]:
    """What is in the catalogue for a member on the day at home, by position; with ``store_id`` on
    that store's day and only what it has. The caller checks who asks.

    What is over and what another level gets is left out; what is gone stays, but last, as one may
    wait for more of it. Raises NotFound ``members.not_found``.
    """
    member = taking.get_member(member_id)
    on = today_of(store_id or member.home_store_id, at)
    rows = _live(on)
    if store_id is not None:
        rows = rows.filter(Q(stores=None) | Q(stores=store_id)).distinct()
    hidden = {catalogue.NOT_NOW, catalogue.NOT_YET, catalogue.OTHER_LEVEL}
    shown = [offer for offer in _offers(member, rows, on) if offer.obstacle not in hidden]
    return sorted(shown, key=lambda offer: offer.obstacle == catalogue.ALL_GONE)


def get_offer(member_id: UUID, reward_id: UUID, at: datetime) -> tuple[Offer, tuple[Place, ...]]:
    """One reward for a member, and where it is picked up. Raises NotFound ``rewards.not_found``,
    ``members.not_found``."""
    member, reward = taking.get_member(member_id), taking.get_reward(reward_id)
    (offer,) = _offers(member, [reward], today_of(member.home_store_id, at))
    stores = taking.list_stores(reward)
    own_first = sorted(stores, key=lambda store: store.id != member.home_store_id)
    return offer, tuple(Place(store.id, store.name, store.address) for store in own_first)


def list_wishes(member_id: UUID, at: datetime) -> list[Offer]:
    """What a member keeps an eye on, the newest wish first, also what is not to be had now."""
    member = taking.get_member(member_id)
    wished = Wish.objects.filter(member=member).order_by("-id").values_list("reward", flat=True)
    rows = _all().in_bulk(list(wished))
    return _offers(member, [rows[key] for key in wished], today_of(member.home_store_id, at))


def picture_of(reward: Reward) -> str:
    """The address of a reward's picture: its own, its product's, or its prize's; or none."""
    if reward.picture or reward.sku is None:
        return reward.picture or (picture_of(reward.prize) if reward.prize else "")
    return reward.sku.product.picture


def _all() -> QuerySet[Reward]:
    wanted = ("sku__product", "prize__sku__product")
    return Reward.objects.select_related(*wanted).prefetch_related("levels")


def _live(on: date) -> QuerySet[Reward]:
    begun = Q(starts_on=None) | Q(starts_on__lte=on)
    lasts = Q(ends_on=None) | Q(ends_on__gte=on)
    return _all().filter(begun, lasts, is_active=True, drawn_at=None).order_by("position", "-id")


def _offers(member: Member, rewards: Sequence[Reward] | QuerySet[Reward], on: date) -> list[Offer]:
    found = list(rewards)
    points = get_holding(member.id).points_on(on)
    had = taking.list_had(member.id, found, on)
    wished = set(Wish.objects.filter(member=member).values_list("reward", flat=True))
    return [
        _offer(reward, Wants(member.level_id, points, *had.get(reward.id, (0, 0))), on, wished)
        for reward in found
    ]


def _offer(reward: Reward, wants: Wants, on: date, wished: set[UUID]) -> Offer:
    terms = taking.terms_of(reward)
    return Offer(
        id=reward.id,
        kind=reward.kind,
        name=reward.name,
        words=reward.words,
        picture=picture_of(reward),
        points=reward.points,
        money_minor=reward.money_minor,
        ends_on=reward.ends_on,
        left=terms.left,
        per_member=reward.per_member,
        per_period=reward.per_period,
        period=reward.period,
        days=reward.days,
        level_names=tuple(level.name for level in reward.levels.all()),
        draw_on=reward.draw_on,
        winners=reward.winners,
        prize_name=reward.prize.name if reward.prize else "",
        obstacle=catalogue.obstacle(terms, wants, on),
        short=max(0, reward.points - wants.points),
        is_wished=reward.id in wished,
        sku_id=reward.sku_id,
    )


@dataclass(frozen=True, slots=True)
class RewardView:
    """A reward as the office sees it: its terms, and how it goes."""

    id: UUID
    version: int
    kind: str
    name: str
    words: str
    picture: str
    points: int
    money_minor: int
    sku_id: UUID | None
    sku_text: str
    barcode: str
    coupon_kind_id: UUID | None
    card_kind_id: UUID | None
    prize_id: UUID | None
    winners: int | None
    draw_on: date | None
    drawn_at: datetime | None
    starts_on: date | None
    ends_on: date | None
    level_ids: tuple[UUID, ...]
    store_ids: tuple[UUID, ...]
    stock: int | None
    taken: int
    waiting: int
    wishes: int
    per_member: int | None
    per_period: int | None
    period: str
    days: int
    position: int
    is_active: bool

    @property
    def left(self) -> int | None:
        """How many are left; None for as many as are wanted."""
        return None if self.stock is None else self.stock - self.taken

    @property
    def is_draw(self) -> bool:
        """Whether it is a draw."""
        return self.kind == RewardKind.DRAW


def list_rewards(*, actor: Actor) -> list[RewardView]:
    """The whole catalogue, what is on offer first, then by position. Raises Forbidden."""
    actor.require(permissions.VIEW)
    rows = list(_whole().order_by("-is_active", "position", "-id"))
    waiting, wishes = _counts([row.id for row in rows])
    return [_view(row, waiting, wishes) for row in rows]


def get_reward(*, actor: Actor, reward_id: UUID) -> RewardView:
    """One reward of the catalogue. Raises Forbidden; NotFound ``rewards.not_found``."""
    actor.require(permissions.VIEW)
    row = _whole().filter(id=reward_id).first()
    if row is None:
        raise errors.reward_not_found()
    return _view(row, *_counts([row.id]))


def _whole() -> QuerySet[Reward]:
    return _all().prefetch_related("stores")


def _counts(reward_ids: list[UUID]) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """How many wait for their pick-up or draw, and how many wish, by reward."""
    reserved = Redemption.objects.filter(reward__in=reward_ids, state=RedemptionState.RESERVED)
    waiting = reserved.values("reward").annotate(n=Count("id")).values_list("reward", "n")
    wished = Wish.objects.filter(reward__in=reward_ids).values("reward")
    return dict(waiting), dict(wished.annotate(n=Count("id")).values_list("reward", "n"))


def _view(row: Reward, waiting: dict[UUID, int], wishes: dict[UUID, int]) -> RewardView:
    sku = row.sku
    return RewardView(
        id=row.id,
        version=row.version,
        kind=row.kind,
        name=row.name,
        words=row.words,
        picture=picture_of(row),
        points=row.points,
        money_minor=row.money_minor,
        sku_id=row.sku_id,
        sku_text=" ".join(filter(None, (sku.product.name, sku.colour, sku.size))) if sku else "",
        barcode=sku.barcode if sku else "",
        coupon_kind_id=row.coupon_kind_id,
        card_kind_id=row.card_kind_id,
        prize_id=row.prize_id,
        winners=row.winners,
        draw_on=row.draw_on,
        drawn_at=row.drawn_at,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        level_ids=tuple(level.id for level in row.levels.all()),
        store_ids=tuple(store.id for store in row.stores.all()),
        stock=row.stock,
        taken=row.taken,
        waiting=waiting.get(row.id, 0),
        wishes=wishes.get(row.id, 0),
        per_member=row.per_member,
        per_period=row.per_period,
        period=row.period,
        days=row.days,
        position=row.position,
        is_active=row.is_active,
    )
