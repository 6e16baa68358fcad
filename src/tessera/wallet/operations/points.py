"""Points: spent, issued, clawed back and restored, into the books of the caller's entry."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tessera.ledger.operations import Books
from tessera.ledger.rules import take_from
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
