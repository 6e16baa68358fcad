"""When a price is made: a business day of the store, and what its clock shows."""

from dataclasses import dataclass
from datetime import date, datetime

MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Moment:
    """The store's business day ``day`` and the minute of its clock, 0 to 1439.

    Past midnight the clock begins anew while the business day may go on: a bar that closes its
    day at four sells at 01:30 on the day before, at minute 90.
    """

    day: date
    minute: int = 0

    @classmethod
    def parse(cls, text: str) -> "Moment":
        """From ISO text such as ``2025-11-20T18:30``, or a day alone. Raises ValueError."""
        if "T" not in text:
            return cls(date.fromisoformat(text))
        read = datetime.fromisoformat(text)
        if read.tzinfo is not None:
            raise ValueError("a moment is on the store's own clock and names no zone")
        return cls(read.date(), read.hour * 60 + read.minute)

    def isoformat(self) -> str:
        """The form that ``parse`` reads."""
        return f"{self.day.isoformat()}T{self.minute // 60:02}:{self.minute % 60:02}"
