"""What a process keeps in memory of the brand, and how it stays true.

Everything hangs on the version ``org``, which every use case of this room bumps. Reading the
version is one small statement; who reads it anyway, in a read of its own, spares even that:

    known = queries.known()                    # no statement once the process is warm
    ... a gathered read that includes versions.CURRENT ...
    if not known.is_current(versions): known = queries.known_at(versions)   # and read again
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.org import errors
from tessera.org.models import Brand, Store, Till
from tessera.org.queries.people import find_actor
from tessera.platform import versions

NAME = "org"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BrandFacts:
    """The brand. ``colour`` is #rrggbb."""

    id: UUID
    name: str
    currency: str
    colour: str


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """A store and its clock."""

    id: UUID
    code: str
    name: str
    kind: str
    zone: str
    cutover_hour: int
    allows_negative_stock: bool


@dataclass(frozen=True, slots=True)
class TillFacts:
    """A till and where it stands."""

    id: UUID
    store_id: UUID
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class TillSession:
    """A till that is signed in, and as whom. ``actor`` reaches this till's store only."""

    actor: Actor
    till_id: UUID
    till_code: str
    till_name: str
    store: StoreFacts
    expires_at: datetime


@dataclass(slots=True)
class Known:
    """What was looked up under one version; each thing is read once and kept."""

    version: str = ""
    _brand: BrandFacts | None = None
    _stores: dict[UUID, StoreFacts] = field(default_factory=dict)
    _tills: dict[UUID, TillFacts] = field(default_factory=dict)
    _actors: dict[tuple[str, UUID], Actor] = field(default_factory=dict)
    _sessions: dict[str, TillSession] = field(default_factory=dict)

    def session(self, digest: str) -> TillSession | None:
        """The session of a token that was found under this version."""
        return self._sessions.get(digest)

    def remember(self, digest: str, session: TillSession) -> None:
        """Keep a session for as long as this version holds."""
        self._sessions[digest] = session

    def is_current(self, current: Mapping[str, str]) -> bool:
        """Whether this is what ``current``, the versions that a read saw, asks for."""
        return bool(self.version) and self.version == current.get(NAME)

    @property
    def brand(self) -> BrandFacts:
        """The brand. Raises NotFound ``org.brand_missing``."""
        self._brand = self._brand or _load_brand()
        return self._brand

    def store(self, store_id: UUID) -> StoreFacts:
        """A store. Raises NotFound ``org.store_not_found``."""
        return _keep(self._stores, store_id, _load_store)

    def till(self, till_id: UUID) -> TillFacts:
        """A till. Raises NotFound ``org.till_not_found``."""
        return _keep(self._tills, till_id, _load_till)

    def actor(self, *, staff_id: UUID | None = None, user_id: UUID | None = None) -> Actor | None:
        """Somebody who works here, by either id; None for strangers and the dismissed."""
        key = ("staff", staff_id) if staff_id else ("user", user_id)
        if key[1] is None:
            return None
        actor = self._actors.get((key[0], key[1])) or find_actor(staff_id=staff_id, user_id=user_id)
        if actor is not None:
            self._actors[key[0], key[1]] = actor
        return actor


class _Process:
    """The memory of this process."""

    latest = Known()


def known() -> Known:
    """What this process knew last, perhaps out of date: ask ``is_current`` after your read."""
    return _Process.latest


def known_at(current: Mapping[str, str] | None = None) -> Known:
    """What holds at the versions ``current``; without them they are read (one statement).

    Nothing is kept before the first bump.
    """
    version = (versions.current() if current is None else current).get(NAME, "")
    if not version or _Process.latest.version != version:
        _Process.latest = Known(version)
    return _Process.latest


def _keep(kept: dict[UUID, T], key: UUID, load: Callable[[UUID], T]) -> T:
    if key not in kept:
        kept[key] = load(key)
    return kept[key]


def _load_brand() -> BrandFacts:
    row = Brand.objects.first()
    if row is None:
        raise errors.brand_missing()
    return BrandFacts(row.id, row.name, row.currency, row.colour)


def _load_store(store_id: UUID) -> StoreFacts:
    row = Store.objects.filter(id=store_id).first()
    if row is None:
        raise errors.store_not_found()
    return store_facts(row)


def store_facts(row: Store) -> StoreFacts:
    """The facts of one row."""
    return StoreFacts(
        id=row.id,
        code=row.code,
        name=row.name,
        kind=row.kind,
        zone=row.zone,
        cutover_hour=row.cutover_hour,
        allows_negative_stock=row.allows_negative_stock,
    )


def _load_till(till_id: UUID) -> TillFacts:
    row = Till.objects.filter(id=till_id).first()
    if row is None:
        raise errors.till_not_found()
    return till_facts(row)


def till_facts(row: Till) -> TillFacts:
    """The facts of one row."""
    return TillFacts(row.id, row.store_id, row.code, row.name)
