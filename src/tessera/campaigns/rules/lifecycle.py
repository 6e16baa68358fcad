"""Pure rules: where a member is between the last purchase and being lost (domain handbook, section 6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tessera.kernel.period import add_months

ACTIVE, MARGINAL, DORMANT, LOST, PROSPECT = "active", "marginal", "dormant", "lost", "prospect"

STAGES = (ACTIVE, MARGINAL, DORMANT, LOST, PROSPECT)
"""From the freshest on; a prospect has never bought."""

MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Bounds:
    """After how many calendar months without a purchase each stage ends, the last day included."""

    active_months: int = 3
    marginal_months: int = 6
    dormant_months: int = 12

    @property
    def are_in_order(self) -> bool:
        """Whether each is later than the one before, and none too far."""
        rising = 0 < self.active_months < self.marginal_months < self.dormant_months
        return rising and self.dormant_months <= MOST_MONTHS

    def starts(self, today: date) -> Iterator[tuple[str, date]]:
        """The first day whose purchase makes a stage, of active, marginal and dormant in turn.

        ``today`` less so many months; where the month is shorter, its last day: with three
        months, on 31 May a purchase of 28 February is active.
        """
        yield ACTIVE, add_months(today, -self.active_months)
        yield MARGINAL, add_months(today, -self.marginal_months)
        yield DORMANT, add_months(today, -self.dormant_months)


def stage(last_on: date | None, *, today: date, bounds: Bounds) -> str:
    """The stage of who bought last on ``last_on``, or never."""
    if last_on is None:
        return PROSPECT
    for name, first in bounds.starts(today):
        if last_on >= first:
            return name
    return LOST


def days_of(wanted: str, *, today: date, bounds: Bounds) -> tuple[date | None, date | None]:
    """The first and last day of a last purchase that makes the stage ``wanted``, both included.

    None is no end. Raises ValueError for prospects, who have no such day.
    """
    until: date | None = None
    for name, first in bounds.starts(today):
        if name == wanted:
            return first, until
        until = first - timedelta(days=1)
    if wanted != LOST:
        raise ValueError(wanted)
    return None, until
