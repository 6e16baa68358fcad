"""Writing to the ledger: one entry at a time, into the caller's batch and transaction."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.ledger.models import Account, Entry, Lot, LotChange, Posting
from tessera.ledger.queries import balances_at
from tessera.ledger.rules import OVERDRAWN_FLOOR, Place, Take
from tessera.platform.batch import Batch


@dataclass(slots=True)
class Books:
    """One entry in the making. ``balances`` holds the accounts that were read, by id.

    ``holder`` is whose accounts these are, where the document does not say so: a sale does.
    ``close`` puts the entry into the batch; an entry without postings leaves nothing.
    """

    batch: Batch
    balances: Mapping[UUID, int]
    kind: str
    document_id: UUID
    store_id: UUID | None
    at: datetime
    business_on: date
    reverses_id: UUID | None = None
    holder: UUID | None = None
    entry_id: UUID = field(default_factory=uuid7)
    _moves: list[tuple[Place, Place, int]] = field(default_factory=list)
    _lots: dict[tuple[UUID, bool], int] = field(default_factory=dict)

    def move(self, *, source: Place, destination: Place, amount: int) -> None:
        """Post ``amount`` from ``source`` (debited) to ``destination`` (credited).

        Nothing is posted for zero. Raises ValueError for a negative amount or two units.
        """
        if amount < 0 or source.unit != destination.unit:
            raise ValueError(f"cannot move {amount} from {source} to {destination}")
        if amount:
            self._moves.append((source, destination, amount))

    def delta(self, place: Place) -> int:
        """What the moves so far change at ``place``."""
        arrived = sum(amount for _, to, amount in self._moves if to == place)
        left = sum(amount for whence, _, amount in self._moves if whence == place)
        return arrived - left

    def after(self, place: Place) -> int:
        """The running balance of ``place`` after the moves so far."""
        return self.balances.get(place.id, 0) + self.delta(place)

    def open_lot(
        self,
        *,
        place: Place,
        amount: int,
        expires_on: date | None,
        earned_at: datetime | None = None,
    ) -> UUID:
        """Make a lot of ``amount`` on ``place`` and return its id; as old as the entry, unless it
        was earned before."""
        lot_id = uuid7()
        self.batch.insert(
            Lot,
            {
                "id": lot_id,
                "account_id": place.id,
                "entry_id": self.entry_id,
                "store_id": self.store_id,
                "amount": amount,
                "remaining": amount,
                "expires_on": expires_on,
                "earned_at": earned_at or self.at,
            },
        )
        return lot_id

    def carry_lot(self, lot: Lot, *, place: Place) -> None:
        """Empty ``lot`` and open what was left in it on ``place``: same store, expiry and age.

        The caller moves the same amount between the two accounts.
        """
        self.take([Take(lot.id, lot.remaining)])
        left = {"amount": lot.remaining, "remaining": lot.remaining, "expires_on": lot.expires_on}
        age = {"store_id": lot.store_id, "earned_at": lot.earned_at}
        own = {"id": uuid7(), "account_id": place.id, "entry_id": self.entry_id}
        self.batch.insert(Lot, {**own, **left, **age})

    def take(self, takes: Iterable[Take]) -> None:
        """Take from lots; negative amounts give back to the same lot (law 3).

        What one entry gives to a lot and takes from it is kept apart: later returns must know
        how much was given back.
        """
        for take in takes:
            key = take.lot_id, take.amount < 0
            self._lots[key] = self._lots.get(key, 0) - take.amount

    def close(self) -> None:
        """Put the entry, its postings, lot changes and balances into the batch."""
        if not self._moves:
            return
        self._insert_entry()
        self._change_balances()
        for (lot_id, _), amount in self._lots.items():
            if amount:
                self.batch.insert(
                    LotChange,
                    {"id": uuid7(), "lot_id": lot_id, "entry_id": self.entry_id, "amount": amount},
                )
                self.batch.change(Lot, lot_id, by={"remaining": amount})

    def _insert_entry(self) -> None:
        self.batch.insert(
            Entry,
            {
                "id": self.entry_id,
                "kind": self.kind,
                "document_id": self.document_id,
                "store_id": self.store_id,
                "holder": self.holder,
                "at": self.at,
                "business_on": self.business_on,
                "reverses_id": self.reverses_id,
            },
        )
        for source, destination, amount in self._moves:
            self.batch.insert(
                Posting,
                {
                    "id": uuid7(),
                    "entry_id": self.entry_id,
                    "source_id": source.id,
                    "destination_id": destination.id,
                    "amount": amount,
                },
            )

    def _change_balances(self) -> None:
        deltas: dict[Place, int] = {}
        for source, destination, amount in self._moves:
            if source.floor is not None:
                deltas[source] = deltas.get(source, 0) - amount
            if destination.floor is not None:
                deltas[destination] = deltas.get(destination, 0) + amount
        for place, delta in sorted(deltas.items(), key=_by_id):  # as everybody locks them
            if place.id in self.balances:
                self.batch.change(
                    Account, place.id, by={"balance": delta}, expect=self._expected(place)
                )
            else:
                self.batch.insert(Account, account_row(place, balance=delta))

    def _expected(self, place: Place) -> dict[str, int]:
        """What must still be so. An account that may be overdrawn has no floor to stop two who
        fill or deepen it at once, so its balance must be the one that was read."""
        return {"balance": self.balances[place.id]} if place.floor == OVERDRAWN_FLOOR else {}


def close_accounts(batch: Batch, places: Collection[Place]) -> None:
    """Let nothing be credited to these accounts any more; those that were not there are made.

    Each must be empty when the batch is written, or the batch begins again.
    """
    there = balances_at(places)
    for place in places:
        if place.id in there:
            batch.change(Account, place.id, put={"ceiling": 0})
        else:
            batch.insert(Account, account_row(place) | {"ceiling": 0})


def account_row(place: Place, *, balance: int | None = None) -> dict[str, object]:
    """The values of an account at ``place``."""
    if place.floor is not None and balance is None:
        balance = 0
    return {
        "id": place.id,
        "owner": place.owner,
        "kind": place.kind,
        "unit": place.unit,
        "floor": place.floor,
        "balance": balance,
    }


def _by_id(item: tuple[Place, int]) -> int:
    return item[0].id.int
