"""Each proof about the ledger, points and stored value is broken on purpose."""

from uuid import UUID, uuid4

import pytest

from tessera.kernel.ids import uuid7
from tessera.ledger.models import Account, Entry, Lot, LotChange, Posting
from tessera.ledger.rules import Take
from tessera.ledger.tests.conftest import AT, TODAY, Pot, pot
from tessera.ops.tests.conftest import Day, assert_broken, unguard

__all__ = ["pot"]

pytestmark = pytest.mark.usefixtures("spoiling")


def _house(unit: str) -> UUID:
    return Account.objects.create(owner=uuid4(), kind="house", unit=unit).id


def _entry() -> UUID:
    return Entry.objects.create(kind="test", document_id=uuid4(), at=AT, business_on=TODAY).id


def _post(entry_id: UUID, source_id: UUID, destination_id: UUID, amount: int = 5) -> UUID:
    return Posting.objects.create(
        entry_id=entry_id, source_id=source_id, destination_id=destination_id, amount=amount
    ).id


def test_an_entry_without_postings(day: Day) -> None:
    assert_broken(_entry(), "ledger.entries")


def test_an_entry_that_does_not_sum_to_zero_in_a_unit(day: Day) -> None:
    entry = _entry()
    _post(entry, _house("CNY"), _house("PTS"))

    assert_broken(entry, "ledger.entries", "ledger.postings")


def test_postings_that_cross_units_and_cancel_each_other(day: Day) -> None:
    entry, money, points = _entry(), _house("CNY"), _house("PTS")
    _post(entry, money, points)
    posting = _post(entry, points, money)

    assert_broken(posting, "ledger.postings")


@pytest.mark.parametrize("amount", [0, -5])
def test_a_posting_that_moves_nothing_or_less(day: Day, amount: int) -> None:
    unguard(Posting, "posting_amount_positive")
    posting = _post(_entry(), _house("CNY"), _house("CNY"), amount)

    assert_broken(posting, "ledger.postings")


def test_a_posting_that_stays_where_it_is(day: Day) -> None:
    unguard(Posting, "posting_moves")
    house = _house("CNY")

    assert_broken(_post(_entry(), house, house), "ledger.postings")


def test_a_running_balance_that_is_not_its_postings(day: Day, pot: Pot) -> None:
    pot.credit(10)
    Account.objects.filter(id=pot.passes.id).update(balance=11)

    assert_broken(pot.passes.id, "ledger.balances")


def test_a_running_balance_of_an_account_that_nobody_posted_to(day: Day) -> None:
    own = Account.objects.create(owner=uuid4(), kind="pass", unit="USE", floor=0, balance=3)

    assert_broken(own.id, "ledger.balances")


def test_a_house_account_that_keeps_a_balance(day: Day) -> None:
    unguard(Account, "account_balance_at_least_floor")
    house = _house("CNY")
    Account.objects.filter(id=house).update(balance=0)

    assert_broken(house, "ledger.house")


def test_an_account_with_a_floor_that_keeps_no_balance(day: Day) -> None:
    unguard(Account, "account_balance_at_least_floor")
    own = Account.objects.create(owner=uuid4(), kind="pass", unit="USE", floor=0)

    assert_broken(own.id, "ledger.house")


def test_a_balance_below_its_floor(day: Day) -> None:
    unguard(Account, "account_balance_at_least_floor")
    own = Account.objects.create(owner=uuid4(), kind="pass", unit="CNY", floor=0, balance=-5)
    _post(_entry(), own.id, _house("CNY"))

    assert_broken(own.id, "ledger.floors")


def test_a_lot_whose_remainder_is_not_its_history(day: Day, pot: Pot) -> None:
    (lot,) = pot.credit(10).lots
    pot.spend(Take(lot, 4))
    LotChange.objects.filter(lot=lot).update(amount=-3)

    assert_broken(lot, "ledger.lots")


def test_a_lot_that_has_less_than_nothing_left(day: Day, pot: Pot) -> None:
    unguard(Lot, "lot_remaining_within_amount")
    (lot,) = pot.credit(10).lots
    pot.spend(Take(lot, 4))
    LotChange.objects.filter(lot=lot).update(amount=-11)
    Lot.objects.filter(id=lot).update(remaining=-1)

    assert_broken(lot, "ledger.lots")


def test_an_entry_that_reverses_one_that_is_not_there(day: Day, pot: Pot) -> None:
    (lot,) = pot.credit(10).lots
    spent = pot.spend(Take(lot, 4))
    undone = pot.undo(spent.id, Take(lot, 1))
    Entry.objects.filter(id=undone.id).update(reverses=uuid7())

    assert_broken(undone.id, "ledger.reversed")


def test_a_reversal_that_gives_back_more_than_was_taken_from_a_lot(day: Day, pot: Pot) -> None:
    (lot,) = pot.credit(10).lots
    spent = pot.spend(Take(lot, 4))
    pot.spend(Take(lot, 4))
    pot.undo(spent.id, Take(lot, -3))
    pot.undo(spent.id, Take(lot, -2))

    assert_broken(spent.id, "ledger.given_back")


def test_a_reversal_that_gives_back_to_a_lot_from_which_nothing_was_taken(
    day: Day, pot: Pot
) -> None:
    own, other = pot.credit(5, 5).lots
    spent = pot.spend(Take(own, 4))
    pot.spend(Take(other, 4))
    pot.undo(spent.id, Take(other, -1))

    assert_broken(other, "ledger.given_back")


def test_a_balance_of_stored_value_that_its_lots_do_not_hold(day: Day) -> None:
    lot = Lot.objects.filter(account__kind="wallet.principal", remaining__gt=0).earliest("id")
    LotChange.objects.create(lot=lot, entry=lot.entry, amount=-1)
    Lot.objects.filter(id=lot.id).update(remaining=lot.remaining - 1)

    assert_broken(lot.account_id, "wallet.balances", "wallet.entries")


def test_an_entry_that_takes_from_lots_what_another_posted(day: Day) -> None:
    clawed = LotChange.objects.filter(entry__kind="return", amount__lt=0).earliest("id")
    other = Entry.objects.get(document_id=day.last.sale_id)
    LotChange.objects.filter(id=clawed.id).update(entry=other)

    assert_broken(other.id, "wallet.entries")
