"""What the worker does for points by itself: release what waited, end what lies idle."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tessera.kernel import ids
from tessera.kernel.actor import Actor
from tessera.platform import audit, versions
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.rewards import permissions, queries, rules
from tessera.rewards.queries import idle
from tessera.wallet import operations as wallet
from tessera.wallet import queries as wallet_queries


@dataclass(frozen=True, slots=True)
class Moved:
    """What one round moved: so many lots with so many points in all."""

    batch_id: UUID
    lots: int
    points: int


@usecase(permission=permissions.REVIEW, audit="rewards.points_released")
def release_points(*, actor: Actor, at: datetime, limit: int = 300) -> Moved:
    """Let points be spent whose days of waiting are over in their own store: ``limit`` lots.

    Doing it again finds nothing, as a lot that is empty is not found again. Until when they last
    is what the programme says today of the day they were earned. Raises Forbidden.
    """
    actor.require_everywhere(permissions.REVIEW)
    days = wallet_queries.business_days(actor, at)
    ripe = wallet_queries.list_ripe_points(days, limit=limit)
    programme = queries.earn_rule.get(versions.current())
    batch, batch_id = Batch(), ids.uuid7()
    wallet.release_points(
        batch,
        ripe,
        days=days,
        expires_on=lambda day: rules.expires_on(programme, day),
        document_id=batch_id,
        at=at,
    )
    done = Moved(batch_id, len(ripe), sum(lot.remaining for lot in ripe))
    _record(batch, actor, at, "rewards.points_released", done)
    batch.flush()
    return done


@usecase(permission=permissions.REVIEW, audit="rewards.idle_points_expired")
def expire_idle_points(
    *, actor: Actor, at: datetime, after: UUID | None = None, limit: int = 300
) -> tuple[Moved, UUID | None]:
    """Take the whole balance of members for whom nothing moved for as long as the programme says:
    ``limit`` accounts after the account ``after``; returns what was taken and the last account.

    A balance is over when every store's day says so. Raises Forbidden.
    """
    actor.require_everywhere(permissions.REVIEW)
    days = wallet_queries.business_days(actor, at)
    listed, last = idle.list_idle_lots(days, after=after, limit=limit)
    lots = idle.list_still_idle(days, listed)
    batch, batch_id = Batch(), ids.uuid7()
    wallet.expire_points(lots, days=days, document_id=batch_id, at=at)
    done = Moved(batch_id, len(lots), sum(lot.remaining for lot in lots))
    _record(batch, actor, at, "rewards.idle_points_expired", done)
    batch.flush()
    return done, last


@usecase(permission=permissions.REVIEW, audit="rewards.idle_announced")
def announce_idle(
    *, actor: Actor, at: datetime, after: UUID | None = None, limit: int = 300
) -> tuple[Moved, UUID | None]:
    """Say of whose points will end soon because nothing moves, of ``limit`` accounts after the
    account ``after``; returns how many heard of how many points, and the last account.

    Announced once at each of the brand's stages for the day on which they end; who buys or spends
    meanwhile moves that day, and is told of the new one when it comes near. Raises Forbidden.
    """
    actor.require_everywhere(permissions.REVIEW)
    days = wallet_queries.business_days(actor, at)
    stages = wallet_queries.points_terms.get(versions.current()).notice_days
    found = idle.look_for_idle(days, stages, after=after, limit=limit)
    batch = Batch()
    run_id = wallet.announce(batch, found.due, at=at)
    done = Moved(run_id, len(found.due), sum(one.points for one in found.due))
    _record(batch, actor, at, "rewards.idle_announced", done)
    batch.flush()
    return done, found.last


def _record(batch: Batch, actor: Actor, at: datetime, action: str, done: Moved) -> None:
    data = {"lots": done.lots, "points": done.points}
    row = audit.row(actor=actor, at=at, action=action, subject=done.batch_id, data=data)
    batch.insert(AuditRow, row)
