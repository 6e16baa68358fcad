"""When work is due that nobody asks for."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job by its dotted path, run every day at ``hour``:``minute`` of the brand's own time.

    Without an hour it runs every hour at that minute; without a minute, every minute.
    """

    name: str
    path: str
    minute: int | None = None
    hour: int | None = None

    def next_after(self, at: datetime, zone: str) -> datetime:
        """The first instant after ``at`` at which the job is due, in UTC."""
        if self.minute is None:
            return at.replace(second=0, microsecond=0) + timedelta(minutes=1)
        local = at.astimezone(ZoneInfo(zone)).replace(minute=self.minute, second=0, microsecond=0)
        if self.hour is None:
            due = local.astimezone(UTC)
            return due if due > at else due + timedelta(hours=1)
        local = local.replace(hour=self.hour)
        if local <= at:
            local += timedelta(days=1)  # by the clock on the wall, whatever summer time does
        return local.astimezone(UTC)

    def fits(self, due: datetime, zone: str) -> bool:
        """Whether ``due`` is one of the job's times."""
        local = due.astimezone(ZoneInfo(zone))
        return self.minute in {None, local.minute} and self.hour in {None, local.hour}
