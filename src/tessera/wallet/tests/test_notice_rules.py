"""When a member hears that points end: at each stage once, late rather than never."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.wallet.rules import notice_due

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
