import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.rewards.rules import clawback, points_for


@pytest.mark.parametrize(
    ("base", "minor_per_point", "points"),
    [(3570, 100, 35), (3570, 1000, 3), (99, 100, 0), (100, 100, 1), (-5, 100, 0)],
)
def test_the_fraction_is_dropped_once_per_sale(
    base: int, minor_per_point: int, points: int
) -> None:
    assert points_for(base, minor_per_point) == points


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
