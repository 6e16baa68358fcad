"""What lapses: points and bonus whose last day is over, many at once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from tessera.ledger.queries import ExpiredLot
from tessera.ledger.sweeping import Sink, Swept, sweep
from tessera.wallet import places

KIND = "expiry"


def expire_points(
    lots: Sequence[ExpiredLot], *, days: Mapping[UUID, date], document_id: UUID, at: datetime
) -> Swept:
    """Move what is left of expired ``lots`` of points to what expired in their stores; at once.

    One entry for each member and store, dated by ``days``, the stores' business days.
    """
    sinks = {store_id: Sink(places.points_expired(store_id), day) for store_id, day in days.items()}
    return sweep(lots, sinks=sinks, kind=KIND, document_id=document_id, at=at)


def expire_bonus(
    lots: Sequence[ExpiredLot],
    *,
    currency: str,
    days: Mapping[UUID, date],
    document_id: UUID,
    at: datetime,
) -> Swept:
    """Give what is left of expired ``lots`` of bonus back to what it cost their stores; at once."""
    sinks = {
        store_id: Sink(places.bonus_granted(store_id, currency), day)
        for store_id, day in days.items()
    }
    return sweep(lots, sinks=sinks, kind=KIND, document_id=document_id, at=at)
