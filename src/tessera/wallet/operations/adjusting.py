"""Points and bonus moved by hand, and from member to member, into the books of the caller's entry."""

from datetime import date

from tessera.kernel.ids import uuid7
from tessera.ledger.models import Lot
from tessera.ledger.operations import Books
from tessera.ledger.rules import Take, take_from
from tessera.wallet import errors, places
from tessera.wallet.queries import Holding


def adjust_points(
    books: Books, holding: Holding, *, points: int, on: date, expires_on: date | None
) -> None:
    """Add points by hand, or take them where negative: never more than may be spent.

    What is added fills what is owed first. Raises Conflict ``points.insufficient``.
    """
    assert books.store_id is not None
    house, own = places.points_adjusted(books.store_id), places.points(holding.member_id)
    if points < 0:
        if -points > (available := holding.points_on(on)):
            raise errors.points_insufficient(available=available, asked=-points)
        books.take(take_from(holding.points_lots(on), -points))
        books.move(source=own, destination=house, amount=-points)
        return
    owed = min(points, holding.debt_points)
    books.move(source=house, destination=places.points_debt(holding.member_id), amount=owed)
    if points > owed:
        books.move(source=house, destination=own, amount=points - owed)
        books.open_lot(place=own, amount=points - owed, expires_on=expires_on)


def adjust_bonus(
    books: Books, holding: Holding, *, amount_minor: int, on: date, expires_on: date | None
) -> None:
    """Add bonus by hand at the brand's cost, or take it where negative: never more than is there.

    Raises Conflict ``wallet.bonus_insufficient``.
    """
    assert books.store_id is not None
    house = places.bonus_granted(books.store_id, holding.currency)
    own = places.bonus(holding.member_id, holding.currency)
    if amount_minor < 0:
        lots = holding.bonus_lots(on)
        if -amount_minor > (available := sum(lot.remaining for lot in lots)):
            raise errors.bonus_insufficient(available_minor=available)
        books.take(take_from(lots, -amount_minor))
        books.move(source=own, destination=house, amount=-amount_minor)
        return
    books.move(source=house, destination=own, amount=amount_minor)
    books.open_lot(place=own, amount=amount_minor, expires_on=expires_on)


def transfer_points(
    books: Books, giver: Holding, receiver: Holding, *, points: int, fee_points: int, on: date
) -> None:
    """Hand points over: what ends soonest goes first, and keeps its last day, store and age.

    The fee is spent in the entry's store. Raises Conflict ``wallet.points_owed`` where the giver
    owes, ``points.insufficient``.
    """
    if giver.debt_points:
        raise errors.points_owed(points=giver.debt_points)
    if points + fee_points > (available := giver.points_on(on)):
        raise errors.points_insufficient(available=available, asked=points + fee_points)
    assert books.store_id is not None
    source, destination = places.points(giver.member_id), places.points(receiver.member_id)
    takes = take_from(giver.points_lots(on), points + fee_points)
    books.take(takes)
    lots = Lot.objects.in_bulk([take.lot_id for take in takes])
    left = points
    for take in takes:
        part = min(take.amount, left)
        left -= part
        if part:
            _open(books, lots[take.lot_id], Take(take.lot_id, part), receiver)
    books.move(source=source, destination=destination, amount=points)
    books.move(source=source, destination=places.points_redeemed(books.store_id), amount=fee_points)


def _open(books: Books, lot: Lot, part: Take, receiver: Holding) -> None:
    """The part of a lot that goes over, as a lot of the receiver's."""
    age = {"store_id": lot.store_id, "earned_at": lot.earned_at, "expires_on": lot.expires_on}
    whose = {"account_id": places.points(receiver.member_id).id, "entry_id": books.entry_id}
    much = {"amount": part.amount, "remaining": part.amount}
    books.batch.insert(Lot, {"id": uuid7(), **whose, **age, **much})
