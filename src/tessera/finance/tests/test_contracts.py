"""Points as a contract liability over accounting periods: handbook 5.15."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tessera.finance.rules import contracts
from tessera.finance.rules.contracts import Expected, Period

MONTHS = [date(2026, month, 1) for month in range(1, 13)]


def test_handbook_5_15_ifrs_15_example_52_over_its_periods() -> None:
    """Sold in one period; 4,500 of 9,500 redeemed in it, 4,000 more of 9,700 in the next."""
    first = Period(MONTHS[0], 100_000, 10_000, 4_500, Expected(1000, 9500))
    second = Period(MONTHS[1], 0, 0, 4_000, Expected(1000, 9700))
    told = contracts.run([first, second])
    assert [(one.deferred_minor, one.earned_minor, one.owed_minor) for one in told] == [
        (8_676, 4_110, 4_566),
        (0, 3_493, 1_073),
    ]


def test_points_that_are_taken_back_take_their_share_along() -> None:
    expected = Expected(1000, 10_000)
    told = contracts.run(
        [
            Period(MONTHS[0], 100_000, 1_000, 0, expected),
            Period(MONTHS[1], -50_000, -500, 0, expected),
            Period(MONTHS[2], -50_000, -500, 0, expected),
        ]
    )
    assert [(one.deferred_minor, one.owed_minor) for one in told] == [
        (990, 990),
        (-495, 495),
        (-495, 0),
    ]


def test_what_was_redeemed_by_everybody_is_earned_to_the_last_fen() -> None:
    expected = Expected(1000, 9000)
    told = contracts.run(
        [Period(MONTHS[0], 33_333, 777, 300, expected), Period(MONTHS[1], 0, 0, 477, expected)]
    )
    assert told[-1].owed_minor == 0
    assert sum(one.earned_minor for one in told) == told[0].deferred_minor


PERIODS = st.lists(
    st.tuples(
        st.integers(0, 10**9), st.integers(0, 10**7), st.integers(0, 10**6), st.integers(0, 10_000)
    ),
    max_size=12,
)


@given(PERIODS)
def test_what_is_owed_is_what_was_put_off_less_what_was_earned(
    given_: list[tuple[int, int, int, int]],
) -> None:
    periods = [
        Period(month, sales, issued, redeemed, Expected(1000, expected))
        for month, (sales, issued, redeemed, expected) in zip(MONTHS, given_, strict=False)
    ]
    balance = 0
    for one in contracts.run(periods):
        balance += one.deferred_minor - one.earned_minor
        assert one.owed_minor == balance >= 0
