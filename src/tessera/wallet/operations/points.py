"""Points: spent, issued, clawed back, restored and expired, into the books of the caller's entry."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from tessera.ledger.operations import Books
from tessera.ledger.queries import ExpiredLot
from tessera.ledger.rules import Take, take_from
from tessera.platform.batch import Batch
from tessera.wallet import errors, places, rules
from tessera.wallet.queries import Holding


def spend_points(books: Books, holding: Holding, *, points: int, on: date) -> None:
    """Take points, soonest expiry first, and post them as redeemed in the entry's store.

    Raises Conflict ``points.insufficient``.
    """
    if points > (available := holding.points_on(on)):
        raise errors.points_insufficient(available=available, asked=points)
    assert books.store_id is not None
    books.take(take_from(holding.points_lots(on), points))
    books.move(
        source=places.points(holding.member_id),
        destination=places.points_redeemed(books.store_id),
        amount=points,
    )


def credit_points(
    books: Books, holding: Holding, *, points: int, expires_on: date | None
) -> tuple[UUID | None, int]:
    """Issue points: first they fill what is owed, the rest becomes a lot.

    Returns the lot's id, None when nothing was left for one, and what went into the debt.
    """
    assert books.store_id is not None
    issued = places.points_issued(books.store_id)
    owed = min(points, holding.debt_points)
    books.move(source=issued, destination=places.points_debt(holding.member_id), amount=owed)
    if points == owed:
        return None, owed
    own = places.points(holding.member_id)
    books.move(source=issued, destination=own, amount=points - owed)
    return books.open_lot(place=own, amount=points - owed, expires_on=expires_on), owed


def claw_back_points(
    books: Books, holding: Holding, *, points: int, first: UUID | None, on: date
) -> None:
    """Take back points that a sale earned, even beyond what is held.

    The sale's own lot ``first``, then the soonest-expiring; the rest is owed and filled by the
    next earnings (domain handbook 5.3; Talon.One's "unlimited").
    """
    assert books.store_id is not None
    issued = places.points_issued(books.store_id)
    lots = holding.points_lots(on)
    held = min(points, sum(lot.remaining for lot in lots))
    own_first = [lot for lot in lots if lot.id == first]
    from_own = min(held, sum(lot.remaining for lot in own_first))
    books.take(take_from(own_first, from_own))
    books.take(take_from([lot for lot in lots if lot.id != first], held - from_own))
    books.move(source=places.points(holding.member_id), destination=issued, amount=held)
    books.move(
        source=places.points_debt(holding.member_id), destination=issued, amount=points - held
    )


def restore_points(
    books: Books,
    *,
    member_id: UUID,
    spent: Sequence[rules.SpentLot],
    points: int,
    on: date,
    days: int,
) -> None:
    """Give spent points back to their lots (CASES 8); lapsed ones become a lot of ``days``."""
    assert books.store_id is not None
    own = places.points(member_id)
    restored = rules.restore(spent, points, on)
    books.take(restored.takes)
    if restored.lapsed:
        books.open_lot(place=own, amount=restored.lapsed, expires_on=rules.restored_until(on, days))
    books.move(source=places.points_redeemed(books.store_id), destination=own, amount=points)


def expire_points(
    batch: Batch,
    lots: Sequence[ExpiredLot],
    *,
    days: Mapping[UUID, date],
    document_id: UUID,
    at: datetime,
) -> None:
    """Move what is left of expired ``lots`` to what expired in their stores.

    One entry for each member and store, dated by ``days``, the stores' business days; a lot
    without a store counts for the first of them.
    """
    somewhere = min(days, default=None)
    parts: dict[tuple[UUID, UUID], list[ExpiredLot]] = {}
    for lot in lots:
        store_id = lot.store_id or somewhere
        assert store_id is not None
        parts.setdefault((lot.owner, store_id), []).append(lot)
    for (owner, store_id), own in parts.items():
        books = Books(
            batch=batch,
            balances={lot.account_id: lot.balance for lot in own},
            kind="expiry",
            holder=owner,
            document_id=document_id,
            store_id=store_id,
            at=at,
            business_on=days[store_id],
        )
        books.take(Take(lot.id, lot.remaining) for lot in own)
        books.move(
            source=places.points(owner),
            destination=places.points_expired(store_id),
            amount=sum(lot.remaining for lot in own),
        )
        books.close()
