"""What the machinery does by itself: levels that ran out, and warnings before they do."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.platform import audit, events
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.rewards import models, operations, permissions, queries
from tessera.rewards.events import LevelWillDrop
from tessera.rewards.operations import Move
from tessera.rewards.queries import due
from tessera.rewards.queries.standing import validity_sums
from tessera.rewards.rules import levels
from tessera.rewards.rules.ladder import Ladder, Rung, Sums
from tessera.rewards.rules.levels import Gap
from tessera.wallet.queries import business_days


@dataclass(frozen=True, slots=True)
class Reviewed:
    """So many levels were kept, and so many lowered."""

    kept: int
    lowered: int


@usecase(permission=permissions.REVIEW, audit="rewards.levels_reviewed")
def review_levels(*, actor: Actor, at: datetime, limit: int = 300) -> Reviewed:
    """Judge levels whose last day is over at home: kept for another while, or lowered.

    ``limit`` of them at most. What is judged ends in the future, or begins anew, so doing it
    again, or after a crash, judges nothing twice. Raises Forbidden to whoever may not do so in
    every store. Rule: domain handbook 5.4; a level is valid through its last day (CASES 16).
    """
    actor.require_everywhere(permissions.REVIEW)
    days, ladder = business_days(actor, at), queries.get_ladder()
    rows = due.list_ended(days, limit=limit)
    sums = validity_sums(due.members_of(rows))
    batch, kept = Batch(), 0
    for row in rows:
        counted = sums.get(row.member_id, Sums())
        kept += _judge(batch, actor, at, row, due.day_of(row, days), ladder, counted)
    result = Reviewed(kept, len(rows) - kept)
    _record(batch, actor, at, "rewards.levels_reviewed", kept=kept, lowered=result.lowered)
    batch.flush()
    return result


def _judge(
    batch: Batch,
    actor: Actor,
    at: datetime,
    row: models.Standing,
    on: date,
    ladder: Ladder,
    sums: Sums,
) -> bool:
    """Put the judgement into the batch; returns whether the level is kept."""
    assert row.valid_through is not None
    rung = ladder.rung(row.level_id)
    review = levels.review(ladder, rung, through=row.valid_through, sums=sums)
    gap = levels.nearest(review.gaps)
    operations.move(
        batch,
        actor=actor,
        at=at,
        on=on,
        standing=due.facts_of(row),
        going=Move(
            to=review.rung,
            cause=models.Cause.KEPT if review.is_kept else models.Cause.LAPSED,
            since=review.since,
            through=review.through,
            detail=_told(row, gap),
        ),
        before=rung,
        store_id=row.member.home_store_id,
    )
    return review.is_kept


def _told(row: models.Standing, gap: Gap | None) -> dict[str, object]:
    """What the judgement rested on."""
    told: dict[str, object] = {"start": row.since.isoformat()}
    if gap is not None:
        told |= {"measure": gap.measure, "have": gap.have, "need": gap.need}
    return told


@dataclass(frozen=True, slots=True)
class Warned:
    """So many were warned; ``last`` is the last member looked at, None when there are no more."""

    count: int
    last: UUID | None


@usecase(permission=permissions.REVIEW, audit="rewards.drops_warned")
def warn_of_drops(
    *, actor: Actor, at: datetime, after: UUID | None = None, limit: int = 300
) -> Warned:
    """Say of whom will drop, as many days ahead as the level's rule says: once for each validity.

    Looks at ``limit`` members at most, those behind ``after``. Raises Forbidden to whoever may
    not do so in every store. Rule: domain handbook 5.4; Talon.One's alert.
    """
    actor.require_everywhere(permissions.REVIEW)
    days, ladder = business_days(actor, at), queries.get_ladder()
    rows = due.list_ending(days, ladder, after=after, limit=limit)
    sums = validity_sums(due.members_of(rows))
    batch, count = Batch(), 0
    for row in rows:
        counted = sums.get(row.member_id, Sums())
        count += _warn(batch, row, due.day_of(row, days), ladder, counted)
    _record(batch, actor, at, "rewards.drops_warned", count=count)
    batch.flush()
    return Warned(count, rows[-1].member_id if len(rows) == limit else None)


def _warn(batch: Batch, row: models.Standing, on: date, ladder: Ladder, sums: Sums) -> bool:
    rung: Rung = ladder.rung(row.level_id)
    if levels.is_kept(rung, sums):
        return False
    gap = levels.nearest(levels.keeping(rung, sums))
    assert gap is not None
    assert row.valid_through is not None
    batch.change(models.Standing, row.member_id, put={"warned_on": on}, expect={"since": row.since})
    news = LevelWillDrop(
        member_id=row.member_id,
        to=levels.falls_to(ladder, rung, sums).level_id,
        on=row.valid_through + timedelta(days=1),
        measure=gap.measure,
        missing=gap.missing,
    )
    events.publish(news, batch)
    return True


def _record(batch: Batch, actor: Actor, at: datetime, action: str, **data: int) -> None:
    row = audit.row(actor=actor, at=at, action=action, subject=uuid7(), data=data)
    batch.insert(AuditRow, row)
