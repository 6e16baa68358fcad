"""Moving a member to a level: the member, the standing, the history, the audit row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members.operations.levels import move_level
from tessera.platform import audit, events
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.rewards import models
from tessera.rewards.events import LevelMoved
from tessera.rewards.queries.standing import Standing
from tessera.rewards.rules.ladder import Rung


@dataclass(frozen=True, slots=True)
class Move:
    """Where a member goes and why: the level ``to`` from ``since`` on, until ``through``.

    ``cause_id`` is the sale whose return would undo it. ``detail`` tells people what it rested
    on: ``have`` and ``need`` of the cause's measure, ``start`` of the days that counted, a
    ``reason`` given by hand.
    """

    to: Rung
    cause: str
    since: date
    through: date | None
    document_id: UUID | None = None
    cause_id: UUID | None = None
    keeps_lock: bool = False
    detail: dict[str, Any] = field(default_factory=dict)


ACTION = "member.level_moved"


def move(
    batch: Batch,
    *,
    actor: Actor,
    at: datetime,
    on: date,
    standing: Standing,
    going: Move,
    before: Rung,
    store_id: UUID | None = None,
    action: str = ACTION,
) -> None:
    """Put a move into the batch; the level must still be the one that was read.

    ``going.to`` may be the present level: then it begins anew. The audit row says ``action``.
    """
    if going.to.level_id != before.level_id:
        move_level(
            batch,
            member_id=standing.member_id,
            before_id=before.level_id,
            after_id=going.to.level_id,
        )
    _stand(batch, standing, going)
    history = _history(standing, going, before, at, on)
    batch.insert(models.LevelMove, history)
    data = {"before": before.name, "after": going.to.name, "cause": going.cause, **going.detail}
    row = audit.row(
        actor=actor,
        at=at,
        action=action,
        subject=standing.member_id,
        store_id=store_id,
        data=data,
    )
    batch.insert(AuditRow, row)
    if going.to.level_id != before.level_id:
        _tell(batch, history)


def _tell(batch: Batch, history: Mapping[str, Any]) -> None:
    news = LevelMoved(
        move_id=history["id"],
        member_id=history["member_id"],
        before_id=history["before_id"],
        after_id=history["after_id"],
        cause=history["cause"],
        at=history["at"],
    )
    events.publish(news, batch)


def undone(standing: Standing, below: Rung, *, on: date, document_id: UUID) -> Move:
    """Back to where the member was, if that is one level down; else there from ``on`` on.

    ``document_id`` is the return that takes the level back.
    """
    was = standing.before_id == below.level_id and standing.before_since is not None
    return Move(
        to=below,
        cause=models.Cause.RETURNED,
        since=standing.before_since if was and standing.before_since else on,
        through=standing.before_through if was else below.through(on),
        document_id=document_id,
    )


def _stand(batch: Batch, standing: Standing, going: Move) -> None:
    undoable = going.cause_id is not None
    put: dict[str, Any] = {
        "level_id": going.to.level_id,
        "since": going.since,
        "valid_through": going.through,
        "warned_on": None,
        "cause_id": going.cause_id,
        "before_id": standing.level_id if undoable else None,
        "before_since": standing.since if undoable else None,
        "before_through": standing.valid_through if undoable else None,
    }
    if not going.keeps_lock:
        put |= {"locked_until": None, "lock_reason": ""}
    if standing.is_kept:
        # a change of level is guarded by the member's row
        batch.change(models.Standing, standing.member_id, put=put, expect={"since": standing.since})
    else:
        batch.insert(models.Standing, {"member_id": standing.member_id, **put})


def _history(
    standing: Standing, going: Move, before: Rung, at: datetime, on: date
) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "member_id": standing.member_id,
        "before_id": before.level_id,
        "after_id": going.to.level_id,
        "cause": going.cause,
        "at": at,
        "business_on": on,
        "document_id": going.document_id,
        "detail": going.detail,
    }
