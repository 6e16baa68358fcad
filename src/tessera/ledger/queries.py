"""Reads of the ledger: parts of a gathered read, balances, and an account's history."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from tessera.kernel import ids
from tessera.ledger.models import Account, Entry, Lot, LotChange, Posting
from tessera.ledger.rules import OpenLot, Place
from tessera.platform.reads import Found, Select


def select_balances(places: Iterable[Place]) -> Select:
    """The part of a gathered read for the running balances of ``places``."""
    return Select(
        "SELECT id, balance FROM ledger_account WHERE id IN {accounts}",
        {"accounts": [place.id for place in places]},
    )


def balances_of(found: Found) -> dict[UUID, int]:
    """Balances by account id from what ``select_balances`` read."""
    return {ids.parse_uuid(row["id"]): row["balance"] for row in found}


def select_open_lots(places: Iterable[Place]) -> Select:
    """The part of a gathered read for what is left in the lots of ``places``."""
    return Select(
        "SELECT id, account_id, entry_id, amount, remaining, expires_on, earned_at FROM ledger_lot"
        " WHERE account_id IN {accounts} AND remaining > 0",
        {"accounts": [place.id for place in places]},
    )


def lots_of(found: Found) -> list[OpenLot]:
    """Lots from what ``select_open_lots`` read."""
    return [_lot(row) for row in found]


def _lot(row: Mapping[str, Any]) -> OpenLot:
    return OpenLot(
        id=ids.parse_uuid(row["id"]),
        account_id=ids.parse_uuid(row["account_id"]),
        entry_id=ids.parse_uuid(row["entry_id"]),
        remaining=row["remaining"],
        expires_on=date.fromisoformat(row["expires_on"]) if row["expires_on"] else None,
        earned_at=row["earned_at"],
        amount=row["amount"],
    )


def get_balance(place: Place) -> int:
    """The balance of ``place``: kept for a member's account, summed for a house account."""
    if place.floor is not None:
        return Account.objects.filter(id=place.id).values_list("balance", flat=True).first() or 0
    moved = Posting.objects.filter(Q(source=place.id) | Q(destination=place.id))
    signed = Case(When(destination=place.id, then=F("amount")), default=-F("amount"))
    return moved.aggregate(total=Sum(signed))["total"] or 0


def list_balances(owner: UUID) -> dict[str, int]:
    """The running balances of one owner, by account kind."""
    kept = Account.objects.filter(owner=owner, balance__isnull=False)
    return {account.kind: account.balance or 0 for account in kept}


@dataclass(frozen=True, slots=True)
class Movement:
    """One posting as its account saw it: ``amount`` is signed."""

    at: datetime
    business_on: date
    account_kind: str
    entry_kind: str
    document_id: UUID
    store_id: UUID | None
    amount: int


def list_movements(
    owner: UUID, *, limit: int = 50, before: datetime | None = None
) -> list[Movement]:
    """The newest movements on an owner's accounts, newest first."""
    accounts = {account.id: account.kind for account in Account.objects.filter(owner=owner)}
    postings = _postings_of(list(accounts), before)[:limit]
    return [_movement(posting, accounts) for posting in postings]


def _postings_of(accounts: list[UUID], before: datetime | None) -> "QuerySet[Posting]":
    found = Posting.objects.filter(Q(source__in=accounts) | Q(destination__in=accounts))
    if before is not None:
        found = found.filter(entry__at__lt=before)
    return found.select_related("entry").order_by("-entry__at", "-id")


def _movement(posting: Posting, accounts: Mapping[UUID, str]) -> Movement:
    arrived = posting.destination_id in accounts
    entry = posting.entry
    return Movement(
        at=entry.at,
        business_on=entry.business_on,
        account_kind=accounts[posting.destination_id if arrived else posting.source_id],
        entry_kind=entry.kind,
        document_id=entry.document_id,
        store_id=entry.store_id,
        amount=posting.amount if arrived else -posting.amount,
    )


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
class Held:
    """An account that is not empty, by its name, with what is left in its lots if it has any."""

    place: Place
    balance: int
    lots: tuple[Lot, ...]


def list_held(owner: UUID) -> list[Held]:
    """Whatever an owner holds or owes, in every kind and unit."""
    rows = Account.objects.filter(owner=owner, balance__isnull=False).exclude(balance=0)
    places = [(Place(row.owner, row.kind, row.unit, row.floor), row) for row in rows]
    return [Held(place, row.balance or 0, tuple(list_lots(place))) for place, row in places]


def balances_at(places: Iterable[Place]) -> dict[UUID, int]:
    """The running balances of those of ``places`` that exist, by account id."""
    found = Account.objects.filter(id__in=[place.id for place in places], balance__isnull=False)
    return {row.id: row.balance or 0 for row in found}


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


@dataclass(frozen=True, slots=True)
class ExpiredLot:
    """What is left of a credit that may no longer be spent, and where it is."""

    id: UUID
    account_id: UUID
    owner: UUID
    store_id: UUID | None
    remaining: int


def list_expired_lots(*, kind: str, days: Mapping[UUID, date], limit: int) -> list[ExpiredLot]:
    """What is left in lots of accounts of ``kind`` whose last day is over: the first ``limit``, and
    whatever else is over in the same accounts.

    ``days`` gives each store's present business day: a lot is over when its own store says so,
    one without a store when all of them say so.
    """
    if not days:
        return []
    first = min(days.values())
    over = Q(expires_on__lt=first)
    for day in {*days.values()} - {first}:
        stores = [store_id for store_id, its_day in days.items() if its_day == day]
        over |= Q(expires_on__lt=day, store_id__in=stores)
    lots = Lot.objects.filter(over, remaining__gt=0, account__kind=kind)
    first_of_all = lots.order_by("expires_on").values("account_id")[:limit]
    # what is over of an account goes together, and plain rows: on New Year's Day there are a million
    whole = lots.filter(account__in=first_of_all).order_by("account_id", "id")
    picked = ("id", "account_id", "account__owner", "store_id", "remaining")
    return [ExpiredLot(*row) for row in whole.values_list(*picked)]


@dataclass(frozen=True, slots=True)
class EndingLots:
    """What one owner's lots of one store and one last day still hold."""

    account_id: UUID
    owner: UUID
    store_id: UUID | None
    expires_on: date
    remaining: int


@dataclass(frozen=True, slots=True)
class EndingPage:
    """A page of sums by account; ``last`` is the account that the next goes on behind, or None."""

    rows: tuple[EndingLots, ...]
    last: UUID | None


def list_ending_lots(
    *, kind: str, since: date, until: date, after: UUID | None, limit: int
) -> EndingPage:
    """What lots of accounts of ``kind`` hold whose last day is from ``since`` to ``until``.

    By account, behind ``after``; whole accounts, of ``limit`` lots at most: more than one account
    should have between the two days.
    """
    lots = Lot.objects.filter(remaining__gt=0, expires_on__gte=since, expires_on__lte=until)
    if after is not None:
        lots = lots.filter(account__gt=after)
    # In the order of the index and without another table, so that a page costs what it holds.
    names = ("account_id", "expires_on", "store_id")
    found = list(lots.values_list(*names, "remaining").order_by("account_id", "expires_on")[:limit])
    full = len(found) == limit
    if full:  # the last account may go on behind the page
        found = [row for row in found if row[0] != found[-1][0]] or found
    sums: dict[tuple[UUID, date, UUID | None], int] = {}
    for account_id, last_day, store_id, remaining in found:
        key = account_id, last_day, store_id
        sums[key] = sums.get(key, 0) + remaining
    owners = _owners({key[0] for key in sums}, kind)
    rows = tuple(
        EndingLots(account_id, owners[account_id], store_id, last_day, left)
        for (account_id, last_day, store_id), left in sums.items()
        if account_id in owners
    )
    return EndingPage(rows, found[-1][0] if full else None)


def _owners(account_ids: Collection[UUID], kind: str) -> dict[UUID, UUID]:
    """Whose those of the accounts are that are of ``kind``."""
    found = Account.objects.filter(id__in=account_ids, kind=kind)
    return dict(found.values_list("id", "owner"))
