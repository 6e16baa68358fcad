"""The arithmetic of a statement: what was owed, what moved it, what is owed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tessera.finance.rules.columns import COLUMNS, Change, changes, crossing


@dataclass(frozen=True, slots=True)
class Flow:
    """What was posted between two kinds of account, on a day in a store if these were asked for."""

    source: str
    destination: str
    amount: int
    count: int = 1
    store_id: UUID | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement. ``moved`` has each column as it is read: what was used is positive,
    though it makes less of what is owed."""

    opening: int = 0
    moved: Mapping[str, int] = field(default_factory=dict)

    @property
    def closing(self) -> int:
        """What is owed in the end."""
        return self.opening + sum(COLUMNS[column] * n for column, n in self.moved.items())

    def of(self, column: str) -> int:
        """One of the columns."""
        return self.moved.get(column, 0)


@dataclass(frozen=True, slots=True)
class OwnFlow:
    """What came from (``arrived``) or went to accounts of the kind ``beyond`` that are not of the same
    holder, on a day."""

    beyond: str
    arrived: bool
    amount: int
    day: date


def line(holding: str, flows: Iterable[Flow], opening: int = 0) -> Line:
    """The line that ``flows`` make for ``holding``; those that do not touch it do nothing.

    Raises UnknownKindError for a kind that nobody has classified.
    """
    made = [
        (change, flow.amount)
        for flow in flows
        for change in changes(holding, flow.source, flow.destination)
    ]
    return _line(made, opening)


def own_line(flows: Iterable[OwnFlow], opening: int = 0) -> Line:
    """The line of one holder, whose movements with other holders are transfers.

    Raises UnknownKindError.
    """
    made = [(crossing(flow.beyond, arrived=flow.arrived), flow.amount) for flow in flows]
    return _line(made, opening)


def _line(made: Iterable[tuple[Change, int]], opening: int) -> Line:
    moved: dict[str, int] = {}
    for change, amount in made:
        effect = change.sign * amount * COLUMNS[change.column]
        moved[change.column] = moved.get(change.column, 0) + effect
    return Line(opening, {column: moved[column] for column in COLUMNS if moved.get(column)})


def change_of(holding: str, flows: Iterable[Flow]) -> int:
    """By how much ``flows`` change what is owed of ``holding``."""
    return line(holding, flows).closing


def following(holding: str, opening: int, days: Mapping[date, Iterable[Flow]]) -> dict[date, Line]:
    """A line for each of ``days``, in their order: each opens with what the one before closed with."""
    lines = {}
    for day in sorted(days):
        lines[day] = line(holding, days[day], opening)
        opening = lines[day].closing
    return lines
