"""Points for a member, as a lot of their own, for tests that need some."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from tessera.ledger.models import Lot
from tessera.ledger.operations import Books
from tessera.ledger.queries import balances_at
from tessera.platform.batch import Batch
from tessera.wallet import places

UNTIL = date(2027, 12, 31)


def give(
    member_id: UUID, points: int, *, store_id: UUID, at: datetime, until: date | None = UNTIL
) -> UUID:
    """Credit points; returns the lot."""
    batch, own = Batch(), places.points(member_id)
    books = Books(
        batch=batch,
        balances=balances_at([own]),
        kind="test",
        holder=member_id,
        document_id=uuid4(),
        store_id=store_id,
        at=at,
        business_on=at.date(),
    )
    books.move(source=places.points_issued(store_id), destination=own, amount=points)
    lot_id = books.open_lot(place=own, amount=points, expires_on=until)
    books.close()
    with transaction.atomic():
        batch.flush()
    return lot_id


def owe(member_id: UUID, points: int, *, store_id: UUID, at: datetime) -> None:
    """Let a member owe points."""
    batch, own = Batch(), places.points_debt(member_id)
    books = Books(
        batch=batch,
        balances=balances_at([own]),
        kind="test",
        holder=member_id,
        document_id=uuid4(),
        store_id=store_id,
        at=at,
        business_on=at.date(),
    )
    books.move(source=own, destination=places.points_issued(store_id), amount=points)
    books.close()
    with transaction.atomic():
        batch.flush()


def lots_of(member_id: UUID) -> list[tuple[int, date | None, UUID | None]]:
    """What is left of the lots, the soonest to end first: points, last day, store."""
    found = Lot.objects.filter(account=places.points(member_id).id, remaining__gt=0)
    return [(lot.remaining, lot.expires_on, lot.store_id) for lot in found.order_by("expires_on")]
