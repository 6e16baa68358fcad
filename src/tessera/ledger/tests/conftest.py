"""Two owners with accounts, and entries written the way the rooms write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import transaction

from tessera.kernel.ids import uuid7
from tessera.ledger.models import Account
from tessera.ledger.operations import Books, account_row
from tessera.ledger.rules import Place, Take
from tessera.platform.batch import Batch

AT = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)


@dataclass(frozen=True)
class Written:
    """An entry that was posted, and the lots that it opened."""

    id: UUID
    document_id: UUID
    lots: tuple[UUID, ...]


@dataclass
class Pot:
    """A holder with passes (a kind of account of these tests alone) and a house that issues them."""

    house: Place = field(default_factory=lambda: Place(uuid7(), "issued", "USE"))
    passes: Place = field(default_factory=lambda: Place(uuid7(), "pass", "USE", floor=0))

    def books(self, batch: Batch, *, reverses: UUID | None = None) -> Books:
        """An empty entry that has read the holder's balance."""
        return Books(
            batch=batch,
            balances=self.balances(),
            kind="test",
            document_id=uuid7(),
            store_id=None,
            at=AT,
            business_on=TODAY,
            reverses_id=reverses,
        )

    def balances(self) -> Mapping[UUID, int]:
        """Kept balances, by account."""
        kept = Account.objects.filter(balance__isnull=False)
        return {account.id: account.balance or 0 for account in kept}

    def credit(self, *amounts: int, expires_on: date | None = None) -> Written:
        """Issue passes, each amount as a lot of its own."""
        batch = Batch()
        books = self.books(batch)
        books.move(source=self.house, destination=self.passes, amount=sum(amounts))
        lots = [books.open_lot(place=self.passes, amount=a, expires_on=expires_on) for a in amounts]
        return write(batch, books, lots)

    def spend(self, *takes: Take) -> Written:
        """Use passes from lots."""
        batch = Batch()
        books = self.books(batch)
        books.take(takes)
        amount = sum(take.amount for take in takes)
        books.move(source=self.passes, destination=self.house, amount=amount)
        return write(batch, books)

    def undo(self, entry_id: UUID, *takes: Take) -> Written:
        """Reverse an entry: negative takes give back, positive ones take once more."""
        batch = Batch()
        books = self.books(batch, reverses=entry_id)
        books.take(takes)
        back = -sum(take.amount for take in takes)
        whence, to = (self.house, self.passes) if back > 0 else (self.passes, self.house)
        books.move(source=whence, destination=to, amount=abs(back))
        return write(batch, books)


def write(batch: Batch, books: Books, lots: Iterable[UUID] = ()) -> Written:
    """Close the entry and write the batch."""
    books.close()
    with transaction.atomic():
        batch.flush()
    return Written(books.entry_id, books.document_id, tuple(lots))


@pytest.fixture
def pot(db: None) -> Pot:
    pot = Pot()
    Account.objects.create(**account_row(pot.house))
    return pot
