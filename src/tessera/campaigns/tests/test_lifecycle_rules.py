"""Stages by the last purchase: examples and what always holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.campaigns.rules import lifecycle
from tessera.campaigns.rules.lifecycle import STAGES, Bounds, days_of, stage

EXAMPLES = [
    # today        last purchase  stage
    ("2026-06-15", "2026-06-15", "active"),
    ("2026-06-15", "2026-03-15", "active"),
    ("2026-06-15", "2026-03-14", "marginal"),
    ("2026-06-15", "2025-12-15", "marginal"),
    ("2026-06-15", "2025-12-14", "dormant"),
    ("2026-06-15", "2025-06-15", "dormant"),
    ("2026-06-15", "2025-06-14", "lost"),
    ("2026-06-15", "1999-01-01", "lost"),
    ("2026-06-15", None, "prospect"),
    # of another store, where it is tomorrow already
    ("2026-06-15", "2026-06-16", "active"),
    # the month three months ago is shorter: its last day counts
    ("2026-05-31", "2026-02-28", "active"),
    ("2026-05-31", "2026-02-27", "marginal"),
    ("2024-05-31", "2024-02-29", "active"),
    ("2024-05-31", "2024-02-28", "marginal"),
    ("2026-05-29", "2026-02-28", "active"),
    ("2026-05-28", "2026-02-28", "active"),
    ("2026-08-31", "2026-02-28", "marginal"),
    ("2026-08-31", "2026-02-27", "dormant"),
    # a year before the leap day is the last of February
    ("2024-02-29", "2023-02-28", "dormant"),
    ("2024-02-29", "2023-02-27", "lost"),
    ("2025-02-28", "2024-02-28", "dormant"),
    # the last of February does not reach beyond its own number
    ("2026-02-28", "2025-11-28", "active"),
    ("2026-02-28", "2025-11-27", "marginal"),
    # over the year's end
    ("2026-01-31", "2025-10-31", "active"),
    ("2026-01-31", "2025-10-30", "marginal"),
]


@pytest.mark.parametrize(("today", "last_on", "expected"), EXAMPLES)
def test_a_stage_is_by_calendar_months_with_both_ends(
    today: str, last_on: str | None, expected: str
) -> None:
    last = date.fromisoformat(last_on) if last_on else None
    assert stage(last, today=date.fromisoformat(today), bounds=Bounds()) == expected


DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
BOUNDS = st.sets(st.integers(1, 120), min_size=3, max_size=3).map(lambda m: Bounds(*sorted(m)))


@given(today=DAYS, last_on=DAYS, bounds=BOUNDS)
def test_every_day_lies_in_the_span_of_its_stage_and_in_no_other(
    today: date, last_on: date, bounds: Bounds
) -> None:
    found = []
    for name in STAGES[:-1]:
        first, last = days_of(name, today=today, bounds=bounds)
        if (first is None or first <= last_on) and (last is None or last_on <= last):
            found.append(name)
    assert found == [stage(last_on, today=today, bounds=bounds)]


@given(today=DAYS, last_on=DAYS, bounds=BOUNDS)
def test_nobody_becomes_fresher_by_waiting(today: date, last_on: date, bounds: Bounds) -> None:
    now = stage(last_on, today=today, bounds=bounds)
    tomorrow = stage(last_on, today=today + timedelta(days=1), bounds=bounds)
    assert STAGES.index(now) <= STAGES.index(tomorrow)


@pytest.mark.parametrize("months", [(3, 3, 12), (0, 6, 12), (6, 3, 12), (3, 6, 121)])
def test_boundaries_follow_each_other(months: tuple[int, int, int]) -> None:
    assert not Bounds(*months).are_in_order


def test_prospects_have_no_days_and_other_words_are_no_stage() -> None:
    for word in ("prospect", "sleeping"):
        with pytest.raises(ValueError, match=word):
            days_of(word, today=date(2026, 3, 1), bounds=Bounds())
    assert lifecycle.Bounds().are_in_order
