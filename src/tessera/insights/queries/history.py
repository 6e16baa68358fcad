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
from tessera.sales.models import Return, Sale


@dataclass(frozen=True, slots=True)
class Event:
    """One entry, as the member's accounts saw it.

    ``kind`` is the entry's; ``changes`` are signed amounts by the account's kind; ``store_name`` is
    None for a store that the reader does not see. ``number`` and ``amount_minor`` are those of the
    sale or return behind it.
    """

    at: datetime
    business_on: date
    kind: str
    store_name: str | None
    document_id: UUID
    number: str = ""
    amount_minor: int | None = None
    changes: Mapping[str, int] = field(default_factory=dict)


def list_events(*, actor: Actor, member_id: UUID, after: str = "", size: int = 20) -> Page[Event]:
    """What a member's accounts went through, the newest first.

    Raises Forbidden; NotFound ``members.not_found`` for a member beyond the actor.
    """
    members.get_profile(actor, member_id)
    return list_of_member(actor, member_id, after=after, size=size)


def list_of_member(actor: Actor, member_id: UUID, *, after: str, size: int) -> Page[Event]:
    """The same for a caller who knows that the actor may see this member."""
    kinds = dict(Account.objects.filter(owner=member_id).values_list("id", "kind"))
    if not kinds:
        return Page([])
    entries, following = pages.newest_first(_entries(kinds), field="at", after=after, size=size)
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
        number, amount = documents.get(entry.document_id, ("", None))
        seen = entry.store_id is None or actor.reaches(entry.store_id)
        store = names.get(entry.store_id, "") if entry.store_id else ""
        events.append(
            Event(
                at=entry.at,
                business_on=entry.business_on,
                kind=entry.kind,
                store_name=store if seen else None,
                document_id=entry.document_id,
                number=number if seen else "",
                amount_minor=amount,
                changes=changes.get(entry.id, {}),
            )
        )
    return events


def _documents(ids: set[UUID]) -> dict[UUID, tuple[str, int | None]]:
    sales = Sale.objects.filter(id__in=ids).values_list("id", "number", "total_minor")
    returns = Return.objects.filter(id__in=ids).values_list("id", "number", "refund_minor")
    return {row[0]: (row[1], row[2]) for row in (*sales, *returns)}


def _changes(entry_ids: set[UUID], kinds: Mapping[UUID, str]) -> dict[UUID, dict[str, int]]:
    """By entry, the sum of what each of the member's accounts gained or lost; nothing for none."""
    changes: dict[UUID, dict[str, int]] = {}
    for posting in Posting.objects.filter(entry__in=entry_ids):
        own = changes.setdefault(posting.entry_id, {})
        for account, amount in (
            (posting.source_id, -posting.amount),
            (posting.destination_id, posting.amount),
        ):
            if account in kinds:
                own[kinds[account]] = own.get(kinds[account], 0) + amount
    return {entry: {kind: n for kind, n in own.items() if n} for entry, own in changes.items()}
