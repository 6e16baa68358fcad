"""How long points wait and last: every vector of the domain handbook, 5.3."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.period import add_months
from tessera.rewards.rules import EarnFacts, expires_on, idle_since, idle_through, waits_until
from tessera.rewards.rules.programme import NEVER, ROLLING_MONTHS, SINCE_ACTIVITY

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("earned_on", "years", "carry", "last_day"),
    [
        (date(2025, 11, 30), 0, 12, date(2025, 12, 31)),
        (date(2025, 12, 1), 0, 12, date(2026, 12, 31)),
        (date(2024, 2, 29), 1, 12, date(2025, 12, 31)),
        (date(2025, 12, 31), 1, 13, date(2026, 12, 31)),
    ],
)
def test_points_expire_by_the_calendar_year(
    earned_on: date, years: int, carry: int, last_day: date
) -> None:
    policy = EarnFacts(expiry_years=years, carry_from_month=carry)
    assert expires_on(policy, earned_on) == last_day


@pytest.mark.parametrize(
    ("earned_on", "months", "last_day"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 15), 24, date(2027, 12, 15)),
    ],
)
def test_points_expire_so_many_months_later(earned_on: date, months: int, last_day: date) -> None:
    policy = EarnFacts(expiry=ROLLING_MONTHS, expiry_months=months)
    assert expires_on(policy, earned_on) == last_day


@pytest.mark.parametrize("expiry", [NEVER, SINCE_ACTIVITY])
def test_points_without_a_day_of_their_own(expiry: str) -> None:
    assert expires_on(EarnFacts(expiry=expiry), date(2026, 3, 10)) is None


@pytest.mark.parametrize(
    ("today", "newest"),
    [
        (date(2026, 3, 11), date(2025, 3, 10)),
        (date(2025, 3, 1), date(2024, 2, 29)),
        (date(2025, 2, 28), date(2024, 2, 27)),
    ],
)
def test_a_balance_is_over_when_nothing_moved_for_so_many_months(today: date, newest: date) -> None:
    assert idle_since(EarnFacts(expiry=SINCE_ACTIVITY, expiry_months=12), today) == newest


@given(DAYS, st.integers(1, 60))
def test_a_balance_is_valid_through_its_last_day_and_over_on_the_next(
    today: date, months: int
) -> None:
    newest = idle_since(EarnFacts(expiry=SINCE_ACTIVITY, expiry_months=months), today)
    assert newest is not None
    assert add_months(newest, months) < today
    assert add_months(newest + timedelta(days=1), months) >= today


def test_nothing_is_idle_where_points_end_by_themselves() -> None:
    assert idle_since(EarnFacts(), date(2026, 3, 10)) is None


def test_points_wait_so_many_days_the_first_included() -> None:
    assert waits_until(EarnFacts(pending_days=7), date(2026, 2, 26)) == date(2026, 3, 4)
    assert waits_until(EarnFacts(), date(2026, 2, 26)) is None


@given(DAYS, st.integers(0, 800), st.integers(1, 60))
def test_a_balance_is_taken_on_the_day_after_the_one_that_was_announced(
    last: date, passed: int, months: int
) -> None:
    policy, today = EarnFacts(expiry=SINCE_ACTIVITY, expiry_months=months), last
    today += timedelta(days=passed)
    through, newest = idle_through(policy, last), idle_since(policy, today)
    assert through is not None
    assert newest is not None
    assert (last <= newest) == (through < today)


@pytest.mark.parametrize(
    ("last", "months", "through"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 3, 10), 24, date(2028, 3, 10)),
    ],
)
def test_a_balance_is_valid_so_many_months_after_its_last_movement(
    last: date, months: int, through: date
) -> None:
    assert idle_through(EarnFacts(expiry=SINCE_ACTIVITY, expiry_months=months), last) == through
    assert idle_through(EarnFacts(expiry=NEVER), last) is None
