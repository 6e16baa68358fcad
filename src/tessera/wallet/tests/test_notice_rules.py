"""When a member hears that points end: at each stage once, late rather than never."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.wallet.rules import notice_due
from tessera.wallet.rules.notices import falls_below, may_be_low

LAST = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("left", "stage"),
    [(31, None), (30, 30), (29, 30), (8, 30), (7, 7), (2, 7), (1, 1), (0, 1), (-1, None)],
)
def test_the_nearest_stage_that_has_come_is_due(left: int, stage: int | None) -> None:
    today = LAST - timedelta(days=left)
    assert notice_due(today=today, expires_on=LAST, stages=(30, 7, 1)) == stage


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2027, 1, 29), date(2027, 2, 28)),
        (date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_thirty_days_are_counted_over_the_ends_of_months(today: date, last: date) -> None:
    assert notice_due(today=today, expires_on=last, stages=(30,)) == 30
    assert notice_due(today=today - timedelta(days=1), expires_on=last, stages=(30,)) is None


def test_who_chose_no_stage_says_nothing() -> None:
    assert notice_due(today=LAST, expires_on=LAST, stages=()) is None


@given(st.sets(st.integers(1, 60)), st.integers(0, 90))
def test_day_by_day_each_stage_is_due_from_its_day_to_the_next(
    stages: set[int], start: int
) -> None:
    heard = [
        notice_due(today=LAST - timedelta(days=left), expires_on=LAST, stages=stages)
        for left in range(start, -1, -1)
    ]
    told = [stage for stage in dict.fromkeys(heard) if stage is not None]
    assert told == sorted(told, reverse=True)
    assert set(told) >= {stage for stage in stages if stage <= start}


@pytest.mark.parametrize(
    ("before", "after", "mark", "falls"),
    [
        (50000, 44999, 45000, True),
        (45000, 44999, 45000, True),
        (50000, 45000, 45000, False),
        (44999, 40000, 45000, False),
        (44999, 50000, 45000, False),
        (50000, 0, None, False),
    ],
)
def test_a_mark_is_crossed_downwards_only(
    before: int, after: int, mark: int | None, falls: bool
) -> None:
    assert falls_below(before_minor=before, after_minor=after, mark_minor=mark) is falls


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.lists(st.integers(1, 10**6), min_size=1))
def test_whoever_crosses_a_mark_is_looked_at_by_the_highest_of_them(
    before: int, after: int, marks: list[int]
) -> None:
    looked = may_be_low(before_minor=before, after_minor=after, highest_mark_minor=max(marks))
    crosses = [falls_below(before_minor=before, after_minor=after, mark_minor=m) for m in marks]
    assert looked or not any(crosses)
    assert after < before or not looked


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=30), st.integers(1, 1000))
def test_each_crossing_is_told_once_until_the_balance_was_above_again(
    balances: list[int], mark: int
) -> None:
    steps = list(pairwise(balances))
    down = sum(falls_below(before_minor=a, after_minor=b, mark_minor=mark) for a, b in steps)
    up = sum(a < mark <= b for a, b in steps)
    assert abs(down - up) <= 1
