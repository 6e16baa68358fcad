from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.ledger.rules import OpenLot
from tessera.wallet.rules import (
    BONUS_FIRST,
    GRACE_DAYS,
    PRINCIPAL_FIRST,
    PROPORTIONAL,
    SpentLot,
    restore,
    restored_until,
    split_spend,
    worked_example,
)

ENTRY = UUID(int=1)


def lot(number: int, amount: int, remaining: int | None = None, entry: UUID = ENTRY) -> OpenLot:
    left = amount if remaining is None else remaining
    return OpenLot(
        UUID(int=number),
        UUID(int=99),
        entry,
        left,
        None,
        f"2026-01-{entry.int % 28 + 1:02d}",
        amount,
    )


@pytest.mark.parametrize(
    ("order", "principal", "bonus"),
    [(BONUS_FIRST, 10000, 20000), (PRINCIPAL_FIRST, 30000, 0), (PROPORTIONAL, 25000, 5000)],
)
def test_the_handbook_vectors_of_a_payment_of_300_hold(
    order: str, principal: int, bonus: int
) -> None:
    spend = split_spend(
        principal=[lot(1, 100000)], bonus=[lot(2, 20000)], amount=30000, order=order
    )
    assert (spend.principal_minor, spend.bonus_minor) == (principal, bonus)


@pytest.mark.parametrize("order", [BONUS_FIRST, PRINCIPAL_FIRST, PROPORTIONAL])
@pytest.mark.parametrize("spend", [1, 30000, 60000, 119999, 120000])
def test_the_worked_example_of_the_office_loses_nothing(order: str, spend: int) -> None:
    told = worked_example(order, principal_minor=100000, bonus_minor=20000, spend_minor=spend)
    assert told.principal_minor + told.bonus_minor == spend
    assert told.principal_minor + told.principal_left_minor == 100000
    assert told.bonus_minor + told.bonus_left_minor == 20000


@pytest.mark.parametrize(
    ("order", "left"), [(BONUS_FIRST, 60000), (PRINCIPAL_FIRST, 40000), (PROPORTIONAL, 50000)]
)
def test_after_600_the_principal_left_is_what_the_courts_would_refund(
    order: str, left: int
) -> None:
    spend = split_spend(
        principal=[lot(1, 100000)], bonus=[lot(2, 20000)], amount=60000, order=order
    )
    assert 100000 - spend.principal_minor == left


@given(
    st.lists(st.tuples(st.integers(1, 5000), st.integers(0, 3000)), min_size=1, max_size=4),
    st.data(),
    st.sampled_from([BONUS_FIRST, PRINCIPAL_FIRST, PROPORTIONAL]),
)
def test_a_payment_takes_exactly_its_amount_and_never_more_than_a_lot_holds(
    top_ups: list[tuple[int, int]], data: st.DataObject, order: str
) -> None:
    own = [lot(i + 1, p, entry=UUID(int=i + 1)) for i, (p, _) in enumerate(top_ups)]
    extra = [lot(i + 11, b, entry=UUID(int=i + 1)) for i, (_, b) in enumerate(top_ups) if b]
    held = {x.id: x.remaining for x in [*own, *extra]}
    amount = data.draw(st.integers(0, sum(held.values())))
    spend = split_spend(principal=own, bonus=extra, amount=amount, order=order)
    assert spend.principal_minor + spend.bonus_minor == amount
    for take in [*spend.principal, *spend.bonus]:
        assert 0 < take.amount <= held[take.lot_id]


def test_more_than_is_held_is_not_divided() -> None:
    with pytest.raises(ValueError, match="more than is held"):
        split_spend(principal=[lot(1, 100)], bonus=[], amount=101, order=PROPORTIONAL)


def test_case_08_spent_points_go_back_to_their_lots_in_proportion() -> None:
    spent = [
        SpentLot(UUID(int=1), 300, date(2026, 12, 31)),
        SpentLot(UUID(int=2), 100, date(2027, 12, 31)),
    ]
    restored = restore(spent, 200, date(2026, 6, 1))
    assert [(take.lot_id.int, take.amount) for take in restored.takes] == [(1, -150), (2, -50)]
    assert restored.lapsed == 0


def test_what_came_from_a_lapsed_lot_passes_through_it_into_a_new_one() -> None:
    spent = [SpentLot(UUID(int=1), 300, date(2025, 12, 31)), SpentLot(UUID(int=2), 100, None)]
    restored = restore(spent, 400, date(2026, 1, 1))
    assert restored.lapsed == 300
    assert [take.amount for take in restored.takes] == [-300, 300, -100]


def test_a_lot_restores_on_its_last_valid_day() -> None:
    spent = [SpentLot(UUID(int=1), 10, date(2026, 2, 28))]
    assert restore(spent, 10, date(2026, 2, 28)).lapsed == 0
    assert restore(spent, 10, date(2026, 3, 1)).lapsed == 10


@pytest.mark.parametrize(
    ("last_day", "lapsed", "soon"),
    [
        (date(2026, 2, 28), 10, 0),
        (date(2026, 3, 1), 0, 10),
        (date(2026, 3, 6), 0, 10),
        (date(2026, 3, 7), 0, 0),
        (None, 0, 0),
    ],
)
def test_what_would_lapse_within_the_grace_is_told_apart(
    last_day: date | None, lapsed: int, soon: int
) -> None:
    restored = restore([SpentLot(UUID(int=1), 10, last_day)], 10, date(2026, 3, 1), grace_days=7)
    assert (restored.lapsed, restored.soon) == (lapsed, soon)
    assert restored_until(date(2026, 3, 1), GRACE_DAYS) == date(2026, 3, 7)


def test_a_restored_lot_lives_thirty_days_with_today() -> None:
    assert restored_until(date(2024, 2, 1), 29) == date(2024, 2, 29)


def test_several_top_ups_that_one_merge_brought_are_told_apart_by_their_age() -> None:
    old, new = (replace(lot(1, 1000), earned_at=day) for day in ("2026-01-01", "2026-01-02"))
    gift, other = (replace(one, id=UUID(int=number)) for one, number in ((old, 3), (new, 4)))
    spend = split_spend(
        principal=[old, replace(new, id=UUID(int=2))],
        bonus=[gift, other],
        amount=3000,
        order=PROPORTIONAL,
    )
    assert [(take.lot_id.int, take.amount) for take in spend.principal] == [(1, 1000), (2, 500)]
    assert [(take.lot_id.int, take.amount) for take in spend.bonus] == [(3, 1000), (4, 500)]


def aged(number: int, amount: int, until: date | None, at: str, entry: int) -> OpenLot:
    own = lot(number, amount, entry=UUID(int=entry))
    return replace(own, expires_on=until, earned_at=at)


OLD, NEW, SOON = "2026-01-01", "2026-02-01", date(2026, 3, 31)
PAIR = [aged(1, 1000, None, OLD, 1)], [aged(2, 200, None, OLD, 1)]


@pytest.mark.parametrize(
    ("alone", "amount", "taken"),
    [
        (aged(3, 500, SOON, NEW, 3), 300, {3: 300}),
        (aged(3, 500, SOON, OLD, 3), 500, {3: 500}),
        (aged(3, 500, SOON, NEW, 3), 620, {3: 500, 1: 100, 2: 20}),
        (aged(3, 500, None, NEW, 3), 300, {1: 250, 2: 50}),
        (aged(3, 500, None, NEW, 3), 1300, {1: 1000, 2: 200, 3: 100}),
        (aged(3, 500, None, "2025-12-31", 3), 620, {3: 500, 1: 100, 2: 20}),
        (aged(3, 500, None, OLD, 1), 300, {1: 250, 2: 50}),
    ],
)
def test_bonus_that_stands_alone_takes_its_turn_by_its_end_and_age(
    alone: OpenLot, amount: int, taken: dict[int, int]
) -> None:
    principal, bonus = PAIR
    spend = split_spend(
        principal=principal, bonus=[*bonus, alone], amount=amount, order=PROPORTIONAL
    )
    assert {t.lot_id.int: t.amount for t in (*spend.principal, *spend.bonus)} == taken


ENDS = st.one_of(st.none(), st.dates(date(2026, 3, 1), date(2026, 3, 9)))


@given(
    st.lists(st.integers(1, 5000), min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(1, 3000), ENDS), max_size=4),
    st.data(),
)
def test_in_proportion_nothing_is_taken_before_what_ends_sooner_is_gone(
    paid: list[int], alone: list[tuple[int, date | None]], data: st.DataObject
) -> None:
    own = [aged(i + 1, minor, None, f"2026-02-{i + 1:02d}", i + 1) for i, minor in enumerate(paid)]
    extra = [
        aged(i + 50, minor, until, f"2026-01-{i + 1:02d}", i + 50)
        for i, (minor, until) in enumerate(alone)
    ]
    lots = [*own, *extra]
    amount = data.draw(st.integers(0, sum(one.remaining for one in lots)))
    spend = split_spend(principal=own, bonus=extra, amount=amount, order=PROPORTIONAL)
    taken = {take.lot_id: take.amount for take in (*spend.principal, *spend.bonus)}
    for one in lots:
        for other in lots:
            sooner = (one.expires_on or date.max) < (other.expires_on or date.max)
            if sooner and taken.get(other.id):
                assert taken.get(one.id) == one.remaining
