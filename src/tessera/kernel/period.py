"""Periods of instants, half open; validity in business days is a closed range (law 8)."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime


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
    """The same day so many months later, or earlier; the month's last where it is shorter."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
