"""Lots: what is left in them, what was taken, and by which entry."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from tessera.ledger.models import Entry, Lot, LotChange
from tessera.ledger.rules import Place


def list_lots(place: Place) -> list[Lot]:
    """The lots of ``place`` that still hold something, in spending order."""
    open_lots = Lot.objects.filter(account=place.id, remaining__gt=0)
    return list(open_lots.order_by(F("expires_on").asc(nulls_last=True), "earned_at", "id"))


def list_kin(places: Collection[Place]) -> list[Lot]:
    """The lots of ``places`` that belong to an entry of which something is left there, spent ones
    as well, each with its entry."""
    own = Lot.objects.filter(account__in=[place.id for place in places])
    entries = own.filter(remaining__gt=0).values("entry")
    return list(own.filter(entry__in=entries).select_related("entry", "account").order_by("id"))


def list_lots_of(places: Collection[Place], *, entries: Collection[UUID]) -> list[Lot]:
    """The lots of ``places`` that came by ``entries``, each with its entry."""
    own = Lot.objects.filter(account__in=[place.id for place in places], entry__in=entries)
    return list(own.select_related("entry", "account").order_by("id"))


def find_origins(lots: Collection[Lot], *, carried_by: Collection[str]) -> dict[UUID, set[UUID]]:
    """The entries by which what is in each lot first came, by the lot's id: what entries of the kinds
    ``carried_by`` brought came from other lots of the same store and age, however often."""
    found = {lot.id: {lot.entry_id} for lot in lots}
    parents = _parents(lots, carried_by)
    while parents:
        by_hand = {(one.entry_id, *_mark(one.lot)): set[UUID]() for one in parents}
        for one in parents:
            by_hand[one.entry_id, *_mark(one.lot)].add(one.lot.entry_id)
        marks = {lot.id: _mark(lot) for lot in lots}
        for lot_id, entries in found.items():
            before = [by_hand.get((entry, *marks[lot_id]), {entry}) for entry in entries]
            found[lot_id] = set().union(*before)
        parents = _parents([one.lot for one in parents], carried_by)
    return found


def _parents(lots: Collection[Lot], kinds: Collection[str]) -> list[LotChange]:
    """What the entries that opened ``lots`` took from others of the same age."""
    ages = {(lot.entry_id, lot.earned_at) for lot in lots}
    entries = {entry for entry, _ in ages}
    changes = LotChange.objects.filter(entry__in=entries, entry__kind__in=kinds, amount__lt=0)
    rows = changes.select_related("lot").order_by("id")
    return [row for row in rows if (row.entry_id, row.lot.earned_at) in ages]


def _mark(lot: Lot) -> tuple[UUID | None, datetime]:
    return lot.store_id, lot.earned_at


def sum_opened(entries: Collection[UUID], *, kind: str) -> dict[UUID, int]:
    """What each of ``entries`` opened lots of on accounts of ``kind``."""
    opened = Lot.objects.filter(entry__in=list(entries), account__kind=kind).order_by()
    return dict(opened.values_list("entry").annotate(minor=Sum("amount")))


@dataclass(frozen=True, slots=True)
class Consumption:
    """What a document took from a lot, less what came back."""

    lot_id: UUID
    document_id: UUID
    amount: int


def list_consumption(lots: Collection[Lot], *, kind: str) -> list[Consumption]:
    """What documents of ``kind`` took from ``lots``, less what reversals of them gave back."""
    first = Coalesce("entry__reverses", "entry")
    changes = LotChange.objects.filter(lot__in=[lot.id for lot in lots]).annotate(first=first)
    summed = list(changes.values_list("lot", "first").annotate(amount=Sum("amount")))
    entries = Entry.objects.filter(kind=kind).in_bulk({entry_id for _, entry_id, _ in summed})
    return [
        Consumption(lot_id, entries[entry_id].document_id, -amount)
        for lot_id, entry_id, amount in summed
        if entry_id in entries and amount < 0
    ]


@dataclass(frozen=True, slots=True)
class LotTaken:
    """What a document's entry took from a lot, and what later reversals have not given back."""

    lot_id: UUID
    account_kind: str
    unrestored: int
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class EntryLots:
    """A document's entry: the lots that it took from, and those that it opened."""

    entry_id: UUID | None
    taken: tuple[LotTaken, ...]
    opened: tuple[Lot, ...]


def get_entry_lots(*, document_id: UUID) -> EntryLots:
    """The lots of the first entry of a document; empty where it has none."""
    entry_id = Entry.objects.filter(document_id=document_id).values_list("id", flat=True).first()
    if entry_id is None:
        return EntryLots(None, (), ())
    found = LotChange.objects.filter(entry=entry_id, amount__lt=0).select_related("lot__account")
    changes = list(found.order_by("id"))
    back = LotChange.objects.filter(entry__reverses=entry_id, amount__gt=0)
    given = _sums_by_lot(back) if changes else {}
    took = [
        LotTaken(
            lot_id=change.lot_id,
            account_kind=change.lot.account.kind,
            unrestored=-change.amount - given.get(change.lot_id, 0),
            expires_on=change.lot.expires_on,
        )
        for change in changes
    ]
    opened = Lot.objects.filter(entry=entry_id).select_related("account").order_by("id")
    return EntryLots(entry_id, tuple(t for t in took if t.unrestored > 0), tuple(opened))


def _sums_by_lot(changes: QuerySet[LotChange]) -> dict[UUID, int]:
    return dict(changes.values("lot_id").annotate(s=Sum("amount")).values_list("lot_id", "s"))
