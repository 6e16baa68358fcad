"""Closing a store as the law asks: no more prepayments, notice in time, nothing kept from anybody."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.org import queries as org
from tessera.platform import audit, events
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase
from tessera.wallet import errors, operations, permissions, queries
from tessera.wallet.events import StoreCloses
from tessera.wallet.models import StoreClosing


@dataclass(frozen=True, slots=True)
class ClosingBegun:
    """A store's closing, and the rules of the law that only warned of it."""

    closing_id: UUID
    warned: tuple[str, ...]


@usecase(permission=permissions.CLOSE_STORE, audit="wallet.closing_begun")
def begin_closing(*, actor: Actor, at: datetime, store_id: UUID, closes_on: date) -> ClosingBegun:
    """Stop top-ups in a store from now on, and have everybody told whom it owes something.

    ``closes_on`` is its last day, so many days ahead as the rules ask; where they only warn, it is
    noted. Raises Forbidden; NotFound for no such store; Conflict ``wallet.store_closing`` again,
    ``wallet.closes_too_soon`` for a day that has been, or with the first day that may be where the
    rules block. Rule: domain handbook 1.1 (30 days), 1.2, 1.4.
    """
    store = org.get_store(store_id)
    today = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    if closes_on < today:
        raise errors.closes_too_soon(first_on=today.isoformat())
    warned = operations.check_closing_notice(closes_on=closes_on, on=today)
    if queries.find_closing(store_id) is not None:
        raise errors.store_closing()
    row = StoreClosing.objects.create(store_id=store_id, begun_at=at, closes_on=closes_on)
    batch = Batch()
    for one in queries.list_owed(actor, store_id):
        news = StoreCloses(row.id, one.member_id, store_id, closes_on, one.whole_minor)
        events.publish(news, batch)
    batch.flush()
    data: dict[str, object] = {"closes_on": closes_on.isoformat()}
    if warned:
        data["warned"] = list(warned)
    _note(actor, at, "wallet.closing_begun", store_id, data)
    return ClosingBegun(row.id, warned)


@usecase(permission=permissions.CLOSE_STORE, audit="wallet.closing_cancelled")
def cancel_closing(*, actor: Actor, at: datetime, store_id: UUID) -> None:
    """The store stays after all. Raises Forbidden; NotFound ``wallet.closing_unknown``."""
    open_ones = StoreClosing.objects.filter(store=store_id, cancelled_at=None, closed_at=None)
    if not open_ones.update(cancelled_at=at):
        raise errors.closing_unknown()
    _note(actor, at, "wallet.closing_cancelled", store_id, {})


@usecase(permission=permissions.CLOSE_STORE, audit="wallet.closing_finished")
def finish_closing(*, actor: Actor, at: datetime, store_id: UUID) -> None:
    """Note that the store is closed; nothing more is ever topped up there.

    What it still owes stays with its members: they spend it elsewhere, or it is paid out. Raises
    Forbidden; NotFound ``wallet.closing_unknown``; Conflict ``wallet.closes_too_soon`` before its
    last day.
    """
    row = queries.find_closing(store_id)
    if row is None or row.closed_at is not None:
        raise errors.closing_unknown()
    store = org.get_store(store_id)
    if business_day(at, zone=store.zone, cutover_hour=store.cutover_hour) < row.closes_on:
        raise errors.closes_too_soon(first_on=row.closes_on.isoformat())
    StoreClosing.objects.filter(id=row.id).update(closed_at=at)
    owed = sum(one.whole_minor for one in queries.list_owed(actor, store_id))
    gifts = sum(one.left_minor for one in queries.list_owed_gifts(actor, store_id))
    data: dict[str, object] = {"owed_minor": owed, "gifts_minor": gifts}
    _note(actor, at, "wallet.closing_finished", store_id, data)


def _note(actor: Actor, at: datetime, action: str, store_id: UUID, data: dict[str, object]) -> None:
    audit.record(actor=actor, at=at, action=action, subject=store_id, store_id=store_id, data=data)
