"""Levels by hand: move a member, and lock a level for a while."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import errors as member_errors
from tessera.members import operations as members
from tessera.members import rules as member_rules
from tessera.members.models import Member
from tessera.members.operations.access import member_at_home
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.rewards import errors, models, operations, permissions, queries
from tessera.rewards.operations import Move
from tessera.rewards.queries.standing import Standing, get_standing
from tessera.rewards.rules.ladder import Rung


@usecase(permission=permissions.MOVE_LEVELS, audit="member.level_changed")
def change_level(
    *, actor: Actor, at: datetime, member_id: UUID, level_id: UUID, reason: str
) -> None:
    """Move a member to another level by hand, and say why; its validity begins today.

    A lock stays. Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``,
    ``members.level_not_found``; Conflict ``members.level_same``; Invalid
    ``members.reason_needed``.
    """
    why = member_rules.reason(reason)
    row, standing, on = _member(actor, at, member_id)
    to = _rung(level_id)
    if to.level_id == standing.level_id:
        raise member_errors.level_same()
    going = Move(
        to=to,
        cause=models.Cause.HAND,
        since=on,
        through=to.through(on),
        keeps_lock=True,
        detail={"reason": why},
    )
    _move(actor, at, on, row, standing, going, action="member.level_changed")


@usecase(permission=permissions.MOVE_LEVELS, audit="member.level_locked")
def lock_level(*, actor: Actor, at: datetime, member_id: UUID, until: date, reason: str) -> None:
    """Keep a member's level as it is through the day ``until``: it neither rises nor falls.

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``; Invalid
    ``rewards.lock_invalid``, ``members.reason_needed``.
    """
    why = member_rules.reason(reason)
    row, standing, on = _member(actor, at, member_id)
    if until < on:
        raise errors.lock_invalid(until=until)
    batch = Batch()
    _put(batch, standing, {"locked_until": until, "lock_reason": why})
    _note(batch, actor, at, row, "member.level_locked", {"until": until.isoformat(), "reason": why})
    batch.flush()


@usecase(permission=permissions.MOVE_LEVELS, audit="member.level_unlocked")
def unlock_level(*, actor: Actor, at: datetime, member_id: UUID, reason: str) -> None:
    """Let a member's level move again by itself.

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``; Conflict
    ``rewards.not_locked``; Invalid ``members.reason_needed``.
    """
    why = member_rules.reason(reason)
    row, standing, on = _member(actor, at, member_id)
    if not standing.is_locked(on):
        raise errors.not_locked()
    batch = Batch()
    _put(batch, standing, {"locked_until": None, "lock_reason": ""})
    _note(batch, actor, at, row, "member.level_unlocked", {"reason": why})
    batch.flush()


def _member(actor: Actor, at: datetime, member_id: UUID) -> tuple[Member, Standing, date]:
    """A member of the actor's stores, where they stand, and the day at home."""
    row = member_at_home(actor, member_id, permissions.MOVE_LEVELS)
    on = members.today_of(row.home_store_id, at)
    return row, get_standing(member_id, on)[0], on


def _rung(level_id: UUID) -> Rung:
    try:
        return queries.get_ladder().rung(level_id)
    except KeyError:
        raise member_errors.level_not_found() from None


def _move(
    actor: Actor,
    at: datetime,
    on: date,
    row: Member,
    standing: Standing,
    going: Move,
    *,
    action: str,
) -> None:
    batch = Batch()
    operations.move(
        batch,
        actor=actor,
        at=at,
        on=on,
        standing=standing,
        going=going,
        before=_rung(standing.level_id),
        store_id=row.home_store_id,
        action=action,
    )
    batch.flush()


def _put(batch: Batch, standing: Standing, put: dict[str, Any]) -> None:
    key = standing.member_id
    if standing.is_kept:
        batch.change(models.Standing, key, put=put, expect={"since": standing.since})
        return
    begun = {"member_id": key, "level_id": standing.level_id, "since": standing.since}
    batch.insert(models.Standing, {**begun, **put})


def _note(
    batch: Batch, actor: Actor, at: datetime, row: Member, action: str, data: dict[str, Any]
) -> None:
    values = audit.row(
        actor=actor, at=at, action=action, subject=row.id, store_id=row.home_store_id, data=data
    )
    batch.insert(AuditRow, values)
