"""How long what is owed has been owed, and how long it may still be used, in bands of days."""

from datetime import date
from itertools import pairwise

EDGES = (0, 31, 91, 181, 366)
"""The first day of each band: 0-30, 31-90, 91-180, 181-365, and more days."""

BANDS = tuple(range(len(EDGES)))

NEVER = -1
"""The band of what never runs out."""


def band(days: int) -> int:
    """The band of so many days; what lies ahead of its day, by a store's clock, counts as of today."""
    return max((place for place, edge in enumerate(EDGES) if days >= edge), default=0)


def age_band(earned_on: date, *, today: date) -> int:
    """The band of what was earned on a day: 0 through day 30, 1 from day 31 on, and so on."""
    return band((today - earned_on).days)


def expiry_band(expires_on: date | None, *, today: date) -> int:
    """The band of the days that are left; NEVER without an end. The last day itself has 0 left."""
    return NEVER if expires_on is None else band((expires_on - today).days)


def bounds() -> list[tuple[int, int | None]]:
    """The first and the last number of days of each band; the last band has no end."""
    closed: list[tuple[int, int | None]] = [(a, b - 1) for a, b in pairwise(EDGES)]
    return [*closed, (EDGES[-1], None)]
