"""Reads of care: tasks that are due, and how notices reach members."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tessera.care import errors, permissions, rules
from tessera.care.models import NoticeChoice, Task
from tessera.care.rules import Notice
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.messaging.models import Message

MAX_LIMIT = 100


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as colleagues see it; ``about`` is a name, empty where it is about nobody else."""

    id: UUID
    kind: str
    member_id: UUID
    member_name: str
    about: str
    store_name: str
    guide_name: str
    is_mine: bool
    due_on: date
    state: str
    note: str
    closed_at: datetime | None
    closed_by: str


def list_due(actor: Actor, *, limit: int = MAX_LIMIT) -> list[TaskView]:
    """What is open in the actor's stores or falls to the actor: the most urgent first.

    Raises Forbidden.
    """
    actor.require(permissions.VIEW)
    found = within(actor).filter(state=rules.OPEN).order_by("due_on", "id")
    return [_view(row, actor) for row in found[: max(1, min(limit, MAX_LIMIT))]]


def list_of_member(actor: Actor, member_id: UUID) -> list[TaskView]:
    """What is open for one member; nothing for who may not see tasks."""
    if not actor.may(permissions.VIEW):
        return []
    found = within(actor).filter(member=member_id, state=rules.OPEN).order_by("due_on", "id")
    return [_view(row, actor) for row in found]


def get_task(actor: Actor, task_id: UUID) -> TaskView:
    """One task. Raises Forbidden; NotFound ``care.task_not_found``."""
    actor.require(permissions.VIEW)
    row = within(actor).filter(id=task_id).first()
    if row is None:
        raise errors.task_not_found()
    return _view(row, actor)


def is_planned(cause_id: UUID) -> bool:
    """Whether something was planned because of it."""
    return Task.objects.filter(cause_id=cause_id).exists()


def within(actor: Actor) -> "QuerySet[Task]":
    """The tasks that an actor may see at all."""
    found = Task.objects.select_related("member", "about", "store", "guide")
    if actor.store_ids is None:
        return found
    return found.filter(Q(store__in=actor.store_ids) | Q(guide=actor.id, guide__isnull=False))


def list_notices() -> list[Notice]:
    """Every kind of notice as the brand has it."""
    chosen = {row.kind: row for row in NoticeChoice.objects.all()}
    return [_chosen(notice, chosen.get(notice.kind)) for notice in rules.NOTICES.values()]


def get_notice(kind: str) -> Notice:
    """One kind of notice as the brand has it. Raises Invalid ``care.notice_unknown``."""
    if kind not in rules.NOTICES:
        raise errors.notice_unknown(kind=kind)
    return _chosen(rules.NOTICES[kind], NoticeChoice.objects.filter(kind=kind).first())


def listener_of(row: Member, *, at: datetime, agrees: bool) -> rules.Listener:
    """What matters of a member for a notice; ``agrees`` to text messages of its purpose."""
    reach = members.reach_of(row.id, at=at)
    return rules.Listener(
        has_left=row.left_at is not None,
        is_guarded=reach.is_child,
        has_phone=reach.phone.startswith("+"),
        agrees=agrees,
    )


def own_tasks(member_id: UUID) -> list[Mapping[str, Any]]:
    """What colleagues were to do for a member and what came of it, for the member's own data."""
    found = Task.objects.filter(member=member_id).order_by("made_at", "id")
    return list[Mapping[str, Any]](
        found.values("kind", "made_at", "due_on", "state", "note", "closed_at")
    )


def _chosen(notice: Notice, row: NoticeChoice | None) -> Notice:
    return replace(notice, by_sms=row.by_sms, in_app=row.in_app) if row else notice


def _view(row: Task, actor: Actor) -> TaskView:
    return TaskView(
        id=row.id,
        kind=row.kind,
        member_id=row.member_id,
        member_name=row.member.name,
        about=row.about.name if row.about else "",
        store_name=row.store.name,
        guide_name=row.guide.name if row.guide else "",
        is_mine=row.guide_id is not None and row.guide_id == actor.id,
        due_on=row.due_on,
        state=row.state,
        note=row.note,
        closed_at=row.closed_at,
        closed_by=row.closed_by_name,
    )


def count_told_of_closing(closing_id: UUID) -> int:
    """How many members were told that a store closes."""
    return Message.objects.filter(cause__startswith=f"closing:{closing_id}:").count()
