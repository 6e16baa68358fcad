"""What colleagues should do for members: planned by itself, closed by people."""

from datetime import date, datetime
from uuid import UUID

from tessera.care import errors, permissions, queries, rules
from tessera.care.models import Task
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.kernel.texts import one_line
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.rewards.models import ReferralReward


@usecase(permission=permissions.SPEAK, audit="task.planned")
def plan_thanks(*, actor: Actor, at: datetime, reward_id: UUID, due_on: date) -> bool:
    """Have somebody speak by ``due_on`` to the member who brought another; False where nothing
    was to be planned: the reward is the newcomer's, the member has left, or a task is open.

    It falls to the member's own guide, else to the guide by whom the member came, and to the home
    store. Raises Forbidden.
    """
    reward = ReferralReward.objects.get(id=reward_id)
    keep = members.survivor_of(reward.member_id)
    row = Member.objects.select_related("guide", "invitation__staff").get(id=keep)
    planned = reward.role == "referrer" and row.left_at is None and _plan(row, reward, at, due_on)
    audit.record(
        actor=actor,
        at=at,
        action="task.planned",
        subject=row.id,
        store_id=row.home_store_id or reward.store_id,
        data={"kind": rules.REFERRAL, "due_on": due_on.isoformat(), "planned": planned},
    )
    return planned


def _plan(row: Member, reward: ReferralReward, at: datetime, due_on: date) -> bool:
    task = Task(
        id=uuid7(),
        kind=rules.REFERRAL,
        cause_id=reward.id,
        member=row,
        about_id=members.survivor_of(reward.referee_id),
        store_id=row.home_store_id or reward.store_id,
        guide_id=_guide_for(row),
        due_on=due_on,
        made_at=at,
    )
    # The constraints of the table settle it: one for each reward, one open for each member.
    Task.objects.bulk_create([task], ignore_conflicts=True)
    return Task.objects.filter(id=task.id).exists()


def _guide_for(row: Member) -> UUID | None:
    """To whom a member's tasks fall; a guide who works here no more does none."""
    came_by = row.invitation.staff if row.invitation else None
    return rules.task_guide(
        *(one.id if one and one.is_active else None for one in (row.guide, came_by))
    )


@usecase(permission=permissions.FOLLOW_UP, audit="task.finished")
def finish(*, actor: Actor, at: datetime, task_id: UUID, note: str = "") -> None:
    """Say that a task is done, and what came of it.

    Raises Forbidden; NotFound ``care.task_not_found``; Conflict ``care.task_closed``; Invalid
    ``care.note_needed`` for a note that is too long.
    """
    _close(actor, at, task_id, rules.DONE, one_line(note), "task.finished")


@usecase(permission=permissions.FOLLOW_UP, audit="task.dismissed")
def dismiss(*, actor: Actor, at: datetime, task_id: UUID, note: str) -> None:
    """Drop a task, and say why. Raises as ``finish``, and for no word at all."""
    why = one_line(note)
    if not why:
        raise errors.note_needed(most=rules.MAX_NOTE)
    _close(actor, at, task_id, rules.DISMISSED, why, "task.dismissed")


def _close(actor: Actor, at: datetime, task_id: UUID, state: str, note: str, action: str) -> None:
    if len(note) > rules.MAX_NOTE:
        raise errors.note_needed(most=rules.MAX_NOTE)
    row = queries.within(actor).filter(id=task_id).first()
    if row is None:
        raise errors.task_not_found()
    closed = Task.objects.filter(id=task_id, state=rules.OPEN).update(
        state=state,
        note=note,
        closed_at=at,
        closed_by_id=actor.id,
        closed_by_name=actor.name[:80],
    )
    if not closed:
        raise errors.task_closed()
    data = {"kind": row.kind, "note": note}
    audit.record(
        actor=actor, at=at, action=action, subject=row.member_id, store_id=row.store_id, data=data
    )
