"""Members apply, and take an application back; staff apply for them."""

from datetime import datetime
from uuid import UUID

from tessera.charters import errors, operations, permissions, queries, rules
from tessera.charters.models import Application
from tessera.charters.queries import Way
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members.models import Member
from tessera.members.operations import member_at_home
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase
from tessera.rewards import queries as ladders


@usecase(permission=permissions.OWN, audit="application.submitted")
def apply(*, actor: Actor, at: datetime, level_id: UUID, note: str = "") -> UUID:
    """Apply for a level for oneself; returns the application.

    Where a level is simply paid for, the fee is due at once. Raises Conflict
    ``charters.not_applied_for``, ``charters.level_not_above``, ``charters.open_already``;
    Invalid ``charters.words_needed``.
    """
    return _submit(actor, at, member_at_home(actor, actor.own_id, permissions.OWN), level_id, note)


@usecase(permission=permissions.SUBMIT, audit="application.submitted")
def apply_for(
    *, actor: Actor, at: datetime, member_id: UUID, level_id: UUID, note: str = ""
) -> UUID:
    """Apply for a member of the actor's stores. Raises as ``apply``, and NotFound
    ``members.not_found``; Forbidden beyond the stores."""
    row = member_at_home(actor, member_id, permissions.SUBMIT)
    return _submit(actor, at, row, level_id, note)


@usecase(permission=permissions.OWN, audit="application.withdrawn")
def withdraw(*, actor: Actor, at: datetime, application_id: UUID) -> None:
    """Take one's own application back before the fee is paid.

    Raises NotFound ``charters.not_found``; Conflict ``charters.step_not_allowed``.
    """
    found = Application.objects.select_related("member", "level")
    row = found.filter(id=application_id, member=actor.own_id).first()
    if row is None:
        raise errors.not_found()
    batch = Batch()
    operations.take_steps(batch, actor=actor, at=at, row=row, steps=((rules.WITHDRAW, ""),))
    operations.note_audit(batch, actor=actor, at=at, row=row, action="application.withdrawn")
    batch.flush()


def _submit(actor: Actor, at: datetime, member: Member, level_id: UUID, note: str) -> UUID:
    way = _way(member, level_id)
    if len(note) > rules.MAX_WORDS:
        raise errors.words_needed(field="note")
    row = Application(
        id=uuid7(),
        member=member,
        level_id=level_id,
        state=rules.SUBMITTED,
        kind=way.kind,
        fee_sku_id=way.fee.sku_id if way.fee else None,
        fee_days=way.days,
        submitted_at=at,
        note=note.strip(),
    )
    row.save(force_insert=True)
    batch = Batch()
    operations.note_step(batch, actor=actor, at=at, row=row, deed=rules.SUBMIT, note=row.note)
    operations.note_audit(batch, actor=actor, at=at, row=row, action="application.submitted")
    if way.kind == rules.FEE:
        operations.ask_for_fee(batch, actor=actor, at=at, row=row, deed=rules.ADMIT)
    batch.flush()
    return row.id


def _way(member: Member, level_id: UUID) -> Way:
    """How the level is got, if the member may apply for it now."""
    way = queries.find_way(level_id)
    if way is None or not way.is_applied_for:
        raise errors.not_applied_for()
    if not any(rung.level_id == level_id for rung in ladders.get_ladder().above(member.level_id)):
        raise errors.level_not_above()
    if Application.objects.filter(member=member, level=level_id, state__in=rules.OPEN).exists():
        raise errors.open_already()
    return way
