"""Define levels."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import errors, operations, permissions, rules
from tessera.members.models import Level
from tessera.platform.usecases import usecase


@usecase(permission=permissions.SET_LEVELS, audit="level.defined")
def define_level(*, actor: Actor, at: datetime, name: str, rank: int, discount_bp: int) -> UUID:
    """Define a level: its name, its rank (the lowest is where members begin), its discount.

    Raises Forbidden; Conflict ``members.level_taken``; Invalid ``members.name_needed``,
    ``members.text_too_long``, ``members.rank_invalid``, ``members.discount_invalid``.
    """
    actor.require_everywhere(permissions.SET_LEVELS)
    row = Level(id=uuid7(), rank=rules.rank(rank))
    operations.save_level(row, name=name, discount_bp=discount_bp, new=True)
    operations.record_level(actor, at, "level.defined", row)
    return row.id


@usecase(permission=permissions.SET_LEVELS, audit="level.changed")
def redefine_level(
    *, actor: Actor, at: datetime, level_id: UUID, name: str, discount_bp: int
) -> None:
    """Give a level another name or discount; sales that were made keep theirs (law 7).

    Raises NotFound ``members.level_not_found``; otherwise as ``define_level``.
    """
    actor.require_everywhere(permissions.SET_LEVELS)
    row = Level.objects.filter(id=level_id).first()
    if row is None:
        raise errors.level_not_found()
    operations.save_level(row, name=name, discount_bp=discount_bp, new=False)
    operations.record_level(actor, at, "level.changed", row)
