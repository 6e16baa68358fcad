"""Periods of instants, half open; validity in business days is a closed range (law 8)."""

from dataclasses import dataclass
from datetime import datetime


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
