"""Stored value that was given, as a lot of its own, for tests that need some."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from tessera.ledger.operations import Books
from tessera.ledger.queries import balances_at
from tessera.platform.batch import Batch
from tessera.wallet import operations, places


def give(
    member_id: UUID,
    amount_minor: int,
    *,
    store_id: UUID,
    at: datetime,
    until: date | None = None,
    currency: str = "CNY",
) -> UUID:
    """Give stored value; returns the lot."""
    batch, own = Batch(), places.bonus(member_id, currency)
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
    lot_id = operations.credit_bonus(
        books,
        member_id=member_id,
        currency=currency,
        amount_minor=amount_minor,
        expires_on=until,
    )
    books.close()
    with transaction.atomic():
        batch.flush()
    return lot_id
