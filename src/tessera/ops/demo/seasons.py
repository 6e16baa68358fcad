"""When people buy clothes: months, weekdays, hours, festivals, and what is worn when."""

from datetime import date, timedelta

NEW_YEARS = {
    year: date(year, month, day)
    for year, month, day in (
        (2023, 1, 22),
        (2024, 2, 10),
        (2025, 1, 29),
        (2026, 2, 17),
        (2027, 2, 6),
        (2028, 1, 26),
        (2029, 2, 13),
        (2030, 2, 3),
        (2031, 1, 23),
        (2032, 2, 11),
        (2033, 1, 31),
        (2034, 2, 19),
        (2035, 2, 8),
        (2036, 1, 28),
        (2037, 2, 15),
        (2038, 2, 4),
        (2039, 1, 24),
        (2040, 2, 12),
    )
}
"""The first day of the lunar year (春节)."""

_MONTHS = (1.05, 0.85, 0.95, 0.95, 1.0, 1.0, 0.85, 0.85, 1.0, 1.1, 1.15, 1.15)
_WEEKDAYS = (0.72, 0.72, 0.76, 0.82, 1.1, 1.55, 1.4)
_FESTIVALS = (
    ((1, 1), (1, 3), 1.4),
    ((2, 13), (2, 14), 1.4),
    ((3, 6), (3, 8), 1.6),
    ((5, 1), (5, 5), 1.5),
    ((5, 20), (5, 20), 1.5),
    ((6, 1), (6, 17), 1.1),
    ((6, 18), (6, 18), 2.2),
    ((10, 1), (10, 7), 1.55),
    ((11, 1), (11, 10), 1.2),
    ((11, 11), (11, 11), 4.6),
    ((11, 12), (11, 12), 1.3),
    ((12, 12), (12, 12), 1.5),
    ((12, 24), (12, 31), 1.25),
)
GIFT_DAYS = frozenset({(2, 13), (2, 14), (3, 8), (5, 20), (12, 24), (12, 25)})

_HOURS = {10: 4, 11: 6, 12: 8, 13: 8, 14: 10, 15: 11, 16: 11, 17: 11, 18: 14, 19: 18, 20: 17}
_LATE = {21: 12, 22: 11, 23: 9, 24: 5}

_WORN = {
    "春": (0.2, 0.7, 1.0, 1.0, 0.7, 0.25, 0.05, 0.05, 0.15, 0.1, 0.05, 0.05),
    "夏": (0.0, 0.02, 0.1, 0.4, 0.9, 1.0, 1.0, 0.75, 0.3, 0.05, 0.02, 0.0),
    "秋": (0.1, 0.05, 0.1, 0.05, 0.02, 0.02, 0.1, 0.5, 1.0, 1.0, 0.7, 0.3),
    "冬": (0.9, 0.5, 0.15, 0.03, 0.0, 0.0, 0.02, 0.05, 0.15, 0.55, 1.0, 1.0),
    "四季": (0.6,) * 12,
}
IN_SEASON = 0.3


def new_year(year: int) -> date:
    """The lunar new year of a calendar year; beyond the table a day that is not far off."""
    return NEW_YEARS.get(year, date(year, 2, 5))


def demand(day: date) -> float:
    """How lively a day is beside an ordinary one."""
    factor = _MONTHS[day.month - 1] * _WEEKDAYS[day.weekday()]
    for first, last, strength in _FESTIVALS:
        if first <= (day.month, day.day) <= last:
            factor *= strength
    return factor * _new_year_factor((day - new_year(day.year)).days)


def expected(day: date) -> float:
    """How lively the next ten days will be beside ordinary ones; what is ordered follows it."""
    coming = [demand(day + timedelta(days=ahead)) for ahead in range(10)]
    return max(0.9, sum(coming) / len(coming))


def _new_year_factor(days: int) -> float:
    if -21 <= days <= -2:
        return 1.45
    if days == -1:
        return 0.6
    if 0 <= days <= 2:
        return 0.7
    return 1.25 if 3 <= days <= 7 else 1.0


def is_new_year(day: date) -> bool:
    """The two days on which most stores stay closed."""
    return 0 <= (day - new_year(day.year)).days <= 1


def hours(opens: int, closes: int) -> dict[int, int]:
    """The weight of each hour between opening and closing; evenings are the peak."""
    every = {**_HOURS, **_LATE}
    return {hour: weight for hour, weight in every.items() if opens <= hour < closes}


def wear(season: str, day: date) -> float:
    """How much a season's goods are asked for on a day; a little of everything always is."""
    return _WORN[season][day.month - 1] + 0.03


def is_stocked(season: str, day: date) -> bool:
    """Whether a season's goods are still ordered: from three weeks before it until it wanes."""
    soon = day + timedelta(days=21)
    return max(_WORN[season][day.month - 1], _WORN[season][soon.month - 1]) >= IN_SEASON


def season_of(day: date) -> str:
    """The season of the newest goods."""
    return "冬春春春夏夏夏秋秋秋冬冬"[day.month - 1]
