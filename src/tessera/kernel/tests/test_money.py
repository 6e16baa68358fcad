import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.money import Money, allocate, cumulative_share


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (1000, [1, 1, 1], [334, 333, 333]),
        (10000, [19900, 9900, 5900], [5574, 2773, 1653]),
        (30000, [100000, 20000], [25000, 5000]),
        (0, [0, 0], [0, 0]),
        (-1000, [1, 1, 1], [-334, -333, -333]),
    ],
)
def test_the_handbook_vectors_are_allocated(
    total: int, weights: list[int], shares: list[int]
) -> None:
    assert allocate(total, weights) == shares


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**7), min_size=1).filter(any))
def test_shares_sum_exactly_and_stay_within_their_weight(total: int, weights: list[int]) -> None:
    shares = allocate(total, weights)
    assert sum(shares) == total
    if total <= sum(weights):
        assert all(0 <= share <= weight for share, weight in zip(shares, weights, strict=True))


@given(st.integers(0, 10**6), st.lists(st.integers(1, 5), min_size=1, max_size=10))
def test_partial_shares_add_up_to_the_whole_whatever_the_steps(
    total: int, steps: list[int]
) -> None:
    whole, done, paid = sum(steps), 0, 0
    for step in steps:
        paid += cumulative_share(total, done + step, whole) - cumulative_share(total, done, whole)
        done += step
    assert paid == total


def test_nothing_can_be_allocated_over_nothing() -> None:
    with pytest.raises(ValueError, match="nothing to allocate over"):
        allocate(1, [0, 0])


def test_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match="cannot mix"):
        Money(1, "CNY") + Money(1, "GBP")


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [(5, "CNY", "0.05"), (-1205, "CNY", "-12.05"), (7, "JPY", "7"), (1234, "KWD", "1.234")],
)
def test_decimal_text_follows_the_currency(minor: int, currency: str, text: str) -> None:
    assert Money(minor, currency).decimal == text
