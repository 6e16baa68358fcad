"""A member's own guide changes, and each change leaves a row with its date (handbook 5.10)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import errors, rules
from tessera.members.events import GuideChanged
from tessera.members.models import GuideCause, GuideChange, HandOver, Member
from tessera.members.queries import InvitationFacts
from tessera.members.queries.guides import members_of_guide
from tessera.org.models import Staff
from tessera.platform import events
from tessera.platform.batch import Batch
from tessera.platform.usecases import StaleError


def first_guide(actor: Actor, invitation: InvitationFacts | None) -> UUID | None:
    """Whose member somebody becomes who joins now; nobody's, where that guide works here no more."""
    found = rules.first_guide(
        inviter_kind=invitation.kind if invitation else None,
        inviter_id=invitation.staff_id if invitation else None,
        role=actor.role if actor.kind == "staff" else "",
        staff_id=actor.id,
    )
    return found if found and works_here(found) else None


def note_first(row: Member, actor: Actor) -> None:
    """Write down who was the guide from the first day."""
    _note([row.id], None, row.guide_id, row.joined_at, GuideCause.JOINED, actor=actor)


def active_guide(staff_id: UUID) -> UUID:
    """Somebody who may look after members. Raises Conflict ``members.guide_gone``."""
    if not works_here(staff_id):
        raise errors.guide_gone()
    return staff_id


def change_guide(
    row: Member,
    *,
    actor: Actor,
    at: datetime,
    to: UUID | None,
    cause: str = GuideCause.HAND,
    reason: str = "",
) -> None:
    """Make ``to`` the guide of a member who was read with the present one.

    Raises StaleError where somebody was faster: the next change begins where theirs ended.
    """
    before = row.guide_id
    if not Member.objects.filter(id=row.id, guide=before).update(guide=to):
        raise StaleError
    row.guide_id = to
    _note([row.id], before, to, at, cause, actor=actor, reason=reason)
    _tell([row.id], before, to, at)


def carry_guide_over(*, keep: Member, gone: Member, actor: Actor, at: datetime) -> None:
    """Who stays keeps the own guide, and has the duplicate's where there is none (CASES 14)."""
    gone.refresh_from_db(fields=["guide"])
    if keep.guide_id is None and gone.guide_id is not None:
        change_guide(keep, actor=actor, at=at, to=gone.guide_id, cause=GuideCause.MERGE)


def hand_over_piece(row: HandOver, *, at: datetime, size: int) -> int:
    """Hand the next ``size`` members over; returns how many there were. With fewer it is done.

    The caller has the row locked, so that no two pieces are moved at once.
    """
    found = members_of_guide(row.before_id, row.store_ids).order_by("id")
    ids = list(found.select_for_update(no_key=True).values_list("id", flat=True)[:size])
    if ids:
        moved = Member.objects.filter(id__in=ids, guide=row.before_id).update(guide=row.after_id)
        if moved != len(ids):
            raise StaleError
        _note(ids, row.before_id, row.after_id, at, GuideCause.HAND_OVER, order=row)
        _tell(ids, row.before_id, row.after_id, at)
    row.done_count += len(ids)
    row.total_count = max(row.total_count, row.done_count)
    row.done_at = at if len(ids) < size else None
    row.save()
    return len(ids)


def works_here(staff_id: UUID) -> bool:
    """Whether somebody is on staff and was not let go."""
    return Staff.objects.filter(id=staff_id, is_active=True).exists()


def _note(
    member_ids: Iterable[UUID],
    before: UUID | None,
    after: UUID | None,
    at: datetime,
    cause: str,
    *,
    actor: Actor | None = None,
    order: HandOver | None = None,
    reason: str = "",
) -> None:
    """A row for each; by the actor who is a colleague, or by who ordered a hand-over."""
    staff = actor if actor is not None and actor.kind == "staff" else None
    by_id, by_name = (staff.id, staff.name[:80]) if staff else (None, "")
    if order is not None:
        by_id, by_name, reason = order.by_id, order.by_name, order.reason
    GuideChange.objects.bulk_create(
        GuideChange(
            id=uuid7(),
            member_id=member_id,
            before_id=before,
            after_id=after,
            at=at,
            cause=cause,
            reason=reason,
            by_id=by_id,
            by_name=by_name,
        )
        for member_id in member_ids
    )


def _tell(
    member_ids: Iterable[UUID], before: UUID | None, after: UUID | None, at: datetime
) -> None:
    batch = Batch()
    events.publish(GuideChanged(tuple(member_ids), before, after, at), batch)
    batch.flush()
