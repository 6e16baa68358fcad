"""Take the books along."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tessera.finance import errors, permissions
from tessera.finance.queries import lines
from tessera.kernel.actor import Actor
from tessera.platform import audit
from tessera.platform.usecases import usecase

MOST_IN_WORKBOOK = 100_000
"""A workbook is made whole before it is sent; a CSV file is sent as it is made."""


@dataclass(frozen=True, slots=True)
class Export:
    """What may be taken along, and about how many lines that is."""

    wanted: lines.Wanted
    lines: int


@usecase(permission=permissions.EXPORT, audit="finance.exported")
def export_entries(
    *,
    actor: Actor,
    at: datetime,
    since: date,
    until: date,
    chosen: UUID | None = None,
    is_workbook: bool = False,
) -> Export:
    """Note who takes which entries along, before the first line leaves; ``lines.iter_lines`` has them.

    ``chosen`` is one store; else all that the actor sees. Raises Forbidden; Invalid
    ``finance.range_empty``; Conflict ``finance.too_many_lines`` for more than a workbook holds;
    NotFound ``org.store_not_found``.
    """
    if until < since:
        raise errors.range_empty(since=since, until=until)
    wanted = lines.wanted_of(actor, since, until, chosen)
    count = lines.count_lines(wanted)
    if is_workbook and count > MOST_IN_WORKBOOK:
        raise errors.too_many_lines(lines=count, most=MOST_IN_WORKBOOK)
    audit.record(
        actor=actor,
        at=at,
        action="finance.exported",
        subject="entries",
        store_id=chosen,
        data={
            "since": since.isoformat(),
            "until": until.isoformat(),
            "lines": count,
            "file": "xlsx" if is_workbook else "csv",
        },
    )
    return Export(wanted, count)
