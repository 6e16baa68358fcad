"""Seals for people to look at."""

from dataclasses import dataclass
from datetime import date, datetime

from tessera.kernel.actor import Actor
from tessera.members.queries import mask_phone
from tessera.ops import permissions
from tessera.ops.models import Seal, SealPost


@dataclass(frozen=True, slots=True)
class SealView:
    """A sealed day, to be looked at, printed and sent out."""

    day: date
    digest: str
    entries: int
    sealed_at: datetime


def seal_phone() -> str:
    """Where each night's seal is sent, as E.164; empty for nowhere."""
    return SealPost.objects.values_list("phone", flat=True).first() or ""


def masked_seal_phone(actor: Actor) -> str:
    """The same, masked. Raises Forbidden."""
    actor.require_everywhere(permissions.VIEW_SEALS)
    return mask_phone(seal_phone())


def list_seals(actor: Actor, *, before: date | None = None, limit: int = 31) -> list[SealView]:
    """The newest sealed days, at most ``limit``, those ``before`` a day if one is named. Raises Forbidden."""
    actor.require_everywhere(permissions.VIEW_SEALS)
    found = Seal.objects.filter(day__lt=before) if before else Seal.objects.all()
    rows = found.order_by("-day").values_list("day", "digest", "entries", "sealed_at")
    return [SealView(*row) for row in rows[:limit]]
