"""Time comes in from outside; this module turns instants into business days."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from tessera.kernel.period import Period


def utc_now() -> datetime:
    """The present instant. Only edges (pages, endpoints, jobs, commands) call this."""
    return datetime.now(UTC)


def business_day(at: datetime, *, zone: str, cutover_hour: int = 0) -> date:
    """The business day that ``at`` belongs to in a store's own time zone.

    A day begins at ``cutover_hour`` local time, so a sale at 01:30 of a bar that closes at
    three belongs to the day before. Raises ValueError for an instant without a zone.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (at.astimezone(_zone(zone)) - timedelta(hours=cutover_hour)).date()


def clock_minute(at: datetime, *, zone: str) -> int:
    """The minute that a clock on the store's wall shows, 0 to 1439.

    Raises ValueError for an instant without a zone.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    local = at.astimezone(_zone(zone))
    return local.hour * 60 + local.minute


def day_period(day: date, *, zone: str, cutover_hour: int = 0) -> Period:
    """The instants of one business day, half open, in UTC."""
    return Period(
        _opening(day, zone, cutover_hour), _opening(day + timedelta(days=1), zone, cutover_hour)
    )


def _opening(day: date, zone: str, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=_zone(zone)).astimezone(UTC)


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
