"""Stored value given, claimed and gone back, into the books of the caller's entry."""

from collections.abc import Iterable
from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.ledger.models import Lot, LotChange
from tessera.ledger.operations import Books
from tessera.ledger.rules import Place, Take
from tessera.wallet import places
from tessera.wallet.models.giving import ValueGift
from tessera.wallet.rules import Spend


def give_value(books: Books, spend: Spend, *, gift_id: UUID, giver_id: UUID, currency: str) -> None:
    """Put what ``spend`` takes from the giver's lots under way, each part with the store, end and
    age of its lot."""
    lots = Lot.objects.in_bulk([take.lot_id for take in (*spend.principal, *spend.bonus)])
    there = places.given_principal(gift_id, currency), places.given_bonus(gift_id, currency)
    own = places.principal(giver_id, currency), places.bonus(giver_id, currency)
    for source, place, takes in zip(own, there, (spend.principal, spend.bonus), strict=True):
        books.take(takes)
        books.move(source=source, destination=place, amount=sum(take.amount for take in takes))
        for take in takes:
            _open(books, lots[take.lot_id], take.amount, place)


def claim_value(books: Books, gift: ValueGift, *, member_id: UUID, currency: str) -> None:
    """Hand all that is under way to who claims it; its lots keep store, end and age."""
    own = places.principal(member_id, currency), places.bonus(member_id, currency)
    for source, place in zip(_under_way(gift.id, currency), own, strict=True):
        lots = _lots_at(source)
        books.move(source=source, destination=place, amount=sum(lot.remaining for lot in lots))
        for lot in lots:
            books.carry_lot(lot, place=place)


def take_value_back(books: Books, gift: ValueGift, *, currency: str) -> None:
    """Give what nobody claimed back to the lots that it came from (law 3)."""
    changes = LotChange.objects.filter(entry__document_id=gift.id, entry__kind="gift_given")
    books.take(Take(change.lot_id, change.amount) for change in changes)
    own = places.principal(gift.giver_id, currency), places.bonus(gift.giver_id, currency)
    _empty(books, gift.id, own, currency)


def give_value_up(books: Books, gift: ValueGift, *, currency: str) -> None:
    """What nobody claimed and whose giver has left goes where the giver's other value went."""
    assert books.store_id is not None
    house = (
        places.wallet_waived(books.store_id, currency),
        places.bonus_granted(books.store_id, currency),
    )
    _empty(books, gift.id, house, currency)


def _empty(books: Books, gift_id: UUID, to: Iterable[Place], currency: str) -> None:
    for source, place in zip(_under_way(gift_id, currency), to, strict=True):
        lots = _lots_at(source)
        books.take(Take(lot.id, lot.remaining) for lot in lots)
        books.move(source=source, destination=place, amount=sum(lot.remaining for lot in lots))


def _under_way(gift_id: UUID, currency: str) -> tuple[Place, Place]:
    return places.given_principal(gift_id, currency), places.given_bonus(gift_id, currency)


def _lots_at(place: Place) -> list[Lot]:
    return list(Lot.objects.filter(account_id=place.id, remaining__gt=0).order_by("id"))


def _open(books: Books, lot: Lot, amount: int, place: Place) -> None:
    age = {"store_id": lot.store_id, "earned_at": lot.earned_at, "expires_on": lot.expires_on}
    whose = {"id": uuid7(), "account_id": place.id, "entry_id": books.entry_id}
    books.batch.insert(Lot, {**whose, **age, "amount": amount, "remaining": amount})
