"""Levels: keeping them, and where members begin."""

from django.db.models import Q

from tessera.members import errors, rules
from tessera.members.models import Level


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
