"""Whose points end soon, and who was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tessera.ledger.queries import list_ending_lots
from tessera.wallet import places, rules
from tessera.wallet.models import PointsNotice


@dataclass(frozen=True, slots=True)
class Ending:
    """So many points of a member end on a day: the notice ``days`` before is due."""

    member_id: UUID
    expires_on: date
    days: int
    points: int


@dataclass(frozen=True, slots=True)
class Endings:
    """What one look found that nobody was told of; ``last`` is where the next begins, None at the
    end."""

    due: tuple[Ending, ...]
    last: UUID | None


def look_for_endings(
    stores: Mapping[UUID, date], stages: Sequence[int], *, after: UUID | None, limit: int
) -> Endings:
    """Points that end within the longest of ``stages``, in accounts behind ``after``.

    ``stores`` gives each store's present business day: each lot's own store counts the days.
    Reads ``limit`` sums at most.
    """
    if not stores or not stages:
        return Endings((), None)
    first, far = min(stores.values()), max(stores.values()) + timedelta(days=max(stages))
    found = list_ending_lots(
        kind=places.HELD_POINTS, since=first, until=far, after=after, limit=limit
    )
    points: dict[tuple[UUID, date, int], int] = {}
    for one in found.rows:
        today = stores.get(one.store_id, first) if one.store_id else first
        stage = rules.notice_due(today=today, expires_on=one.expires_on, stages=stages)
        if stage is not None:
            key = (one.owner, one.expires_on, stage)
            points[key] = points.get(key, 0) + one.remaining
    return Endings(untold([Ending(*key, count) for key, count in points.items()]), found.last)


def untold(endings: Sequence[Ending]) -> tuple[Ending, ...]:
    """Those of ``endings`` of whose day, at whose stage, the member was not told."""
    known = PointsNotice.objects.filter(member_id__in={one.member_id for one in endings})
    told = set(known.values_list("member_id", "expires_on", "days"))
    return tuple(one for one in endings if (one.member_id, one.expires_on, one.days) not in told)


def list_notices(run_id: UUID) -> list[UUID]:
    """The notices of one piece of work."""
    return list(
        PointsNotice.objects.filter(run_id=run_id).order_by("id").values_list("id", flat=True)
    )


def get_notice(notice_id: UUID) -> PointsNotice:
    """One notice. Raises DoesNotExist for one that never was."""
    return PointsNotice.objects.get(id=notice_id)
