"""Redeem rewards, hand them out, cancel them, let them lapse, take them back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.members import rules as member_rules
from tessera.members.operations import today_of
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.rewards import errors, operations, permissions
from tessera.rewards.models import Redemption, RedemptionState, RewardKind
from tessera.rewards.queries import taking
from tessera.sales.models import SaleLine


@dataclass(frozen=True, slots=True)
class Redeemed:
    """What was redeemed, its code, and the points that it took."""

    redemption_id: UUID
    code: str
    points: int


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What was handed out without a sale."""

    redemption_id: UUID
    name: str


@usecase(permission=permissions.OWN, audit="reward.redeemed")
def redeem(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    reward_id: UUID,
    expected_points: int,
    expected_money_minor: int,
    pickup_id: UUID | None = None,
) -> Redeemed:
    """Redeem a reward for oneself, to be picked up in the store ``pickup_id``.

    The expected price is the one that was shown. All or nothing: of two who want the last one,
    one gets it and the other keeps the points. Raises NotFound ``rewards.not_found``; Conflict
    ``rewards.reward_changed``, ``rewards.elsewhere``, ``members.card_blocked``, and each obstacle
    of ``rules.catalogue``.
    """
    expected = (expected_points, expected_money_minor)
    return _redeem(actor, at, reward_id, actor.own_id, pickup_id, expected)


@usecase(permission=permissions.REDEEM, audit="reward.redeemed")
def redeem_for(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    member_id: UUID,
    reward_id: UUID,
    expected_points: int,
    expected_money_minor: int,
) -> Redeemed:
    """Redeem a reward for a member who stands in the store. Raises as ``redeem``, and NotFound
    ``members.not_found``; Forbidden."""
    expected = (expected_points, expected_money_minor)
    return _redeem(actor, at, reward_id, member_id, store_id, expected)


def _redeem(
    actor: Actor,
    at: datetime,
    reward_id: UUID,
    member_id: UUID,
    store_id: UUID | None,
    expected: tuple[int, int],
) -> Redeemed:
    members.check_card(member_id)
    asked = taking.ask(at=at, reward_id=reward_id, member_id=member_id, store_id=store_id)
    reward = asked.reward
    if expected != (reward.points, reward.money_minor):
        raise errors.reward_changed(points=reward.points, money_minor=reward.money_minor)
    batch = Batch()
    redemption_id, code = operations.take(batch, asked, at=at)
    data = {"reward": reward.name, "points": reward.points}
    _note(batch, actor, at, "reward.redeemed", redemption_id, asked.store.id, data)
    batch.flush()
    return Redeemed(redemption_id, code, reward.points)


@usecase(permission=permissions.REDEEM, audit="reward.handed_out")
def hand_out(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    redemption_id: UUID,
    request_id: UUID | None = None,
) -> HandedOut:
    """Hand out in a store what no sale hands out: a service or a gift that is no SKU.

    Any store that has the reward may, as with goods at its till. Raises NotFound
    ``rewards.redemption_not_found``; Conflict ``rewards.at_the_till``, ``rewards.elsewhere``,
    ``rewards.redemption_over`` also behind its last day, ``members.card_blocked``; Forbidden
    beyond the stores.
    """
    row = _find(redemption_id)
    if row is None:
        raise errors.redemption_not_found()
    if row.coupon_id is not None or row.kind == RewardKind.DRAW:
        raise errors.at_the_till()
    taking.check_there(row.reward, store_id)
    _check_waiting(row)
    if row.until is not None and row.until < today_of(store_id, at):
        raise errors.redemption_over()
    members.check_card(row.member_id)
    batch = Batch()
    batch.change(
        Redemption,
        row.id,
        put={"state": RedemptionState.HANDED_OUT, "ended_at": at},
        expect={"state": RedemptionState.RESERVED},
    )
    _note(batch, actor, at, "reward.handed_out", row.id, store_id, {"reward": row.name})
    batch.flush()
    return HandedOut(row.id, row.name)


@usecase(permission=permissions.OWN, audit="reward.cancelled")
def cancel(*, actor: Actor, at: datetime, redemption_id: UUID) -> int:
    """Cancel one's own redemption before it is picked up; returns the points that come back.

    They go back to the very lots that they came from, with their old last day (CASES 8). Raises
    NotFound ``rewards.redemption_not_found``; Conflict ``rewards.redemption_over``.
    """
    row = _find(redemption_id)
    if row is None or row.member_id != actor.own_id:
        raise errors.redemption_not_found()
    return _end(actor, at, row, RedemptionState.CANCELLED, "reward.cancelled")


@usecase(permission=permissions.REDEEM, audit="reward.cancelled")
def cancel_for(*, actor: Actor, at: datetime, redemption_id: UUID, reason: str) -> int:
    """Cancel a member's redemption before it is picked up, and say why. Raises as ``cancel``, and
    Invalid ``members.reason_needed``; Forbidden beyond the stores."""
    why = member_rules.reason(reason)
    row = _get(actor, redemption_id, permissions.REDEEM)
    return _end(actor, at, row, RedemptionState.CANCELLED, "reward.cancelled", why)


@usecase(permission=permissions.REVIEW, audit="reward.lapsed")
def lapse(*, actor: Actor, at: datetime, redemption_id: UUID) -> int:
    """Let a redemption lapse that nobody picked up in time; its points come back.

    Raises Conflict ``rewards.redemption_over`` where it was picked up after all.
    """
    actor.require_everywhere(permissions.REVIEW)
    row = _get(actor, redemption_id, permissions.REVIEW)
    return _end(actor, at, row, RedemptionState.LAPSED, "reward.lapsed")


@usecase(permission=permissions.TAKE_BACK, audit="reward.taken_back")
def take_back(*, actor: Actor, at: datetime, redemption_id: UUID, reason: str) -> int:
    """Give the points back for what was handed out and came back; returns how many.

    Goods come back by a return first, and a coupon or a pass must be unused. Raises NotFound
    ``rewards.redemption_not_found``; Conflict ``rewards.redemption_over``,
    ``rewards.goods_not_back``, ``cards.used``; Invalid ``members.reason_needed``; Forbidden beyond the stores.
    """
    why = member_rules.reason(reason)
    row = _get(actor, redemption_id, permissions.TAKE_BACK)
    if row.state != RedemptionState.HANDED_OUT:
        raise errors.redemption_over()
    batch = Batch()
    if not _is_back(batch, row):
        raise errors.goods_not_back()
    return _give_back(batch, actor, at, row, RedemptionState.TAKEN_BACK, "reward.taken_back", why)


def _is_back(batch: Batch, row: Redemption) -> bool:
    """Whether the goods came back, as often as points did; without a sale, a coupon is unused.

    Of a line the pieces that were paid for come back first: a return refunds each piece its share
    of the line, and nobody gets both the money of one and the points of the other for it. What
    else the line fetched must stay as it was counted, or the batch begins again: two at once
    would each take the one piece for their own.
    """
    if row.sale_id is None or row.sku_id is None:
        return row.coupon is None or not row.coupon.uses
    line = _line_of(row, row.sale_id, row.sku_id)
    if line is None:
        return False
    named = {reason["rule_id"] for reason in line.reasons}
    own = Redemption.objects.filter(sale=row.sale_id, coupon__in=named & _coupons_of(row.sale_id))
    states = dict(own.order_by().values_list("id", "state"))
    for other, state in states.items():
        if other != row.id:
            batch.change(Redemption, other, put={"state": state}, expect={"state": state})
    done = list(states.values()).count(RedemptionState.TAKEN_BACK)
    return line.returned - (line.quantity - len(states)) > done


def _line_of(row: Redemption, sale_id: UUID, sku_id: UUID) -> SaleLine | None:
    """The line that fetched the redeemed piece: its coupon is among the reasons of the price."""
    for line in SaleLine.objects.filter(sale=sale_id, sku_id=sku_id):
        if any(reason["rule_id"] == str(row.coupon_id) for reason in line.reasons):
            return line
    return None


def _coupons_of(sale_id: UUID) -> set[str]:
    rows = Redemption.objects.filter(sale=sale_id, coupon__isnull=False)
    return {str(one) for one in rows.values_list("coupon", flat=True)}


def _end(
    actor: Actor, at: datetime, row: Redemption, state: RedemptionState, action: str, why: str = ""
) -> int:
    _check_waiting(row)
    return _give_back(Batch(), actor, at, row, state, action, why)


def _give_back(
    batch: Batch,
    actor: Actor,
    at: datetime,
    row: Redemption,
    state: RedemptionState,
    action: str,
    why: str,
) -> int:
    points = operations.give_back(batch, row, at=at, state=state, reason=why)
    data = {"reward": row.name, "points": points, **({"reason": why} if why else {})}
    _note(batch, actor, at, action, row.id, row.store_id, data)
    batch.flush()
    return points


def _check_waiting(row: Redemption) -> None:
    if row.state != RedemptionState.RESERVED:
        raise errors.redemption_over()


def _find(redemption_id: UUID) -> Redemption | None:
    rows = Redemption.objects.select_related("store", "coupon", "reward")
    return rows.filter(id=redemption_id).first()


def _get(actor: Actor, redemption_id: UUID, permission: str) -> Redemption:
    row = _find(redemption_id)
    if row is None:
        raise errors.redemption_not_found()
    actor.require(permission, row.store_id)
    return row


def _note(
    batch: Batch,
    actor: Actor,
    at: datetime,
    action: str,
    subject: UUID,
    store_id: UUID,
    data: dict[str, Any],
) -> None:
    row = audit.row(
        actor=actor, at=at, action=action, subject=subject, store_id=store_id, data=data
    )
    batch.insert(AuditRow, row)
