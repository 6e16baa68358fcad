"""When a PIN or a code is asked for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.wallet.rules import proving

MARK = 10000


@pytest.mark.parametrize(
    ("over", "amount", "unproved", "asked"),
    [
        (None, 10**9, 10**9, False),
        (MARK, MARK, 0, False),
        (MARK, MARK + 1, 0, True),
        (MARK, 1, MARK, True),
        (MARK, 4000, 6000, False),
        (0, 1, 0, True),
    ],
)
def test_small_amounts_are_free_until_they_are_many(
    over: int | None, amount: int, unproved: int, asked: bool
) -> None:
    assert proving.is_asked(over, amount, unproved_minor=unproved) is asked


@given(st.lists(st.integers(1, 3 * MARK), max_size=8))
def test_however_a_payment_is_split_no_more_than_the_mark_leaves_without_a_proof(
    parts: list[int],
) -> None:
    unproved = 0
    for part in parts:
        if not proving.is_asked(MARK, part, unproved_minor=unproved):
            unproved += part
    assert unproved <= MARK


@pytest.mark.parametrize(
    ("days", "first"),
    [(1, date(2026, 3, 1)), (2, date(2026, 2, 28)), (0, date(2026, 3, 1)), (31, date(2026, 1, 30))],
)
def test_days_count_back_over_the_end_of_a_month(days: int, first: date) -> None:
    assert proving.first_day(date(2026, 3, 1), days) == first
