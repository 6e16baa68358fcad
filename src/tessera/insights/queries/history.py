"""What happened to what a member holds: one event for each entry in the ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tessera.insights import pages
from tessera.insights.pages import Page
from tessera.kernel.actor import Actor
from tessera.ledger.models import Account, Entry, Posting
from tessera.members import queries as members
from tessera.org.models import Store
from tessera.sales.models import Payout, Return, Sale
from tessera.wallet import places


@dataclass(frozen=True, slots=True)
class Event:
    """One entry, as the member's accounts saw it.

    ``kind`` is the entry's; ``changes`` are signed amounts by the account's kind; ``store_name`` is
    None for a store that the reader does not see. ``number`` and ``amount_minor`` are those of the
    sale or return behind it, ``sale_id`` the sale itself or the one that the goods came from.
    ``points_in`` and ``points_out`` are told apart: a sale both spends and earns.
    """

    at: datetime
    business_on: date
    kind: str
    store_name: str | None
    document_id: UUID
    number: str = ""
    amount_minor: int | None = None
    changes: Mapping[str, int] = field(default_factory=dict)
    sale_id: UUID | None = None
    points_in: int = 0
    points_out: int = 0


@dataclass(slots=True)
class _Moved:
    """What one entry did to the member's accounts."""

    changes: dict[str, int] = field(default_factory=dict)
    points_in: int = 0
    points_out: int = 0


def list_events(*, actor: Actor, member_id: UUID, after: str = "", size: int = 20) -> Page[Event]:
    """What a member's accounts went through, the newest first.

    Raises Forbidden; NotFound ``members.not_found`` for a member beyond the actor.
    """
    members.get_profile(actor, member_id)
    return list_of_member(actor, member_id, after=after, size=size)


def list_of_member(
    actor: Actor, member_id: UUID, *, after: str, size: int, since: datetime | None = None
) -> Page[Event]:
    """The same for a caller who knows that the actor may see this member, perhaps ``since`` only."""
    kinds = dict(Account.objects.filter(owner=member_id).values_list("id", "kind"))
    if not kinds:
        return Page([])
    found = _entries(kinds)
    found = found.filter(at__gte=since) if since else found
    entries, following = pages.newest_first(found, field="at", after=after, size=size)
    return Page(_events(actor, entries, kinds), following)


def _entries(kinds: Mapping[UUID, str]) -> "QuerySet[Entry]":
    own = Posting.objects.filter(Q(source__in=kinds) | Q(destination__in=kinds))
    return Entry.objects.filter(id__in=own.values("entry_id"))


def _events(actor: Actor, entries: Iterable[Entry], kinds: Mapping[UUID, str]) -> list[Event]:
    entries = list(entries)
    documents = _documents({entry.document_id for entry in entries})
    changes = _changes({entry.id for entry in entries}, kinds)
    names = dict(
        Store.objects.filter(id__in={e.store_id for e in entries}).values_list("id", "name")
    )
    events = []
    for entry in entries:
        document = documents.get(entry.document_id, _NO_DOCUMENT)
        moved = changes.get(entry.id, _Moved())
        seen = entry.store_id is None or actor.reaches(entry.store_id)
        store = names.get(entry.store_id, "") if entry.store_id else ""
        events.append(
            Event(
                at=entry.at,
                business_on=entry.business_on,
                kind=entry.kind,
                store_name=store if seen else None,
                document_id=entry.document_id,
                number=document.number if seen else "",
                amount_minor=document.amount_minor,
                sale_id=document.sale_id if seen else None,
                changes={kind: n for kind, n in moved.changes.items() if n},
                points_in=moved.points_in,
                points_out=moved.points_out,
            )
        )
    return events


@dataclass(frozen=True, slots=True)
class _Document:
    """The sale, return or pay-out behind an entry."""

    number: str
    amount_minor: int | None
    sale_id: UUID | None


_NO_DOCUMENT = _Document("", None, None)


def _documents(ids: set[UUID]) -> dict[UUID, _Document]:
    sales = Sale.objects.filter(id__in=ids).values_list("id", "number", "total_minor", "id")
    returns = Return.objects.filter(id__in=ids)
    back = returns.values_list("id", "number", "refund_minor", "sale_id")
    paid = Payout.objects.filter(id__in=ids).values_list("id", "number", "paid_minor")
    return {
        **{row[0]: _Document(*row[1:]) for row in (*sales, *back)},
        **{row[0]: _Document(*row[1:], sale_id=None) for row in paid},
    }


_POINTS = frozenset({places.HELD_POINTS, places.POINTS_DEBT})


def _changes(entry_ids: set[UUID], kinds: Mapping[UUID, str]) -> dict[UUID, _Moved]:
    """By entry, what each of the member's accounts gained or lost in sum."""
    changes: dict[UUID, _Moved] = {}
    for posting in Posting.objects.filter(entry__in=entry_ids):
        moved = changes.setdefault(posting.entry_id, _Moved())
        source, destination = kinds.get(posting.source_id), kinds.get(posting.destination_id)
        for kind, amount in ((source, -posting.amount), (destination, posting.amount)):
            if kind:
                moved.changes[kind] = moved.changes.get(kind, 0) + amount
        # Between the points and what is owed of them nothing comes or goes.
        if source in _POINTS and destination not in _POINTS:
            moved.points_out += posting.amount
        if destination in _POINTS and source not in _POINTS:
            moved.points_in += posting.amount
    return changes
