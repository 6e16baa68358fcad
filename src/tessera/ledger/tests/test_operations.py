"""One entry at a time: postings, balances, lots, and what a race leaves."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tessera.kernel.ids import uuid7
from tessera.ledger.models import Account, Entry, Lot, LotChange, Posting
from tessera.ledger.queries import get_balance
from tessera.ledger.rules import OVERDRAWN_FLOOR, Place, Take
from tessera.ledger.tests.conftest import AT, TODAY, Pot, write
from tessera.platform.batch import Batch
from tessera.platform.usecases import StaleError


def test_an_entry_moves_value_keeps_the_holders_balance_and_none_for_the_house(pot: Pot) -> None:
    written = pot.credit(10)

    entry = Entry.objects.get()
    assert (entry.id, entry.kind, entry.at, entry.business_on) == (written.id, "test", AT, TODAY)
    posting = Posting.objects.get()
    assert (posting.source_id, posting.destination_id, posting.amount) == (
        pot.house.id,
        pot.passes.id,
        10,
    )
    assert dict(Account.objects.values_list("id", "balance")) == {
        pot.house.id: None,
        pot.passes.id: 10,
    }
    assert (get_balance(pot.passes), get_balance(pot.house)) == (10, -10)


def test_the_second_entry_changes_the_balance_that_the_first_made(pot: Pot) -> None:
    (lot,) = pot.credit(10).lots
    pot.spend(Take(lot, 4))

    assert get_balance(pot.passes) == 6
    assert Lot.objects.get().remaining == 6
    assert [change.amount for change in LotChange.objects.all()] == [-4]


def test_moves_of_one_entry_add_up_before_they_are_written(pot: Pot) -> None:
    batch = Batch()
    books = pot.books(batch)
    books.move(source=pot.house, destination=pot.passes, amount=7)
    books.move(source=pot.passes, destination=pot.house, amount=2)

    assert (books.delta(pot.passes), books.delta(pot.house)) == (5, -5)
    assert books.after(pot.passes) == 5
    write(batch, books)
    assert get_balance(pot.passes) == 5
    assert Entry.objects.count() == 1


def test_an_entry_that_moves_nothing_leaves_nothing(pot: Pot) -> None:
    batch = Batch()
    books = pot.books(batch)
    books.move(source=pot.house, destination=pot.passes, amount=0)
    write(batch, books)

    assert not Entry.objects.exists()
    assert not Account.objects.filter(id=pot.passes.id).exists()


@pytest.mark.parametrize(("amount", "unit"), [(-1, "USE"), (1, "CNY")])
def test_neither_a_negative_amount_nor_two_units_can_be_moved(
    pot: Pot, amount: int, unit: str
) -> None:
    books = pot.books(Batch())
    stranger = Place(uuid7(), "pass", unit, floor=0)

    with pytest.raises(ValueError, match="cannot move"):
        books.move(source=pot.house, destination=stranger, amount=amount)
    assert books.delta(stranger) == 0


def test_no_balance_falls_below_its_floor_whatever_was_read(pot: Pot) -> None:
    (lot,) = pot.credit(10).lots

    with pytest.raises(IntegrityError):
        pot.spend(Take(lot, 11))
    assert (get_balance(pot.passes), Lot.objects.get().remaining) == (10, 10)
    assert Entry.objects.count() == 1


def test_a_lot_gives_no_more_than_it_has_even_where_the_balance_would_reach(pot: Pot) -> None:
    small, _ = pot.credit(3, 7).lots

    with pytest.raises(IntegrityError):
        pot.spend(Take(small, 4))
    assert get_balance(pot.passes) == 10
    assert sorted(Lot.objects.values_list("remaining", flat=True)) == [3, 7]


def test_two_who_make_an_account_at_once_make_one(pot: Pot) -> None:
    first, second = Batch(), Batch()
    own, other = pot.books(first), pot.books(second)
    for books in (own, other):
        books.move(source=pot.house, destination=pot.passes, amount=5)
    write(first, own)

    with pytest.raises(IntegrityError):
        write(second, other)
    assert get_balance(pot.passes) == 5


def test_an_account_that_may_be_overdrawn_changes_only_from_the_balance_that_was_read(
    pot: Pot,
) -> None:
    owed = Place(pot.passes.owner, "debt", "USE", floor=OVERDRAWN_FLOOR)
    for amount in (5, 1):
        batch = Batch()
        books = pot.books(batch)
        books.move(source=owed, destination=pot.house, amount=amount)
        write(batch, books)
    assert get_balance(owed) == -6

    batches = Batch(), Batch()
    late = [pot.books(batch) for batch in batches]
    for books in late:
        books.move(source=pot.house, destination=owed, amount=6)
    write(batches[0], late[0])
    with pytest.raises(StaleError):
        write(batches[1], late[1])
    assert get_balance(owed) == 0


def test_a_lot_keeps_its_expiry_its_store_and_its_entry(pot: Pot) -> None:
    written = pot.credit(3, expires_on=date(2026, 12, 31))

    lot = Lot.objects.get()
    assert (lot.entry_id, lot.amount, lot.remaining) == (written.id, 3, 3)
    assert (lot.expires_on, lot.earned_at, lot.store_id) == (date(2026, 12, 31), AT, None)


def test_what_one_entry_gives_to_a_lot_and_takes_from_it_is_kept_apart(pot: Pot) -> None:
    (lot,) = pot.credit(10).lots
    spent = pot.spend(Take(lot, 6))
    pot.undo(spent.id, Take(lot, -5), Take(lot, 2))

    undone = LotChange.objects.filter(entry__reverses=spent.id)
    assert sorted(undone.values_list("amount", flat=True)) == [-2, 5]
    assert (Lot.objects.get().remaining, get_balance(pot.passes)) == (7, 7)


@pytest.mark.parametrize(("floor", "balance"), [(None, 0), (0, None), (0, -1)])
def test_the_database_keeps_balances_where_there_is_a_floor_and_only_there(
    pot: Pot, floor: int | None, balance: int | None
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(owner=uuid7(), kind="x", unit="X", floor=floor, balance=balance)
    assert Account.objects.count() == 1
