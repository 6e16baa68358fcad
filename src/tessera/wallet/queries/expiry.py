"""What is over, and what a merge left behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.ledger.models import Account
from tessera.ledger.queries import (
    ExpiredLot,
    list_expired_lots,
)
from tessera.members.models import Member
from tessera.org import queries as org
from tessera.wallet import places


def business_days(actor: Actor, at: datetime) -> dict[UUID, date]:
    """The business day that each of the actor's stores has at ``at``."""
    return {
        store.id: business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
        for store in org.list_stores(actor)
    }


def list_expired_points(days: Mapping[UUID, date], *, limit: int) -> list[ExpiredLot]:
    """Lots of points whose last day is over by the business ``days`` of their stores."""
    return list_expired_lots(kind=places.HELD_POINTS, days=days, limit=limit)


def list_expired_bonus(days: Mapping[UUID, date], *, limit: int) -> list[ExpiredLot]:
    """Lots of bonus whose last day is over; what was paid in has none."""
    return list_expired_lots(kind=places.BONUS, days=days, limit=limit)


def list_ripe_points(days: Mapping[UUID, date], *, limit: int) -> list[ExpiredLot]:
    """Lots of points whose last day of waiting is over by the business ``days`` of their stores."""
    return list_expired_lots(kind=places.POINTS_PENDING, days=days, limit=limit)


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A merged member whose accounts are not empty, and who stayed."""

    gone_id: UUID
    keep_id: UUID
    home_store_id: UUID | None


def list_left_behind(*, limit: int) -> list[LeftBehind]:
    """Merged members who hold or owe something still, ``limit`` at most."""
    held = Account.objects.filter(owner=OuterRef("id")).exclude(balance=0)
    gone = Member.objects.filter(Exists(held), merged_into__isnull=False)
    rows = gone.order_by("id").values_list("id", "merged_into", "merged_into__home_store")
    return [LeftBehind(gone, keep, home) for gone, keep, home in rows[:limit] if keep]
