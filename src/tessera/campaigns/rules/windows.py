"""Pure rules: over which days purchases count, and which hours of the day are meant."""

from dataclasses import dataclass
from datetime import date, timedelta

from tessera.kernel.period import add_months

DAYS, MONTHS, EVER = "days", "months", "ever"

MOST = {DAYS: 3650, MONTHS: 120}


@dataclass(frozen=True, slots=True)
class Window:
    """The last so many days or calendar months, or all there ever was."""

    unit: str = DAYS
    count: int = 90

    @property
    def works(self) -> bool:
        """Whether there is such a window."""
        return self.unit == EVER or (self.unit in MOST and 0 < self.count <= MOST[self.unit])

    def first(self, today: date) -> date | None:
        """The first day that counts, ``today`` less so many days or months; None for ever.

        Inclusive, as lifecycles are: with one day, what was bought yesterday counts.
        """
        if self.unit == EVER:
            return None
        if self.unit == MONTHS:
            return add_months(today, -self.count)
        return today - timedelta(days=self.count)


def hours_of(from_hour: int, to_hour: int) -> frozenset[int]:
    """The hours from ``from_hour`` up to, and without, ``to_hour``; over midnight where it is
    the smaller; the same twice is the whole day."""
    if from_hour < to_hour:
        return frozenset(range(from_hour, to_hour))
    return frozenset((*range(from_hour, 24), *range(to_hour)))
