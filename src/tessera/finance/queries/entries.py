"""The entries behind a figure of a statement, the newest first."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tessera.finance import permissions
from tessera.finance.queries import flows as reading
from tessera.finance.queries import members
from tessera.finance.queries.changing_hands import beyond, list_handings
from tessera.finance.queries.documents import Document, find_documents
from tessera.finance.queries.flows import DAY, Where
from tessera.finance.queries.statements import Asked, store_ids_of
from tessera.finance.rules import columns
from tessera.kernel.actor import Actor
from tessera.ledger.models import Entry, Posting
from tessera.org.models import Store

SIZE = 40


@dataclass(frozen=True, slots=True)
class PostingView:
    """An amount that left an account of the kind ``source`` and arrived at ``destination``. ``is_told``:
    whether it is one of those that make the figure."""

    source: str
    destination: str
    unit: str
    amount: int
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class EntryView:
    """One movement of value with its postings; ``change`` is what it did to what the figure is of."""

    id: UUID
    at: datetime
    business_on: date
    kind: str
    store_id: UUID | None
    store_name: str
    document: Document | None
    postings: tuple[PostingView, ...]
    change: int


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some entries; ``after`` asks for what follows, empty at the end."""

    rows: Sequence[EntryView]
    after: str = ""


def list_entries(*, actor: Actor, asked: Asked, column: str = "", after: str = "") -> EntryPage:
    """The entries that make ``column`` of a statement, or all its columns.

    Raises Forbidden; NotFound ``org.store_not_found``. A place that cannot be read is the beginning.
    """
    actor.require(permissions.VIEW)
    pairs, key = _pairs(asked.holding, column), read_key(after)
    found: list[Entry] = []
    for days in _chunks(_busy_days(actor, asked, pairs, key)):
        entries = Entry.objects.filter(_in(actor, asked), business_on__in=days).filter(
            Exists(Posting.objects.filter(_between(pairs), entry=OuterRef("pk")))
        )
        found += behind(entries, key)[: SIZE + 1 - len(found)]
        if len(found) > SIZE:
            break
    return page_of(found, asked.holding, pairs)


def list_member_entries(
    *, actor: Actor, member_id: UUID, asked: Asked, column: str = "", after: str = ""
) -> EntryPage:
    """The entries that make ``column`` of a member's statement, or all its columns.

    Raises Forbidden; NotFound ``members.not_found`` for whom the actor does not see.
    """
    accounts = members.accounts_of(actor, member_id, asked.holding)
    pairs, key = _pairs(asked.holding, column), read_key(after)
    own = Q(source__in=accounts) | Q(destination__in=accounts)
    postings = Posting.objects.filter(own & _between(pairs))
    postings = postings.exclude(beyond(list_handings(member_id, asked.holding)))
    days = Q(business_on__gte=asked.since, business_on__lte=asked.until)
    entries = Entry.objects.filter(days, id__in=postings.values("entry"))
    page = page_of(behind(entries, key), asked.holding, pairs, accounts)
    return replace(page, rows=[_seen(actor, row) for row in page.rows])


def _seen(actor: Actor, row: EntryView) -> EntryView:
    """What happened in a store beyond the actor's has neither place nor document."""
    if row.store_id is None or actor.reaches(row.store_id):
        return row
    return replace(row, store_name="", document=None)


Pairs = frozenset[tuple[str, str]]
Key = tuple[date, UUID] | None


def _pairs(holding: str, column: str) -> Pairs:
    wanted = (column,) if column in columns.COLUMNS else tuple(columns.COLUMNS)
    return frozenset(pair for one in wanted for pair in columns.pairs(holding, one))


def _between(pairs: Pairs) -> Q:
    """Postings between two kinds that ``pairs`` name."""
    found = Q(pk__in=[])
    for source in {source for source, _ in pairs}:
        to = [destination for whence, destination in pairs if whence == source]
        found |= Q(source__kind=source, destination__kind__in=to)
    return found


def _in(actor: Actor, asked: Asked) -> Q:
    ids = store_ids_of(actor, asked)
    return Q() if ids is None else Q(store_id__in=ids)


def _busy_days(actor: Actor, asked: Asked, pairs: Pairs, key: Key) -> list[tuple[date, int]]:
    """The days on which anything of this moved, the newest first, with how many postings: by the sums,
    so that nobody looks through the days between."""
    kinds = columns.kinds_of(asked.holding)
    last = min(asked.until, key[0]) if key else asked.until
    where = Where(kinds, asked.since, last, store_ids_of(actor, asked))
    days: dict[date, int] = {}
    for flow in reading.list_flows(where, DAY):
        if (flow.source, flow.destination) in pairs and flow.day is not None:
            days[flow.day] = days.get(flow.day, 0) + flow.count
    return sorted(days.items(), reverse=True)


def _chunks(days: Iterable[tuple[date, int]]) -> Iterable[list[date]]:
    """Days in turn, as many together as a page may need."""
    chunk: list[date] = []
    postings = 0
    for day, count in days:
        chunk.append(day)
        postings += count
        if postings > SIZE:
            yield chunk
            chunk, postings = [], 0
    if chunk:
        yield chunk


def behind(found: "QuerySet[Entry]", key: Key) -> list[Entry]:
    """A page and one more behind ``key``, the newest business day first."""
    if key is not None:
        day, entry_id = key
        found = found.filter(Q(business_on__lt=day) | Q(business_on=day, id__lt=entry_id))
    return list(found.order_by("-business_on", "-id")[: SIZE + 1])


def page_of(
    found: list[Entry], holding: str, pairs: Pairs, accounts: Collection[UUID] | None = None
) -> EntryPage:
    """The entries that were ``found``, of which one too many says that more follow."""
    rows = found[:SIZE]
    after = f"{rows[-1].business_on}_{rows[-1].id.hex}" if len(found) > SIZE else ""
    moved = Posting.objects.filter(entry__in=rows).select_related("source", "destination")
    postings: dict[UUID, list[Posting]] = {}
    for posting in moved.order_by("source__unit", "id"):
        postings.setdefault(posting.entry_id, []).append(posting)
    stores = dict(Store.objects.values_list("id", "name"))
    documents = find_documents([row.document_id for row in rows])
    return EntryPage(
        [
            EntryView(
                id=row.id,
                at=row.at,
                business_on=row.business_on,
                kind=row.kind,
                store_id=row.store_id,
                store_name=stores.get(row.store_id, "") if row.store_id else "",
                document=documents.get(row.document_id),
                postings=tuple(_view(one, pairs, accounts) for one in postings.get(row.id, ())),
                change=sum(_effect(one, holding, accounts) for one in postings.get(row.id, ())),
            )
            for row in rows
        ],
        after,
    )


def _view(posting: Posting, pairs: Pairs, accounts: Collection[UUID] | None) -> PostingView:
    pair = posting.source.kind, posting.destination.kind
    own = accounts is None or not {posting.source_id, posting.destination_id}.isdisjoint(accounts)
    return PostingView(*pair, posting.source.unit, posting.amount, pair in pairs and own)


def _effect(posting: Posting, holding: str, accounts: Collection[UUID] | None) -> int:
    """What a posting does to what the figure is of: the holding of all, or of some accounts."""
    if accounts is None:
        own = [columns.HELD.get(at.kind) == holding for at in (posting.source, posting.destination)]
    else:
        own = [at in accounts for at in (posting.source_id, posting.destination_id)]
    return posting.amount * (own[1] - own[0])


def read_key(after: str) -> Key:
    """Where a page begins; None at the beginning, and for what cannot be read."""
    day, _, entry_id = after.partition("_")
    try:
        return date.fromisoformat(day), UUID(entry_id)
    except ValueError:
        return None
