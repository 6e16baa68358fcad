"""Keep what was added up, so that a page need not add it up again."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from tessera.finance import permissions
from tessera.finance.models import AgeSum, DaySum, Mark, MonthSum
from tessera.finance.queries.ages import Ages
from tessera.finance.queries.keeping import Piece, Posted
from tessera.finance.rules import keeping
from tessera.kernel.actor import Actor
from tessera.platform import audit
from tessera.platform.usecases import usecase

AT_ONCE = 500


@usecase(permission=permissions.KEEP, audit="finance.sums_kept")
def keep_sums(*, actor: Actor, at: datetime, piece: Piece) -> bool:
    """Add ``piece`` to the sums of days and months, if they still reach to where it begins.

    Returns whether they did: somebody else may have kept the same. Entries come later than their
    business day where a till was cut off, so a sum of long ago may grow.
    """
    actor.require_everywhere(permissions.KEEP)
    is_next = _move_mark(piece)
    if is_next:
        months = [replace(one, day=keeping.month_of(one.day)) for one in piece.sums]
        _add(DaySum, piece.sums)
        _add(MonthSum, months)
    audit.record(
        actor=actor,
        at=at,
        action="finance.sums_kept",
        subject="sums",
        data={"kept": len(piece.sums) if is_next else 0, "until": piece.until.isoformat()},
    )
    return is_next


def _move_mark(piece: Piece) -> bool:
    """Whether the mark stood where the piece begins; it stands at the piece's end then."""
    told = {"until_id": piece.until_id, "until": piece.until}
    if piece.since_id == keeping.NOTHING:
        _, is_new = Mark.objects.get_or_create(id=keeping.THE_MARK, defaults=told)
        return is_new
    mark = Mark.objects.filter(id=keeping.THE_MARK, until_id=piece.since_id)
    return mark.update(**told) == 1


T = TypeVar("T", DaySum, MonthSum)


def _add(table: type[T], sums: Iterable[Posted]) -> None:
    """Add to the rows that are there, and make those that are not."""
    rows: dict[UUID, T] = {}
    for one in sums:
        key = keeping.sum_id(one.store_id, one.day, one.source, one.destination, one.unit)
        row = rows.setdefault(key, table(id=key, amount=0, postings=0, **_named(one)))
        row.amount += one.amount
        row.postings += one.postings
    there = table.objects.in_bulk(list(rows))
    for key, kept in there.items():
        rows[key].amount += kept.amount
        rows[key].postings += kept.postings
    changed = [row for key, row in rows.items() if key in there]
    table.objects.bulk_update(changed, ["amount", "postings"], batch_size=AT_ONCE)
    new = [row for key, row in rows.items() if key not in there]
    table.objects.bulk_create(new, batch_size=AT_ONCE)


def _named(one: Posted) -> dict[str, Any]:
    return {
        name: getattr(one, name) for name in ("store_id", "day", "source", "destination", "unit")
    }


@usecase(permission=permissions.KEEP, audit="finance.ages_kept")
def keep_ages(*, actor: Actor, at: datetime, ages: Ages) -> None:
    """Put what the lots were found to say in the place of what was kept before, unless that is newer."""
    actor.require_everywhere(permissions.KEEP)
    is_newest = not AgeSum.objects.filter(as_of__gte=ages.as_of).exists()
    if is_newest:
        AgeSum.objects.all().delete()
        rows = [
            AgeSum(
                id=keeping.age_id(one.store_id, one.kind, one.age, one.expiry),
                as_of=ages.as_of,
                **asdict(one),
            )
            for one in ages.sums
        ]
        AgeSum.objects.bulk_create(rows, batch_size=AT_ONCE)
    audit.record(
        actor=actor,
        at=at,
        action="finance.ages_kept",
        subject="ages",
        data={"kept": len(ages.sums) if is_newest else 0},
    )
