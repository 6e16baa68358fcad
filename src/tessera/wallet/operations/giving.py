"""Stored value given, claimed and gone back, or handed over, into the books of the caller's entry."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.ledger.models import Lot, LotChange
from tessera.ledger.operations import Books
from tessera.ledger.rules import Place, Take
from tessera.platform import versions
from tessera.wallet import places, queries, rules
from tessera.wallet.errors import giving as errors
from tessera.wallet.models.giving import ValueGift
from tessera.wallet.operations.value import plan_payment
from tessera.wallet.queries import Holding, PolicyFacts
from tessera.wallet.queries.giving import given_away_minor
from tessera.wallet.rules import Spend
from tessera.wallet.rules.giving import keeps_closing, room_minor


def plan_gift(own: Holding, *, amount_minor: int, on: date, policy: PolicyFacts) -> Spend:
    """What a gift or transfer of ``amount_minor`` takes from the giver's lots.

    Principal and bonus go in proportion, whatever order payments take them in: one without the other
    would draw the bonus out, and what waits for parts of its bonus is not given before them. What is
    frozen stays, and a closing store's value where the rules ask for its notice. Raises Invalid
    ``wallet.gift_too_small``; Conflict ``wallet.gift_too_much``, ``wallet.insufficient``,
    ``wallet.gift_parts_to_come``.
    """
    if amount_minor <= 0:
        raise errors.gift_too_small()
    room = room_minor(policy.giving, given_minor=given_away_minor(own.member_id, on))
    if room is not None and amount_minor > room:
        raise errors.gift_too_much(left_minor=room)
    even = replace(policy, consumption_order=rules.PROPORTIONAL)
    spend = plan_payment(_free(own, on), amount_minor=amount_minor, on=on, policy=even)
    taken = [take.lot_id for take in (*spend.principal, *spend.bonus)]
    ages = set(Lot.objects.filter(id__in=taken).values_list("earned_at", flat=True))
    if ages & queries.ages_waiting(own.member_id):
        raise errors.parts_to_come()
    return spend


def _free(own: Holding, on: date) -> Holding:
    """``own`` without the lots that stay with their member because their store closes."""
    closing = [one.store_id for one in queries.list_closings()]
    if not closing or not keeps_closing(queries.legal.get(versions.current()).on(on).rules):
        return own
    theirs = Lot.objects.filter(id__in=[lot.id for lot in own.lots], store_id__in=closing)
    tied = set(theirs.values_list("id", flat=True))
    return replace(own, lots=tuple(lot for lot in own.lots if lot.id not in tied))


def give_value(books: Books, spend: Spend, *, gift_id: UUID, giver_id: UUID, currency: str) -> None:
    """Put what ``spend`` takes from the giver's lots under way, each part with the store, end and
    age of its lot."""
    own = places.principal(giver_id, currency), places.bonus(giver_id, currency)
    _carry(books, spend, own, _under_way(gift_id, currency))


def transfer_value(
    books: Books, spend: Spend, *, giver_id: UUID, receiver_id: UUID, currency: str
) -> None:
    """Hand what ``spend`` takes from the giver's lots to another member, each part with the store,
    end and age of its lot."""
    own = places.principal(giver_id, currency), places.bonus(giver_id, currency)
    theirs = places.principal(receiver_id, currency), places.bonus(receiver_id, currency)
    _carry(books, spend, own, theirs)


def _carry(
    books: Books, spend: Spend, own: tuple[Place, Place], there: tuple[Place, Place]
) -> None:
    lots = Lot.objects.in_bulk([take.lot_id for take in (*spend.principal, *spend.bonus)])
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
