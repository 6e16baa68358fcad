"""Parts of a bonus: promised with a top-up, released on their days, cancelled with what they hang on."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.ledger.models import Lot
from tessera.ledger.operations import Books
from tessera.ledger.queries import balances_at
from tessera.ledger.rules import Take
from tessera.platform.batch import Batch
from tessera.wallet import errors, places
from tessera.wallet.models import BonusPart, PartState
from tessera.wallet.operations.value import credit_bonus
from tessera.wallet.queries import DuePart
from tessera.wallet.rules.topups import Part


def promise_parts(
    batch: Batch, parts: Sequence[Part], *, member_id: UUID, sale_id: UUID, store_id: UUID
) -> None:
    """Keep when each part of a top-up's bonus is to be released."""
    for part in parts:
        values = {"due_on": part.due_on, "amount_minor": part.amount_minor}
        keys = {"id": uuid7(), "member_id": member_id, "sale_id": sale_id, "store_id": store_id}
        batch.insert(BonusPart, {**keys, **values})


def release_parts(
    batch: Batch,
    parts: Sequence[DuePart],
    *,
    currency: str,
    days: Mapping[UUID, date],
    at: datetime,
) -> None:
    """Credit each part as a lot of bonus, in an entry of its own, once.

    Who was faster with one of them sends the caller back to its read. ``parts`` are of different
    members, so that no account is opened twice.
    """
    own = [places.bonus(part.member_id, currency) for part in parts]
    balances = balances_at(own)
    for part in parts:
        books = Books(
            batch=batch,
            balances=balances,
            kind="bonus_release",
            holder=part.member_id,
            document_id=part.id,
            store_id=part.store_id,
            at=at,
            business_on=days[part.store_id],
        )
        lot_id = credit_bonus(
            books,
            member_id=part.member_id,
            currency=currency,
            amount_minor=part.amount_minor,
            expires_on=None,
        )
        books.close()
        put = {"state": PartState.RELEASED.value, "lot_id": lot_id}
        batch.change(BonusPart, part.id, put=put, expect={"state": PartState.WAITING.value})


def cancel_parts(batch: Batch, *, member_id: UUID) -> None:
    """Nothing more is released to a member whose money has left the card."""
    for row in BonusPart.objects.filter(member=member_id, state=PartState.WAITING):
        _cancel(batch, row)


def take_back_parts(books: Books, *, member_id: UUID, sale_id: UUID, currency: str) -> None:
    """Undo the parts of a top-up that comes back: those that wait, and those that were released.

    Raises Conflict ``wallet.bonus_used`` where a released one was spent.
    """
    rows = list(BonusPart.objects.filter(sale_id=sale_id).exclude(state=PartState.CANCELLED))
    lots = Lot.objects.in_bulk([row.lot_id for row in rows if row.lot_id])
    for row in rows:
        if row.state == PartState.WAITING:
            _cancel(books.batch, row)
            continue
        assert row.lot_id is not None
        assert books.store_id is not None
        lot = lots[row.lot_id]
        if lot.remaining != lot.amount:
            raise errors.bonus_used()
        books.take([Take(lot.id, lot.amount)])
        granted = places.bonus_granted(books.store_id, currency)
        own = places.bonus(member_id, currency)
        books.move(source=own, destination=granted, amount=lot.amount)
        _cancel(books.batch, row)


def hand_over_parts(batch: Batch, *, gone_id: UUID, keep_id: UUID) -> None:
    """What is still to be released to one member goes to another."""
    waiting = BonusPart.objects.filter(member=gone_id, state=PartState.WAITING)
    for key in waiting.values_list("id", flat=True):
        batch.change(
            BonusPart,
            key,
            put={"member_id": keep_id},
            expect={"member_id": gone_id, "state": PartState.WAITING.value},
        )


def _cancel(batch: Batch, row: BonusPart) -> None:
    put, expect = {"state": PartState.CANCELLED.value}, {"state": row.state}
    batch.change(BonusPart, row.id, put=put, expect=expect)
