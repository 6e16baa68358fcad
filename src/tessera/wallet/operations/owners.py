"""Everything a member holds, handed to another or given up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from tessera.ledger.models import Account
from tessera.ledger.operations import Books
from tessera.ledger.queries import Held, balances_at, list_held
from tessera.ledger.rules import Place, Take
from tessera.platform.batch import Batch
from tessera.wallet import places
from tessera.wallet.operations.parts import cancel_parts


def carry_over(
    batch: Batch,
    *,
    gone_id: UUID,
    keep_id: UUID,
    document_id: UUID,
    store_id: UUID | None,
    at: datetime,
    business_on: date,
) -> bool:
    """Move every account and lot of one member to another, in one balanced entry (CASES 14).

    What is owed moves as well. Lots keep their store, expiry and age. Returns whether there was
    anything. Who was faster with one of the accounts sends the caller back to its read.
    """
    held = list_held(gone_id)
    there = {one.place: replace(one.place, owner=keep_id) for one in held}
    balances = {one.place.id: one.balance for one in held} | balances_at(there.values())
    books = Books(
        batch=batch,
        balances=balances,
        kind="merge",
        holder=keep_id,
        document_id=document_id,
        store_id=store_id,
        at=at,
        business_on=business_on,
    )
    for one in held:
        here, to = one.place, there[one.place]
        source, destination = (here, to) if one.balance > 0 else (to, here)
        books.move(source=source, destination=destination, amount=abs(one.balance))
        for lot in one.lots:
            books.carry_lot(lot, place=to)
    books.close()
    for one in held:
        batch.change(Account, one.place.id, expect={"balance": one.balance})
    return bool(held)


def give_up(books: Books, held: Sequence[Held]) -> None:
    """Take whatever a member holds or owes back to the house, for good.

    Points lapse, bonus goes back to what it cost, principal is waived; a debt of points is
    forgiven. ``held`` was read for this entry; who was faster with one of the accounts sends the
    caller back to its read.
    """
    assert books.store_id is not None
    if books.holder:
        cancel_parts(books.batch, member_id=books.holder)
    for one in held:
        house = _house_of(one.place, books.store_id)
        source, destination = (one.place, house) if one.balance > 0 else (house, one.place)
        books.move(source=source, destination=destination, amount=abs(one.balance))
        books.take(Take(lot.id, lot.remaining) for lot in one.lots)
        books.batch.change(Account, one.place.id, expect={"balance": one.balance})


def _house_of(place: Place, store_id: UUID) -> Place:
    """Where what a member gives up goes."""
    if place.kind in {places.PRINCIPAL, places.FROZEN_PRINCIPAL, places.ASIDE_PRINCIPAL}:
        return places.wallet_waived(store_id, place.unit)
    if place.kind in {places.BONUS, places.FROZEN_BONUS, places.ASIDE_BONUS}:
        return places.bonus_granted(store_id, place.unit)
    if place.kind == places.POINTS_DEBT:
        return places.points_issued(store_id)
    return places.points_expired(store_id)
