"""What the machinery does: give the level that was paid, take it back, let what is late lapse."""

from datetime import datetime
from uuid import UUID

from tessera.charters import errors, operations, permissions, queries, rules, templates
from tessera.charters.models import Application
from tessera.kernel.actor import Actor
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase
from tessera.rewards import operations as rewards
from tessera.rewards import queries as ladders


@usecase(permission=permissions.DRIVE, audit="application.granted")
def grant(*, actor: Actor, at: datetime, application_id: UUID) -> None:
    """Give the level whose fee is paid.

    Raises NotFound ``charters.not_found``; Conflict ``charters.step_not_allowed``.
    """
    row, batch = _application(actor, application_id), Batch()
    operations.take_steps(batch, actor=actor, at=at, row=row, steps=((rules.GRANT, ""),))
    operations.give_level(batch, actor=actor, at=at, row=row)
    operations.note_audit(batch, actor=actor, at=at, row=row, action="application.granted")
    batch.flush()


@usecase(permission=permissions.DRIVE, audit="application.level_taken")
def take_level_back(*, actor: Actor, at: datetime, application_id: UUID) -> None:
    """Undo the level whose fee came back, if the member still stands on it.

    One level down at most, as with every return (domain handbook 5.4). Raises NotFound
    ``charters.not_found``; Conflict ``charters.step_not_allowed``.
    """
    row, batch = _application(actor, application_id), Batch()
    standing, ladder = ladders.find_standing(row.member_id), ladders.get_ladder()
    below = ladder.below(row.level_id)
    if not queries.rests_on_fee(row.id) or standing is None or not below:
        raise errors.step_not_allowed(state=row.state)
    on = operations.today_of(row, at)
    rewards.move(
        batch,
        actor=actor,
        at=at,
        on=on,
        standing=standing,
        going=rewards.undone(standing, below[0], on=on, document_id=row.id),
        before=ladder.rung(standing.level_id),
        store_id=row.member.home_store_id,
    )
    operations.note_audit(batch, actor=actor, at=at, row=row, action="application.level_taken")
    batch.flush()


@usecase(permission=permissions.DRIVE, audit="application.lapsed")
def lapse(*, actor: Actor, at: datetime, application_id: UUID) -> None:
    """End an application whose fee was not paid in time, and say so to the member.

    Raises NotFound ``charters.not_found``; Conflict ``charters.step_not_allowed``, also while
    its last day lasts.
    """
    row, batch = _application(actor, application_id), Batch()
    if row.due_on is None or not rules.is_over(row.due_on, operations.today_of(row, at)):
        raise errors.step_not_allowed(state=row.state)
    operations.take_steps(batch, actor=actor, at=at, row=row, steps=((rules.LAPSE, ""),))
    operations.tell(row, templates.LAPSED, at=at, day=row.due_on.isoformat())
    operations.note_audit(batch, actor=actor, at=at, row=row, action="application.lapsed")
    batch.flush()


def _application(actor: Actor, application_id: UUID) -> Application:
    actor.require_everywhere(permissions.DRIVE)
    row = Application.objects.select_related("member", "level").filter(id=application_id).first()
    if row is None:
        raise errors.not_found()
    return row
