"""Points that wait for the end of the return period, and their release."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.clock import business_day
from tessera.ledger.models import Lot
from tessera.ledger.operations import Books
from tessera.ledger.queries import ExpiredLot, balances_at
from tessera.ledger.rules import Place, Take
from tessera.org import queries as org
from tessera.platform.batch import Batch
from tessera.wallet import places
from tessera.wallet.queries import Holding


def hold_points(books: Books, holding: Holding, *, points: int, through: date) -> UUID:
    """Issue points that may not be spent before the day after ``through``; returns their lot.

    They fill no debt yet: that is for points that are really there.
    """
    assert books.store_id is not None
    own = places.points_pending(holding.member_id)
    books.move(source=places.points_issued(books.store_id), destination=own, amount=points)
    return books.open_lot(place=own, amount=points, expires_on=through)


def release_points(
    batch: Batch,
    ripe: Sequence[ExpiredLot],
    *,
    days: Mapping[UUID, date],
    expires_on: Callable[[date], date | None],
    document_id: UUID,
    at: datetime,
) -> None:
    """Move what is left of ``ripe`` lots to what may be spent: debt first, the rest into lots as
    old as they were, which end on ``expires_on`` their day of earning.

    One entry for each member: lots that another store gave are left, and found again. A lot
    without a store counts for the first.
    """
    somewhere = min(days, default=None)
    rows = Lot.objects.in_bulk([lot.id for lot in ripe])
    parts: dict[UUID, tuple[UUID, list[Lot]]] = {}
    for one in ripe:
        store_id = one.store_id or somewhere
        assert store_id is not None
        its_store, own = parts.setdefault(one.owner, (store_id, []))
        if its_store == store_id:
            own.append(rows[one.id])
    balances = balances_at(place for owner in parts for place in _own(owner))
    known = org.known_at()
    for owner, (store_id, lots) in parts.items():
        store = known.store(store_id)
        books = Books(
            batch=batch,
            balances=balances,
            kind="release",
            holder=owner,
            document_id=document_id,
            store_id=store_id,
            at=at,
            business_on=days[store_id],
        )
        for lot in lots:
            _release(books, owner, lot, expires_on(_earned_on(lot, store)))
        books.close()


def _own(owner: UUID) -> tuple[Place, ...]:
    return places.points_pending(owner), places.points(owner), places.points_debt(owner)


def _earned_on(lot: Lot, store: org.StoreFacts) -> date:
    return business_day(lot.earned_at, zone=store.zone, cutover_hour=store.cutover_hour)


def _release(books: Books, owner: UUID, lot: Lot, until: date | None) -> None:
    pending, points = places.points_pending(owner), places.points(owner)
    debt = places.points_debt(owner)
    owed = min(lot.remaining, max(0, -books.after(debt)))
    books.take([Take(lot.id, lot.remaining)])
    books.move(source=pending, destination=debt, amount=owed)
    rest = lot.remaining - owed
    if rest:
        books.move(source=pending, destination=points, amount=rest)
        books.open_lot(place=points, amount=rest, expires_on=until, earned_at=lot.earned_at)
