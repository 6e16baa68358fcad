"""How much of what came with a top-up goes with a part of its money (decision 26)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.sales.rules.withdrawing import share_back


@pytest.mark.parametrize(
    ("given_count", "before", "now", "back"),
    [
        (5000, 0, 100000, 5000),
        (5000, 0, 50000, 2500),
        (5000, 50000, 50000, 2500),
        (2, 0, 50000, 1),
        (2, 0, 24999, 0),
        (1, 0, 49999, 0),
        (1, 0, 50000, 1),
        (1, 50000, 50000, 0),
        (1, 99999, 1, 0),
        (3, 0, 99999, 3),
        (0, 0, 100000, 0),
        (5000, 100000, 100000, 0),
    ],
)
def test_presents_go_in_the_share_of_the_money(
    given_count: int, before: int, now: int, back: int
) -> None:
    found = share_back(given_count, before_minor=before, now_minor=now, whole_minor=100000)
    assert found == back


@given(
    st.integers(0, 10_000),
    st.lists(st.integers(0, 10_000), min_size=1, max_size=8).filter(any),
)
def test_however_the_money_goes_all_presents_are_gone_with_its_last_fen(
    given_count: int, parts: list[int]
) -> None:
    whole, before, backs = sum(parts), 0, []
    for part in parts:
        backs.append(
            share_back(given_count, before_minor=before, now_minor=part, whole_minor=whole)
        )
        before += part
        ideal = given_count * before
        assert abs(2 * whole * sum(backs) - 2 * ideal) <= whole
    assert sum(backs) == given_count
    assert all(back >= 0 for back in backs)
