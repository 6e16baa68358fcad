"""What a card pays out, where bonus paid for a part of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.wallet.rules.card_refunds import CardDue, card_due


def due(price: int, bonus: int, deferred: int, full: int, used: int) -> CardDue:
    return card_due(
        price_minor=price,
        deferred_minor=deferred,
        full_minor=full,
        uses=10,
        used=used,
        is_by_day=False,
        sold_on=date(2026, 3, 10),
        today=date(2026, 3, 31),
        cooling_days=7,
        bonus_minor=bonus,
    )


@pytest.mark.parametrize(
    ("bonus", "consumer", "operator"),
    [(0, 50000, 70000), (50000, 25000, 35000), (33333, 33333, 46666), (100000, 0, 0)],
)
def test_of_what_is_due_the_money_has_its_share(bonus: int, consumer: int, operator: int) -> None:
    found = due(100000, bonus, 70000, 50000, 3)
    assert (found.consumer_minor, found.operator_minor) == (consumer, operator)


@given(st.data(), st.integers(1, 10**7))
def test_never_more_than_the_money_that_was_paid(data: st.DataObject, price: int) -> None:
    part = st.integers(0, price)
    bonus, deferred, full = data.draw(part), data.draw(part), data.draw(part)
    found = due(price, bonus, deferred, full, data.draw(st.integers(0, 10)))
    assert 0 <= found.consumer_minor <= found.operator_minor <= price - bonus
