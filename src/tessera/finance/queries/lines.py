"""Entries in an accountant's form: a line for what is debited and one for what is credited."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from tessera.finance.queries import flows as reading
from tessera.finance.queries.documents import find_documents
from tessera.finance.queries.flows import Where
from tessera.kernel.actor import Actor
from tessera.ledger.models import Account, Entry, Posting
from tessera.org import queries as org
from tessera.org.models import Store, Till

PIECE = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Business days, both counting, of one store or of all that somebody sees (None: every one)."""

    since: date
    until: date
    store_ids: tuple[UUID, ...] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One side of a posting. ``place`` is the code of the store or till whose account it is; a member's
    account says nobody's name. One of ``debit`` and ``credit`` is zero; both are in ``unit``, money
    in minor units."""

    day: date
    store_code: str
    store_name: str
    entry_id: UUID
    entry_kind: str
    number: str
    account: str
    place: str
    debit: int
    credit: int
    unit: str


def wanted_of(actor: Actor, since: date, until: date, store_id: UUID | None) -> Wanted:
    """What the actor may take along of what was asked for.

    Raises NotFound ``org.store_not_found``.
    """
    stores = org.choose_stores(actor, store_id)
    everywhere = actor.store_ids is None and store_id is None
    return Wanted(since, until, None if everywhere else tuple(store.id for store in stores))


def count_lines(wanted: Wanted) -> int:
    """How many lines it will be, by the kept sums."""
    where = Where(None, wanted.since, wanted.until, wanted.store_ids)
    return 2 * sum(flow.count for flow in reading.list_flows(where))


def iter_lines(wanted: Wanted) -> Iterator[Line]:
    """Every line, by day, entry and posting; a few hundred entries are read at a time."""
    places = _places()
    key: tuple[date, UUID] | None = None
    while entries := _entries(wanted, key):
        yield from _lines(entries, places)
        key = entries[-1].business_on, entries[-1].id


def _entries(wanted: Wanted, key: tuple[date, UUID] | None) -> list[Entry]:
    found = Entry.objects.filter(
        business_on__gte=key[0] if key else wanted.since, business_on__lte=wanted.until
    )
    if wanted.store_ids is not None:
        found = found.filter(store_id__in=wanted.store_ids)
    if key is not None:
        found = found.filter(Q(business_on__gt=key[0]) | Q(business_on=key[0], id__gt=key[1]))
    return list(found.order_by("business_on", "id")[:PIECE])


@dataclass(frozen=True, slots=True)
class Places:
    """The codes of stores and tills, and the stores' names, by id."""

    codes: dict[UUID, str]
    names: dict[UUID, str]


def _places() -> Places:
    stores = list(Store.objects.values_list("id", "code", "name"))
    tills = Till.objects.values_list("id", "code", "store__code")
    codes = {store_id: code for store_id, code, _ in stores}
    codes |= {till_id: f"{store}-{code}" for till_id, code, store in tills}
    return Places(codes, {store_id: name for store_id, _, name in stores})


def _lines(entries: list[Entry], places: Places) -> Iterator[Line]:
    documents = find_documents([entry.document_id for entry in entries])
    postings: dict[UUID, list[Posting]] = {}
    found = Posting.objects.filter(entry__in=entries).select_related("source", "destination")
    for posting in found.order_by("id"):
        postings.setdefault(posting.entry_id, []).append(posting)
    for entry in entries:
        document = documents.get(entry.document_id)
        for posting in postings.get(entry.id, ()):
            for account, debit, credit in (
                (posting.source, posting.amount, 0),
                (posting.destination, 0, posting.amount),
            ):
                yield _line(
                    entry, document.number if document else "", account, debit, credit, places
                )


def _line(
    entry: Entry, number: str, account: Account, debit: int, credit: int, places: Places
) -> Line:
    return Line(
        day=entry.business_on,
        store_code=places.codes.get(entry.store_id, "") if entry.store_id else "",
        store_name=places.names.get(entry.store_id, "") if entry.store_id else "",
        entry_id=entry.id,
        entry_kind=entry.kind,
        number=number,
        account=account.kind,
        place=places.codes.get(account.owner, ""),
        debit=debit,
        credit=credit,
        unit=account.unit,
    )
