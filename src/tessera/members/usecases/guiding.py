"""Give a member a guide of their own, and hand all members of a guide over to another."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import errors, operations, permissions, rules
from tessera.members.models import GuidePolicy, HandOver
from tessera.members.queries.guides import members_of_guide
from tessera.org import queries as org
from tessera.platform import audit, jobs
from tessera.platform.usecases import usecase

PIECE = 500
"""Members in one transaction; who has no more is handed over at once, without the worker."""


@usecase(permission=permissions.ASSIGN_GUIDE, audit="member.guide_changed")
def assign_guide(
    *, actor: Actor, at: datetime, member_id: UUID, staff_id: UUID | None, reason: str
) -> None:
    """Make somebody who works here the member's own guide from ``at`` on; None is nobody.

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``,
    ``org.staff_not_found``; Conflict ``members.guide_gone``, ``members.guide_same``; Invalid
    ``members.reason_needed``, ``members.text_too_long``.
    """
    why = rules.reason(reason)
    row = operations.locked(actor, member_id, permissions.ASSIGN_GUIDE)
    to = _chosen(actor, staff_id)
    if to == row.guide_id:
        raise errors.guide_same()
    before = row.guide.name if row.guide else ""
    operations.change_guide(row, actor=actor, at=at, to=to, reason=why)
    after = org.get_staff(actor, to).name if to else ""
    operations.record(
        actor, at, "member.guide_changed", row, before=before, after=after, reason=why
    )


@usecase(permission=permissions.ASSIGN_GUIDE, audit="members.hand_over_begun")
def begin_hand_over(
    *, actor: Actor, at: datetime, from_id: UUID, to_id: UUID | None, reason: str
) -> UUID:
    """Hand all members of a guide, at home in the actor's stores, to another guide or to nobody.

    The first ``PIECE`` go at once, the worker moves the rest. Raises Forbidden; NotFound
    ``org.staff_not_found``; Conflict ``members.guide_gone``, ``members.guide_same``,
    ``members.nobody_to_hand_over``, ``members.hand_over_under_way``; Invalid
    ``members.reason_needed``, ``members.text_too_long``.
    """
    why = rules.reason(reason)
    person, to = org.get_staff(actor, from_id), _chosen(actor, to_id)
    if to == from_id:
        raise errors.guide_same()
    stores = None if actor.store_ids is None else sorted(str(one) for one in actor.store_ids)
    total = members_of_guide(from_id, stores).count()
    if not total:
        raise errors.nobody_to_hand_over()
    row = HandOver(
        id=uuid7(),
        before_id=from_id,
        after_id=to,
        reason=why,
        store_ids=stores,
        by_id=actor.id,
        by_name=actor.name[:80],
        begun_at=at,
        total_count=total,
    )
    HandOver.objects.bulk_create([row], ignore_conflicts=True)
    if not HandOver.objects.filter(id=row.id).exists():
        raise errors.hand_over_under_way()
    if operations.hand_over_piece(row, at=at, size=PIECE) == PIECE:
        jobs.enqueue("tessera.members.jobs.go_on_handing_over", str(row.id))
    data = {
        "before": person.name,
        "after": org.get_staff(actor, to).name if to else "",
        "members": total,
        "reason": why,
    }
    audit.record(actor=actor, at=at, action="members.hand_over_begun", subject=from_id, data=data)
    return row.id


@usecase(permission=permissions.HAND_OVER, audit="members.handed_over")
def go_on_handing_over(*, actor: Actor, at: datetime, hand_over_id: UUID) -> bool:
    """Move the next piece; whether more are left. What is done already stays as it is.

    A guide who was let go meanwhile gets nobody any more: the rest are nobody's. Raises Forbidden.
    """
    row = HandOver.objects.select_for_update().get(id=hand_over_id)
    moved = 0
    if row.done_at is None:
        if row.after_id and not operations.works_here(row.after_id):
            row.after_id = None
        moved = operations.hand_over_piece(row, at=at, size=PIECE)
    audit.record(
        actor=actor,
        at=at,
        action="members.handed_over",
        subject=row.before_id,
        data={"members": moved},
    )
    return row.done_at is None


@usecase(permission=permissions.DEFINE, audit="guide.policy_set")
def set_guide_policy(*, actor: Actor, at: datetime, shown_to_members: bool) -> None:
    """Say whether members read in their app who their guide is. Raises Forbidden."""
    actor.require_everywhere(permissions.DEFINE)
    shown = {"shown_to_members": shown_to_members}
    GuidePolicy.objects.update_or_create(id=1, defaults=shown)
    audit.record(actor=actor, at=at, action="guide.policy_set", subject="guides", data=dict(shown))


def _chosen(actor: Actor, staff_id: UUID | None) -> UUID | None:
    """Somebody within the actor's stores who works here, or nobody; the actor may take members.

    Raises NotFound ``org.staff_not_found``; Conflict ``members.guide_gone``.
    """
    if staff_id is None:
        return None
    if staff_id != actor.id:
        org.get_staff(actor, staff_id)
    return operations.active_guide(staff_id)
