"""Statements: what was owed, what moved it and what is owed, by day or by store, or of one member."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tessera.finance import permissions
from tessera.finance.queries import flows as reading
from tessera.finance.queries.flows import DAY, STORE, Where
from tessera.finance.rules import columns, statements
from tessera.finance.rules.statements import Line
from tessera.kernel.actor import Actor
from tessera.org import queries as org
from tessera.org.queries import StoreFacts


@dataclass(frozen=True, slots=True)
class Asked:
    """Which statement: of a holding, over business days, both counting, of one store or of all."""

    holding: str
    since: date
    until: date
    store_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day on which something moved."""

    day: date
    line: Line


@dataclass(frozen=True, slots=True)
class StoreLine:
    """A store in which something moved; None is what belongs to no store."""

    store: StoreFacts | None
    line: Line


@dataclass(frozen=True, slots=True)
class Statement:
    """The whole, and its parts; ``columns`` are those in which anything stands."""

    asked: Asked
    whole: Line
    columns: tuple[str, ...]
    days: tuple[DayLine, ...] = ()
    stores: tuple[StoreLine, ...] = ()


def by_day(*, actor: Actor, asked: Asked) -> Statement:
    """The statement with a line for each day on which anything moved, the newest first.

    Raises Forbidden; NotFound ``org.store_not_found``.
    """
    actor.require(permissions.VIEW)
    inside, before = _wheres(actor, asked)
    opening = statements.change_of(asked.holding, reading.list_flows(before))
    days: dict[date, list[statements.Flow]] = {}
    for flow in reading.list_flows(inside, DAY):
        if flow.day is not None:
            days.setdefault(flow.day, []).append(flow)
    lines = statements.following(asked.holding, opening, days)
    whole = statements.line(asked.holding, [f for day in days.values() for f in day], opening)
    told = tuple(DayLine(day, lines[day]) for day in sorted(lines, reverse=True))
    return Statement(asked, whole, told_columns([line.line for line in told]), days=told)


def by_store(*, actor: Actor, asked: Asked) -> Statement:
    """The statement with a line for each store in which anything moved, by the stores' codes.

    A movement is its store's: what was issued in one and used in another makes what the second took
    in, and its closing negative. Raises as ``by_day``.
    """
    actor.require(permissions.VIEW)
    inside, before = _wheres(actor, asked)
    openings: dict[UUID | None, int] = {}
    for flow in reading.list_flows(before, STORE):
        change = statements.change_of(asked.holding, [flow])
        openings[flow.store_id] = openings.get(flow.store_id, 0) + change
    moved: dict[UUID | None, list[statements.Flow]] = {}
    for flow in reading.list_flows(inside, STORE):
        moved.setdefault(flow.store_id, []).append(flow)
    known = {store.id: store for store in org.choose_stores(actor, asked.store_id)}
    found = [
        StoreLine(
            known.get(store_id) if store_id else None,
            statements.line(asked.holding, moved.get(store_id, ()), openings.get(store_id, 0)),
        )
        for store_id in {**openings, **moved}
    ]
    told = tuple(sorted((one for one in found if _says_much(one.line)), key=_by_code))
    every = [flow for flows in moved.values() for flow in flows]
    whole = statements.line(asked.holding, every, sum(openings.values()))
    return Statement(asked, whole, told_columns([one.line for one in told]), stores=told)


def _wheres(actor: Actor, asked: Asked) -> tuple[Where, Where]:
    """The postings of the range, and all before it."""
    kinds, ids = columns.kinds_of(asked.holding), store_ids_of(actor, asked)
    eve = asked.since - timedelta(days=1)
    return Where(kinds, asked.since, asked.until, ids), Where(kinds, None, eve, ids)


def store_ids_of(actor: Actor, asked: Asked) -> list[UUID] | None:
    """The stores that count; None where all do, and what belongs to none.

    Raises NotFound ``org.store_not_found``.
    """
    stores = org.choose_stores(actor, asked.store_id)
    if actor.store_ids is None and asked.store_id is None:
        return None
    return [store.id for store in stores]


def told_columns(lines: list[Line]) -> tuple[str, ...]:
    """Those in which any line has something; what everybody looks for always stands."""
    always = {columns.ISSUED, columns.USED}
    return tuple(
        column
        for column in columns.COLUMNS
        if column in always or any(line.of(column) for line in lines)
    )


def _says_much(line: Line) -> bool:
    return bool(line.opening or line.moved)


def _by_code(one: StoreLine) -> tuple[bool, str]:
    return one.store is None, one.store.code if one.store else ""
