"""What stored value is worth in money: the handbook's figures, and what always holds."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.wallet.rules import CONSUMER, OPERATOR, TopUp, due

DAY = date(2026, 2, 27)
LATER = DAY + timedelta(days=8)


def topup(paid: int, bonus: int, consumed: int, discount: int = 0) -> TopUp:
    """A top-up of which ``consumed`` is gone, first what was paid."""
    from_paid = min(paid, consumed)
    return TopUp(
        entry_id=UUID(int=1),
        since=datetime(2026, 2, 27, 4, 0, tzinfo=UTC),
        on=DAY,
        paid_minor=paid,
        given_minor=bonus,
        paid_left_minor=paid - from_paid,
        given_left_minor=bonus - (consumed - from_paid),
        discount_minor=discount,
    )


@pytest.mark.parametrize(
    ("paid", "bonus", "consumed", "discount", "consumer", "operator"),
    [
        (100000, 20000, 60000, 0, 40000, 50000),  # handbook 1.4
        (300000, 100000, 359400, 0, 0, 30450),  # the judgment of Dongguan: 3000 - 2695.50
        (100000, 0, 30000, 0, 70000, 70000),
        (100000, 0, 30000, 10000, 60000, 70000),  # bought at three quarters of the price
        (100000, 20000, 110000, 0, 0, 8333),  # the deduction is rounded half up
        (0, 5000, 0, 0, 0, 0),  # a gift is nobody's money
        (100000, 20000, 120000, 5000, 0, 0),
    ],
)
def test_both_amounts_of_the_law(
    paid: int, bonus: int, consumed: int, discount: int, consumer: int, operator: int
) -> None:
    found = due(topup(paid, bonus, consumed, discount), today=LATER, cooling_days=7)
    assert (found.by(CONSUMER), found.by(OPERATOR)) == (consumer, operator)
    assert not found.is_withdrawal


@pytest.mark.parametrize(
    ("released", "promised", "consumed", "consumer", "operator"),
    [
        (20000, 0, 60000, 40000, 50000),  # handbook 1.4, all of the bonus at once
        (10000, 10000, 60000, 40000, 50000),  # half of it released: the price was the same
        (5000, 15000, 60000, 40000, 50000),  # 450.00 are left, and 50.00 of the parts are owed
        (5000, 15000, 104000, 0, 13333),  # 10.00 is left
    ],
)
def test_the_whole_bonus_bears_its_share_however_much_of_it_was_released(
    released: int, promised: int, consumed: int, consumer: int, operator: int
) -> None:
    one = replace(topup(100000, released, consumed), promised_minor=promised)
    found = due(one, today=LATER, cooling_days=7)
    assert (found.consumer_minor, found.operator_minor) == (consumer, operator)


@pytest.mark.parametrize(
    ("today", "consumed", "whole"),
    [
        (DAY, 0, True),
        (date(2026, 3, 6), 0, True),  # the seventh day, over the end of a February
        (date(2026, 3, 7), 0, False),
        (DAY, 1, False),
    ],
)
def test_within_seven_days_and_never_used_all_of_it_is_due(
    today: date, consumed: int, whole: bool
) -> None:
    found = due(topup(100000, 20000, consumed), today=today, cooling_days=7)
    assert found.is_withdrawal is whole
    if whole:
        assert found.by(CONSUMER) == found.by(OPERATOR) == 100000


@given(
    paid=st.integers(0, 10**9),
    bonus=st.integers(0, 10**9),
    part=st.fractions(0, 1),
    discount=st.integers(0, 10**9),
    days=st.integers(0, 30),
    promised=st.integers(0, 10**9),
)
def test_nobody_owes_and_nobody_gets_more_than_was_paid_or_is_left_and_promised(
    paid: int, bonus: int, part: float, discount: int, days: int, promised: int
) -> None:
    whole = topup(paid, bonus, int((paid + bonus) * part), discount)
    one = replace(whole, promised_minor=promised)
    found = due(one, today=DAY + timedelta(days=days), cooling_days=7)
    assert 0 <= found.consumer_minor <= found.operator_minor <= paid
    assert found.operator_minor <= one.left_minor + one.promised_minor
