"""The history of the ledger and of the audit log as a chain of hashes, day by day.

A row that is changed, removed or slipped in changes its day's hash, and with it every seal after it.
Whoever can write to the database could make the whole chain anew; so seals are printed and sent out,
and ``tessera verify --chain --expect DAY=HASH`` compares.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from django.db.models import Manager

from tessera.kernel.errors import gettext_noop
from tessera.ledger.models import Entry, Lot, LotChange, Posting
from tessera.ops.models import Seal
from tessera.platform.models import AuditRow

NOTHING = "0" * 64
"""What the first seal is bound to."""

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
UNDER_WAY = timedelta(hours=1)
"""A row's id is made before it is committed; nothing takes longer than that."""

_PIECE = 5000

_ENTRY = ("id", "kind", "document_id", "store_id", "at", "business_on", "reverses_id")
_POSTING = ("id", "entry_id", "source_id", "destination_id", "amount")
_CHANGE = ("id", "lot_id", "entry_id", "amount")
_LOT = ("id", "account_id", "entry_id", "store_id", "amount", "expires_on", "earned_at")
_DEED = (
    "id",
    "at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "action",
    "subject",
    "store_id",
    "data",
)
_Streams = tuple[tuple[Manager[Any], str, tuple[str, ...]], ...]
_LEDGER: _Streams = (
    (Entry.objects, "id", _ENTRY),
    (Posting.objects, "entry_id", _POSTING),
    (LotChange.objects, "entry_id", _CHANGE),
    (Lot.objects, "entry_id", _LOT),
)
_STREAMS: Mapping[int, _Streams] = {
    1: _LEDGER,
    2: (*_LEDGER, (AuditRow.objects, "id", _DEED)),
}
"""What is hashed by which version of a seal, and by which column a row has its day. The columns are
named, as one that is added later must not change the hash of what is sealed; of lots it is what never
changes."""

VERSION = max(_STREAMS)
"""Of the seals that are made now; older ones stay as they are."""


@dataclass(frozen=True, slots=True)
class Span:
    """A day that is over, and the instants between which its rows were written."""

    day: date
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Content:
    """What a span's rows hash to, and how many they are."""

    digest: str
    entries: int
    rows: int


@dataclass(frozen=True, slots=True)
class Link:
    """A day of the chain as it was checked; ``problem`` is empty where it holds."""

    day: date
    digest: str
    entries: int
    problem: str = ""


def spans_after(last: Seal | None, *, at: datetime, zone: str) -> Iterator[Span]:
    """The days between the last seal and ``at`` that are over, by the clock of ``zone``.

    Without a seal, yesterday with all that was before it.
    """
    here = ZoneInfo(zone)
    today = (at - UNDER_WAY).astimezone(here).date()
    day = last.day + timedelta(days=1) if last else today - timedelta(days=1)
    starts_at = last.ends_at if last else BEGINNING
    while day < today:
        midnight = datetime.combine(day + timedelta(days=1), time(), here).astimezone(UTC)
        ends_at = max(midnight, starts_at)
        yield Span(day, starts_at, ends_at)
        starts_at, day = ends_at, day + timedelta(days=1)


def content_of(starts_at: datetime, ends_at: datetime, *, version: int) -> Content:
    """Hash the rows that were written in the span, in the order of their ids."""
    hashed, rows, entries = hashlib.sha256(), 0, 0
    low, high = ids_between(starts_at, ends_at)
    for table, column, columns in _STREAMS[version]:
        found = table.filter(**{f"{column}__gte": low, f"{column}__lt": high})
        ordered = found.order_by(*dict.fromkeys((column, "id"))).values_list(*columns)
        count = 0
        hashed.update(f"{table.model._meta.label_lower}\n".encode())
        for row in ordered.iterator(chunk_size=_PIECE):
            hashed.update(orjson.dumps(row, option=orjson.OPT_SORT_KEYS) + b"\n")
            count += 1
        rows += count
        entries += count if table.model is Entry else 0
    return Content(hashed.hexdigest(), entries, rows)


def ids_between(starts_at: datetime, ends_at: datetime) -> tuple[UUID, UUID]:
    """The lowest id that could be made in the span, and the lowest after it."""
    return _first_id(starts_at), _first_id(ends_at)


def _first_id(at: datetime) -> UUID:
    """The lowest id that could be made at ``at`` (kernel.ids.uuid7)."""
    return UUID(int=max(0, int(at.timestamp() * 1000)) << 80)


def digest_of(values: Mapping[str, Any]) -> str:
    """The hash of a seal, from its other columns."""
    told = [
        values["previous"],
        values["day"],
        values["starts_at"].astimezone(UTC),
        values["ends_at"].astimezone(UTC),
        values["entries"],
        values["rows"],
        values["content"],
    ]
    if values["version"] > 1:
        told.append(values["version"])
    return hashlib.sha256(orjson.dumps(told)).hexdigest()


def check(
    expected: Mapping[date, str] | None = None, *, at: datetime | None = None
) -> Iterator[Link]:
    """Every sealed day, the oldest first, with what is wrong with it.

    ``expected`` are digests that were sent out, by their days. With ``at``, now, rows that say to
    be written later are told of last: no seal would ever reach them.
    """
    wanted = dict(expected or {})
    previous, ends_at = NOTHING, BEGINNING
    for seal in Seal.objects.order_by("starts_at", "day").iterator(chunk_size=_PIECE):
        problem = _problem(seal, previous, ends_at, wanted.pop(seal.day, seal.digest))
        yield Link(seal.day, seal.digest, seal.entries, problem)
        previous, ends_at = seal.digest, seal.ends_at
    yield from (Link(day, digest, 0, GONE) for day, digest in sorted(wanted.items()))
    if at is not None and _is_ahead(at):
        yield Link(at.date(), "", 0, AHEAD)


def _is_ahead(at: datetime) -> bool:
    """Whether a row has an id that nobody can have made yet; clocks may differ a little."""
    first = _first_id(at + UNDER_WAY)
    return any(
        table.filter(**{f"{column}__gte": first}).exists() for table, column, _ in _STREAMS[VERSION]
    )


CHANGED = gettext_noop("rows of this day were changed, removed or slipped in")
RESEALED = gettext_noop("this seal itself was changed")
TORN = gettext_noop("this day does not follow the one before it")
OTHER = gettext_noop("this is not the seal that was sent out")
GONE = gettext_noop("the seal that was sent out is gone")
AHEAD = gettext_noop("rows say to be written later than now, where no seal reaches them")


def _problem(seal: Seal, previous: str, ends_at: datetime, expected: str) -> str:
    values = {field: getattr(seal, field) for field in _SEALED}
    if seal.digest != digest_of(values):
        return RESEALED
    if seal.previous != previous or seal.starts_at != ends_at:
        return TORN
    if seal.version not in _STREAMS:
        return RESEALED
    found = content_of(seal.starts_at, seal.ends_at, version=seal.version)
    if found != Content(seal.content, seal.entries, seal.rows):
        return CHANGED
    return OTHER if seal.digest != expected else ""


_SEALED = ("version", "previous", "day", "starts_at", "ends_at", "entries", "rows", "content")
