"""Validity as a closed range of business days (law 8), and instants as half-open ones."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DayRange:
    """Business days from ``start`` through ``end``, both included; ``None`` is unbounded."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError("a day range must not end before it starts")

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Period:
    """Instants from ``start`` up to, and without, ``end``."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period must not end before it starts")

    def __contains__(self, instant: datetime) -> bool:
        return self.start <= instant < self.end


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, clamped to the month's last day (29 Feb + 12 = 28 Feb)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
