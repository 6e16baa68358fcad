"""Levels: keeping them, and where members begin."""

from uuid import UUID

from django.db.models import Q

from tessera.members import errors, rules
from tessera.members.models import Level, Member
from tessera.platform.batch import Batch


def save_level(row: Level, *, name: str, discount_bp: int, new: bool) -> None:
    """Check and keep a level. Raises Conflict ``members.level_taken``; Invalid ``members.*``."""
    row.name = rules.level_name(name)
    row.discount_bp = rules.discount(discount_bp)
    others = Level.objects.exclude(id=row.id)
    if others.filter(Q(name=row.name) | Q(rank=row.rank)).exists():
        raise errors.level_taken()
    row.save(force_insert=new, force_update=not new)


def lowest_level() -> Level:
    """Where members begin. Raises Conflict ``members.level_missing``."""
    row = Level.objects.order_by("rank").first()
    if row is None:
        raise errors.level_missing()
    return row


def move_level(batch: Batch, *, member_id: UUID, before_id: UUID, after_id: UUID) -> None:
    """Put the change of a member's level into the caller's batch, from the one that was read."""
    batch.change(Member, member_id, put={"level_id": after_id}, expect={"level_id": before_id})
