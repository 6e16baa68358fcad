"""Draw the winners of a draw, once."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.org.models import Store
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.rewards import errors, operations, permissions
from tessera.rewards.models import Redemption, RedemptionState, Reward, RewardKind
from tessera.rewards.queries import taking
from tessera.rewards.queries.taking import Asked
from tessera.rewards.rules import catalogue
from tessera.rewards.rules.catalogue import Ticket
from tessera.wallet.queries import get_holding


@dataclass(frozen=True, slots=True)
class Drawn:
    """So many tickets, and those that won."""

    tickets: int
    won: tuple[UUID, ...]


@usecase(permission=permissions.SET_CATALOGUE, audit="reward.drawn")
def draw_winners(*, actor: Actor, at: datetime, reward_id: UUID, request_id: UUID) -> Drawn:
    """Draw the winners among the tickets by the system's own randomness, and give them the prize.

    Nobody wins twice, every ticket has the same chance, and nothing is kept by which the order
    could be made again: the result is what counts, with who drew it and when. Raises Forbidden to
    whoever may not in every store; NotFound ``rewards.not_found``; Conflict
    ``rewards.not_drawn_yet``, ``rewards.drawn_already``, ``rewards.all_gone`` where there are
    fewer prizes than winners.
    """
    actor.require_everywhere(permissions.SET_CATALOGUE)
    reward = taking.get_reward(reward_id)
    tickets = _tickets(reward, at)
    chosen = catalogue.winners(
        [Ticket(row.id, row.member_id) for row in tickets],
        reward.winners or 0,
        shuffle=secrets.SystemRandom().shuffle,
    )
    won = {ticket.id for ticket in chosen}
    batch = Batch()
    _give_prizes(batch, reward, [row for row in tickets if row.id in won], at)
    for row in tickets:
        state = RedemptionState.WON if row.id in won else RedemptionState.LOST
        batch.change(
            Redemption,
            row.id,
            put={"state": state, "ended_at": at},
            expect={"state": RedemptionState.RESERVED},
        )
    batch.change(
        Reward,
        reward.id,
        by={"version": 1},
        put={"drawn_at": at},
        expect={"version": reward.version, "taken": reward.taken},
    )
    result = Drawn(len(tickets), tuple(ticket.id for ticket in chosen))
    data = {"tickets": result.tickets, "won": [str(ticket_id) for ticket_id in result.won]}
    noted = audit.row(actor=actor, at=at, action="reward.drawn", subject=reward.id, data=data)
    batch.insert(AuditRow, noted)
    batch.flush()
    return result


def _tickets(reward: Reward, at: datetime) -> list[Redemption]:
    """The tickets that are in the draw, with where and whose they are."""
    if reward.kind != RewardKind.DRAW:
        raise errors.reward_not_found()
    if reward.drawn_at is not None:
        raise errors.drawn_already()
    rows = Redemption.objects.filter(reward=reward, state=RedemptionState.RESERVED)
    tickets = list(rows.select_related("member", "store").order_by("id"))
    days = {business_day(at, zone=s.zone, cutover_hour=s.cutover_hour) for s in _stores(tickets)}
    if reward.draw_on is None or not days or min(days) < reward.draw_on:
        raise errors.not_drawn_yet()
    return tickets


def _stores(tickets: list[Redemption]) -> list[Store]:
    return [row.store for row in tickets]


def _give_prizes(batch: Batch, reward: Reward, won: list[Redemption], at: datetime) -> None:
    assert reward.prize_id is not None
    prize = taking.get_reward(reward.prize_id)
    if prize.stock is not None and prize.stock - prize.taken < len(won):
        raise errors.not_to_be_had(catalogue.ALL_GONE)
    for row in won:
        on = business_day(at, zone=row.store.zone, cutover_hour=row.store.cutover_hour)
        store = taking.get_store(prize, row.member, None)
        asked = Asked(prize, row.member, store, on, get_holding(row.member_id), None)
        operations.give_prize(batch, asked, at=at, ticket_id=row.id)
