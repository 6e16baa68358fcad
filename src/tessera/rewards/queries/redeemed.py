"""Redemptions to look at: a member's own, a store's, by code, and those that are overdue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.rewards import errors, permissions
from tessera.rewards.models import Redemption, RedemptionState, RewardKind
from tessera.rewards.queries.catalogue import picture_of
from tessera.rewards.queries.taking import check_there


@dataclass(frozen=True, slots=True)
class RedemptionView:
    """A redemption as people look at it; the member's name is masked where others look."""

    id: UUID
    member_id: UUID
    member_name: str
    reward_id: UUID
    kind: str
    name: str
    picture: str
    points: int
    points_back: int
    money_minor: int
    code: str
    state: str
    store_id: UUID
    store_name: str
    at: datetime
    business_on: date
    until: date | None
    ended_at: datetime | None
    draw_on: date | None
    sku_id: UUID | None
    sale_id: UUID | None
    is_prize: bool
    by_hand: bool
    reason: str

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be handed out or drawn."""
        return self.state == RedemptionState.RESERVED


def list_own(actor: Actor, *, limit: int = 100) -> list[RedemptionView]:
    """What a member redeemed, what waits first, then the newest."""
    rows = _rows().filter(member=actor.own_id).order_by("-at", "-id")[:limit]
    return sorted(map(_view, rows), key=lambda one: not one.is_waiting)


def get_own(actor: Actor, redemption_id: UUID) -> RedemptionView:
    """One's own redemption. Raises NotFound ``rewards.redemption_not_found``."""
    row = _rows().filter(member=actor.own_id, id=redemption_id).first()
    if row is None:
        raise errors.redemption_not_found()
    return _view(row)


def get_waiting(actor: Actor, store_id: UUID, code: str) -> RedemptionView:
    """What waits under a code, for who hands it out in a store that has it; a code opens it in any
    of them.

    Raises Forbidden; NotFound ``rewards.redemption_not_found``; Conflict
    ``rewards.redemption_over``, ``rewards.elsewhere``.
    """
    actor.require(permissions.REDEEM, store_id)
    row = _rows().exclude(kind=RewardKind.DRAW).filter(code=code).first()
    if row is None:
        raise errors.redemption_not_found()
    if row.state != RedemptionState.RESERVED:
        raise errors.redemption_over()
    check_there(row.reward, store_id)
    return _view(row)


def get_redemption(actor: Actor, redemption_id: UUID) -> RedemptionView:
    """A redemption of the actor's stores. Raises Forbidden; NotFound."""
    actor.require(permissions.VIEW)
    row = _rows().filter(id=redemption_id).first()
    if row is None or not actor.reaches(row.store_id):
        raise errors.redemption_not_found()
    return _view(row)


def list_redemptions(
    actor: Actor,
    *,
    state: str = "",
    reward_id: UUID | None = None,
    store_id: UUID | None = None,
    code: str = "",
    after: UUID | None = None,
    limit: int = 50,
) -> list[RedemptionView]:
    """The redemptions of the actor's stores, the newest first, behind ``after``. Raises
    Forbidden."""
    actor.require(permissions.VIEW)
    found = _rows() if actor.store_ids is None else _rows().filter(store__in=actor.store_ids)
    wanted = {"state": state, "reward": reward_id, "store": store_id, "code": code}
    found = found.filter(**{field: value for field, value in wanted.items() if value})
    if after is not None:
        found = found.filter(id__lt=after)
    return [_view(row) for row in found.order_by("-id")[:limit]]


def list_overdue(days: Mapping[UUID, date], *, after: UUID, limit: int) -> list[UUID]:
    """What nobody picked up by its last day, by ``days``, the stores' business days."""
    late = org.due_by(days, "until")
    waiting = Redemption.objects.filter(late, state=RedemptionState.RESERVED, id__gt=after)
    return list(waiting.order_by("id").values_list("id", flat=True)[:limit])


def _rows() -> QuerySet[Redemption]:
    return Redemption.objects.select_related(
        "member", "store", "reward__sku__product", "reward__prize__sku__product"
    )


def _view(row: Redemption) -> RedemptionView:
    return RedemptionView(
        id=row.id,
        member_id=row.member_id,
        member_name=members.mask_name(row.member.name),
        reward_id=row.reward_id,
        kind=row.kind,
        name=row.name,
        picture=picture_of(row.reward),
        points=row.points,
        points_back=row.points_back,
        money_minor=row.money_minor,
        code=row.code,
        state=row.state,
        store_id=row.store_id,
        store_name=row.store.name,
        at=row.at,
        business_on=row.business_on,
        until=row.until,
        ended_at=row.ended_at,
        draw_on=row.reward.draw_on if row.kind == "draw" else None,
        sku_id=row.sku_id,
        sale_id=row.sale_id,
        is_prize=row.ticket_id is not None,
        by_hand=row.coupon_id is None,
        reason=row.reason,
    )
