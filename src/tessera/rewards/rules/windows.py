"""Pure rules: calendar months and the days that a level is measured over. All ranges are closed."""

from datetime import date, timedelta

from tessera.kernel.period import add_months

MONTHS, SINCE_LEVEL, CALENDAR_YEAR = "months", "since_level", "calendar_year"
"""What counts: so many months back, since the level began, or since 1 January."""

WINDOWS = (MONTHS, SINCE_LEVEL, CALENDAR_YEAR)


def window_start(*, window: str, months: int, on: date, since: date) -> date:
    """The first day that counts on ``on``; ``since`` is when the present level began.

    ``months`` back is inclusive, as lifecycles are (domain handbook, section 6): with one
    month, on 31 March what was bought on 28 February counts.
    """
    if window == SINCE_LEVEL:
        return since
    if window == CALENDAR_YEAR:
        return date(on.year, 1, 1)
    return add_months(on, -months)


def last_day(first: date, months: int) -> date:
    """The last day of ``months`` that begin with ``first``: the day before the same day.

    Twelve months from 1 January end on 31 December (CASES 16). Where the last month has no
    such day its own last one is the last: a month from 31 January ends on 28 February.
    """
    same = add_months(first, months)
    return same if same.day < first.day else same - timedelta(days=1)
