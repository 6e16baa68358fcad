"""How sums are kept: under which id, and up to where."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

_SPACE = UUID("5b1a7c1e-6f0e-4f0a-9d53-7e55e7a10019")

UNDER_WAY = timedelta(hours=1)
"""An entry's id is made before it is committed; nothing takes longer than that."""

THE_MARK = uuid5(_SPACE, "mark")

NOTHING = UUID(int=0)
"""Where the sums reach to before they were kept for the first time."""


def sum_id(store_id: UUID | None, day: date, source: str, destination: str, unit: str) -> UUID:
    """The id of the row that has the sum of all this."""
    return uuid5(_SPACE, f"{store_id}:{day}:{source}:{destination}:{unit}")


def age_id(store_id: UUID | None, kind: str, age: int, expiry: int) -> UUID:
    """The id of the row that has what is left of that age: two who look at once cannot both keep it."""
    return uuid5(_SPACE, f"{store_id}:{kind}:{age}:{expiry}")


def month_of(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def whole_months(first: date | None, last: date) -> tuple[date | None, date]:
    """The first day of the first month that lies whole within the days, and the first day that lies
    in no whole month any more. Without ``first``, from the beginning; where no month is whole, both
    are the same day, so that months between them are none."""
    behind = month_of(last + timedelta(days=1))
    if first is None:
        return None, behind
    begin = first if first.day == 1 else month_of(first.replace(day=28) + timedelta(days=4))
    return min(begin, behind), behind


def lowest_id(at: datetime) -> UUID:
    """The lowest id that could be made at ``at`` (``kernel.ids.uuid7``)."""
    return UUID(int=max(0, int(at.timestamp() * 1000)) << 80)
