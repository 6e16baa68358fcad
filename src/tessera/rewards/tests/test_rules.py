from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.rewards.rules import clawback, earning_base, expires_on, points_for


@pytest.mark.parametrize(
    ("base", "minor_per_point", "points"),
    [(3570, 100, 35), (3570, 1000, 3), (99, 100, 0), (100, 100, 1), (-5, 100, 0)],
)
def test_the_fraction_is_dropped_once_per_sale(
    base: int, minor_per_point: int, points: int
) -> None:
    assert points_for(base, minor_per_point) == points


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
    assert expires_on(earned_on, years=years, carry_from_month=carry) == last_day


def test_bonus_that_does_not_earn_is_borne_by_goods_in_their_share() -> None:
    base = earning_base(goods_minor=6000, paid_minor=9000, bonus_minor=1000, earns_on_bonus=False)
    assert base == 6000 - 667
    assert (
        earning_base(goods_minor=6000, paid_minor=9000, bonus_minor=1000, earns_on_bonus=True)
        == 6000
    )


@given(
    st.lists(st.integers(0, 50_000), min_size=1, max_size=10), st.sampled_from([1, 7, 100, 1000])
)
def test_case_07_partial_returns_claw_back_what_one_full_return_would(
    parts: list[int], minor_per_point: int
) -> None:
    base = sum(parts)
    earned = points_for(base, minor_per_point)
    clawed = returned = 0
    for part in parts:
        returned += part
        now = clawback(
            earned=earned,
            base_minor=base,
            minor_per_point=minor_per_point,
            returned_minor=returned,
            clawed=clawed,
        )
        assert now >= 0
        clawed += now
    assert clawed == earned


def test_case_19_the_rule_as_it_stood_decides() -> None:
    # Earned 50 at one point per 1.00; the brand has doubled its rule since, which is not asked.
    assert (
        clawback(earned=50, base_minor=5000, minor_per_point=100, returned_minor=5000, clawed=0)
        == 50
    )
