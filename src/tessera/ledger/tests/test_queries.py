"""What the ledger tells: lots of an entry, balances, history."""

from uuid import UUID

from tessera.ledger import queries
from tessera.ledger.rules import OpenLot, Take
from tessera.ledger.tests.conftest import Pot
from tessera.platform import reads


def unrestored(document_id: UUID) -> dict[UUID, int]:
    lots = queries.get_entry_lots(document_id=document_id)
    return {taken.lot_id: taken.unrestored for taken in lots.taken}


def test_one_read_finds_balances_and_what_is_left_in_lots(pot: Pot) -> None:
    small, large = pot.credit(3, 7).lots
    pot.spend(Take(small, 3), Take(large, 2))
    found = reads.gather(
        {
            "balances": queries.select_balances([pot.passes, pot.house]),
            "lots": queries.select_open_lots([pot.passes]),
        }
    )

    assert queries.balances_of(found["balances"])[pot.passes.id] == 5
    (left,) = queries.lots_of(found["lots"])
    assert isinstance(left, OpenLot)
    assert (left.id, left.amount, left.remaining) == (large, 7, 5)


def test_the_lots_of_a_document_are_what_its_entry_took_and_opened(pot: Pot) -> None:
    opened = pot.credit(3, 7)
    small, large = opened.lots
    spent = pot.spend(Take(small, 3), Take(large, 2))

    lots = queries.get_entry_lots(document_id=opened.document_id)
    assert {lot.id for lot in lots.opened} == {small, large}
    assert lots.taken == ()
    assert unrestored(spent.document_id) == {small: 3, large: 2}


def test_what_a_return_gave_back_is_not_owed_again(pot: Pot) -> None:
    small, large = pot.credit(3, 7).lots
    spent = pot.spend(Take(small, 3), Take(large, 2))
    pot.undo(spent.id, Take(small, -3), Take(large, -1))

    assert unrestored(spent.document_id) == {large: 1}


def test_what_a_return_claws_back_from_lots_is_not_owed_to_them(pot: Pot) -> None:
    own, other = pot.credit(5, 5).lots
    spent = pot.spend(Take(own, 4))
    pot.undo(spent.id, Take(own, -2), Take(own, 1), Take(other, 3))

    assert unrestored(spent.document_id) == {own: 2}


def test_a_document_without_an_entry_has_no_lots(pot: Pot) -> None:
    assert queries.get_entry_lots(document_id=pot.house.owner) == queries.EntryLots(None, (), ())


def test_an_owners_movements_are_signed_as_the_owner_saw_them(pot: Pot) -> None:
    (lot,) = pot.credit(10).lots
    pot.spend(Take(lot, 4))

    moves = queries.list_movements(pot.passes.owner)
    assert {(move.amount, move.account_kind, move.entry_kind) for move in moves} == {
        (-4, "pass", "test"),
        (10, "pass", "test"),
    }
