"""Whole months within a range of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.finance.rules import keeping


@pytest.mark.parametrize(
    ("first", "last", "begin", "behind"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), date(2026, 1, 1), date(2026, 2, 1)),
        (date(2026, 1, 2), date(2026, 3, 30), date(2026, 2, 1), date(2026, 3, 1)),
        (date(2024, 2, 1), date(2024, 2, 28), date(2024, 2, 1), date(2024, 2, 1)),
        (date(2024, 2, 1), date(2024, 2, 29), date(2024, 2, 1), date(2024, 3, 1)),
        (date(2025, 12, 31), date(2026, 1, 31), date(2026, 1, 1), date(2026, 2, 1)),
        (None, date(2026, 1, 30), None, date(2026, 1, 1)),
    ],
)
def test_only_whole_months_are_taken_whole(
    first: date | None, last: date, begin: date | None, behind: date
) -> None:
    assert keeping.whole_months(first, last) == (begin, behind)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 1000))
def test_months_and_the_days_beside_them_are_each_day_once(first: date, length: int) -> None:
    days = [first + timedelta(days=n) for n in range(length + 1)]
    begin, behind = keeping.whole_months(first, days[-1])
    assert begin is not None
    beside = [day for day in days if day < begin or day >= behind]
    within = {keeping.month_of(day) for day in days if begin <= keeping.month_of(day) < behind}
    whole = {day for day in days if keeping.month_of(day) in within}
    assert whole.isdisjoint(beside)
    assert len(whole) + len(beside) == len(days)
    for month in within:
        assert month in days
        assert month_end(month) in days


def month_end(month: date) -> date:
    return keeping.month_of(month + timedelta(days=31)) - timedelta(days=1)
