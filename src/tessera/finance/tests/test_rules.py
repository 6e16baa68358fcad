"""The arithmetic of statements and the bands of age."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.finance.rules import ages, columns, statements
from tessera.finance.rules.statements import Flow, OwnFlow

DAY = date(2026, 3, 10)

PAIRS = sorted(
    {pair for h in columns.HOLDINGS for c in columns.COLUMNS for pair in columns.pairs(h, c)}
)
FLOWS = st.lists(
    st.builds(
        lambda pair, amount, day: Flow(pair[0], pair[1], amount, day=DAY + timedelta(days=day)),
        st.sampled_from(PAIRS),
        st.integers(1, 10**9),
        st.integers(0, 40),
    )
)


def test_a_line_is_read_from_the_opening_to_the_closing() -> None:
    flows = [
        Flow("tender.cash", "wallet.principal", 50000),
        Flow("wallet.principal", "revenue", 30000),
        Flow("revenue", "wallet.principal", 10000),
        Flow("wallet.principal", "tender.bank", 5000),
        Flow("points_issued", "points", 77),
    ]
    line = statements.line("principal", flows, opening=1000)
    assert dict(line.moved) == {"issued": 50000, "used": 20000, "refunded": 5000}
    assert line.closing == 1000 + 50000 - 20000 - 5000


@given(st.sampled_from(columns.HOLDINGS), FLOWS, st.integers(0, 10**9))
def test_opening_and_columns_make_the_closing_that_the_accounts_have(
    holding: str, flows: list[Flow], opening: int
) -> None:
    balance = opening
    for flow in flows:
        balance += flow.amount * (columns.HELD.get(flow.destination) == holding)
        balance -= flow.amount * (columns.HELD.get(flow.source) == holding)
    assert statements.line(holding, flows, opening).closing == balance


@given(st.sampled_from(columns.HOLDINGS), FLOWS, st.integers(0, 10**9))
def test_each_day_opens_with_what_the_one_before_closed_with(
    holding: str, flows: list[Flow], opening: int
) -> None:
    days: dict[date, list[Flow]] = {}
    for flow in flows:
        assert flow.day is not None
        days.setdefault(flow.day, []).append(flow)
    lines = statements.following(holding, opening, days)
    whole = statements.line(holding, flows, opening)
    assert [line.closing for line in lines.values()][-1:] == [whole.closing] * bool(flows)
    for column in columns.COLUMNS:
        assert sum(line.of(column) for line in lines.values()) == whole.of(column)


def test_between_two_members_value_is_transferred() -> None:
    gave = statements.own_line([OwnFlow("points", False, 30, DAY)], opening=100)
    got = statements.own_line([OwnFlow("points", True, 30, DAY)])
    assert (dict(gave.moved), gave.closing) == ({"transferred": -30}, 70)
    assert (dict(got.moved), got.closing) == ({"transferred": 30}, 30)


@pytest.mark.parametrize(
    ("days", "band"),
    [(-1, 0), (0, 0), (30, 0), (31, 1), (90, 1), (91, 2), (180, 2), (181, 3), (365, 3), (366, 4)],
)
def test_the_bands_of_age_begin_and_end_on_their_day(days: int, band: int) -> None:
    assert ages.age_band(DAY - timedelta(days=days), today=DAY) == band


def test_a_leap_year_has_its_day_in_the_bands() -> None:
    assert ages.age_band(date(2023, 3, 1), today=date(2024, 2, 29)) == 3
    assert ages.age_band(date(2023, 2, 28), today=date(2024, 2, 29)) == 4


@pytest.mark.parametrize(
    ("expires_on", "band"),
    [(None, ages.NEVER), (DAY, 0), (DAY + timedelta(days=31), 1), (date(2030, 1, 1), 4)],
)
def test_what_never_runs_out_has_a_band_of_its_own(expires_on: date | None, band: int) -> None:
    assert ages.expiry_band(expires_on, today=DAY) == band


def test_the_bands_follow_one_another() -> None:
    assert ages.bounds() == [(0, 30), (31, 90), (91, 180), (181, 365), (366, None)]
