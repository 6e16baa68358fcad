"""Seals for people to look at."""

from dataclasses import dataclass
from datetime import date, datetime

from tessera.kernel.actor import Actor
from tessera.ops import permissions
from tessera.ops.models import Seal


@dataclass(frozen=True, slots=True)
class SealView:
    """A sealed day, to be looked at, printed and sent out."""

    day: date
    digest: str
    entries: int
    sealed_at: datetime


def list_seals(actor: Actor, *, before: date | None = None, limit: int = 31) -> list[SealView]:
    """The newest sealed days, at most ``limit``, those ``before`` a day if one is named. Raises Forbidden."""
    actor.require_everywhere(permissions.VIEW_SEALS)
    found = Seal.objects.filter(day__lt=before) if before else Seal.objects.all()
    rows = found.order_by("-day").values_list("day", "digest", "entries", "sealed_at")
    return [SealView(*row) for row in rows[:limit]]
