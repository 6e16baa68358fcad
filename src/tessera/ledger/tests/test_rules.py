"""What a place is, and in which order lots are spent."""

from datetime import date
from uuid import UUID

import pytest

from tessera.ledger.rules import OpenLot, Place, Take, in_spending_order, take_from, valid_on

OWNER = UUID("0190b6f0-0000-7000-8000-000000000001")


def lot(
    number: int, remaining: int, expires_on: date | None, earned_at: str = "2026-01"
) -> OpenLot:
    return OpenLot(UUID(int=number), OWNER, OWNER, remaining, expires_on, earned_at)


def test_the_id_of_an_account_follows_from_its_name_for_ever() -> None:
    place = Place(OWNER, "points", "PTS", floor=0)

    assert place.id == UUID("1897a668-f8dc-5720-acb4-7c799b38f2d4")
    assert place.id == Place(OWNER, "points", "PTS").id


def test_owner_kind_and_unit_each_make_another_account() -> None:
    names = [
        (OWNER, "points", "PTS"),
        (UUID(int=2), "points", "PTS"),
        (OWNER, "points.debt", "PTS"),
        (OWNER, "points", "CNY"),
    ]

    assert len({Place(*name).id for name in names}) == len(names)


def test_lots_are_spent_soonest_expiry_first_those_without_one_last_then_the_oldest() -> None:
    never, late = lot(1, 5, None), lot(2, 5, date(2027, 12, 31))
    soon_new, soon_old = (
        lot(3, 5, date(2026, 12, 31), "2026-02"),
        lot(4, 5, date(2026, 12, 31), "2026-01"),
    )

    order = in_spending_order([never, late, soon_new, soon_old])

    assert order == [soon_old, soon_new, late, never]


def test_lots_of_the_same_moment_are_spent_in_one_stated_order() -> None:
    first, second = lot(1, 5, None), lot(2, 5, None)

    assert in_spending_order([second, first]) == in_spending_order([first, second])


def test_a_lot_is_valid_through_its_last_day() -> None:
    ends = lot(1, 5, date(2026, 12, 31))

    assert valid_on([ends], date(2026, 12, 31)) == [ends]
    assert valid_on([ends], date(2027, 1, 1)) == []


def test_taking_empties_one_lot_before_it_touches_the_next() -> None:
    lots = [lot(1, 5, date(2026, 12, 31)), lot(2, 5, date(2027, 12, 31)), lot(3, 5, None)]

    assert take_from(lots, 7) == [Take(UUID(int=1), 5), Take(UUID(int=2), 2)]
    assert take_from(lots, 0) == []


def test_more_than_the_lots_hold_is_not_taken() -> None:
    with pytest.raises(ValueError, match="lack 1"):
        take_from([lot(1, 5, None)], 6)
