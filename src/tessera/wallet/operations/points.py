"""Points: spent, issued, clawed back and restored, into the books of the caller's entry."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from tessera.ledger.operations import Books
from tessera.ledger.rules import OpenLot, Place, take_from
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
    """Take back points that were given, even beyond what is held.

    Their own lot ``first``, then the soonest-expiring; the rest is owed and filled by the
    next earnings (domain handbook 5.3; Talon.One's "unlimited").
    """
    held = min(points, sum(lot.remaining for lot in holding.points_lots(on)))
    own = {first} if first else set()
    take_back_points(books, holding, taken=held, owed=points - held, own=own, on=on)


def take_back_points(
    books: Books, holding: Holding, *, taken: int, owed: int, own: Collection[UUID], on: date
) -> None:
    """Take ``taken`` points out of what is held and put ``owed`` down as debt.

    What waits still goes first, the lots ``own`` of the earning before others; then what is
    spendable, its ``own`` and the soonest-expiring (docs/recipes/return.md). Raises ValueError
    where less is held.
    """
    assert books.store_id is not None
    issued = places.points_issued(books.store_id)
    left = taken
    for place, lots in _in_taking_order(holding, own, on):
        part = min(left, sum(lot.remaining for lot in lots))
        books.take(take_from(lots, part))
        books.move(source=place, destination=issued, amount=part)
        left -= part
    if left:
        raise ValueError(f"{left} points more than are held")
    books.move(source=places.points_debt(holding.member_id), destination=issued, amount=owed)


def _in_taking_order(
    holding: Holding, own: Collection[UUID], on: date
) -> list[tuple[Place, list[OpenLot]]]:
    waiting, there = holding.pending_lots(), holding.points_lots(on)
    pending, points = places.points_pending(holding.member_id), places.points(holding.member_id)
    return [
        (pending, [lot for lot in waiting if lot.id in own]),
        (points, [lot for lot in there if lot.id in own]),
        (points, [lot for lot in there if lot.id not in own]),
        (pending, [lot for lot in waiting if lot.id not in own]),
    ]


def restore_points(
    books: Books,
    *,
    member_id: UUID,
    spent: Sequence[rules.SpentLot],
    points: int,
    on: date,
    days: int,
) -> None:
    """Give spent points back to their lots (CASES 8); lapsed ones become a lot of ``days``, and those
    that would lapse within the days of grace one of just these (domain handbook 5.3)."""
    assert books.store_id is not None
    own = places.points(member_id)
    restored = rules.restore(spent, points, on, grace_days=rules.GRACE_DAYS)
    books.take(restored.takes)
    renewed = {max(days, rules.GRACE_DAYS): restored.lapsed}
    renewed[rules.GRACE_DAYS] = renewed.get(rules.GRACE_DAYS, 0) + restored.soon
    for length, amount in renewed.items():
        if amount:
            until = rules.restored_until(on, length)
            books.open_lot(place=own, amount=amount, expires_on=until)
    books.move(source=places.points_redeemed(books.store_id), destination=own, amount=points)
