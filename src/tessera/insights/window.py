"""Which business days of which stores a figure is about."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from tessera.kernel.clock import business_day
from tessera.org.queries import StoreFacts


@dataclass(frozen=True, slots=True)
class Slice:
    """Stores that have the same business day now. ``store_ids`` of None means every store."""

    today: date
    store_ids: tuple[UUID, ...] | None


@dataclass(frozen=True, slots=True)
class Window:
    """Business days, counted back from each store's own today, and perhaps a last instant."""

    slices: tuple[Slice, ...]
    first: int
    last: int
    until: datetime | None = None

    @property
    def name(self) -> str:
        """What tells this window from every other that ends with a whole day."""
        parts = [f"{part.today}:{_named(part.store_ids)}" for part in self.slices]
        return f"{self.first}-{self.last}:" + "/".join(sorted(parts))

    def where(self, prefix: str = "") -> Q:
        """The condition on a table with ``store``, ``business_on`` and ``at``, reached by ``prefix``."""
        found = Q(pk__in=[])
        for part in self.slices:
            found |= self._of_slice(part, prefix)
        return found & Q(**{f"{prefix}at__lte": self.until}) if self.until else found

    def _of_slice(self, part: Slice, prefix: str) -> Q:
        since, until = (part.today - timedelta(days=n) for n in (self.first, self.last))
        days = Q(**{f"{prefix}business_on": until})
        if since != until:
            days = Q(**{f"{prefix}business_on__range": (since, until)})
        if part.store_ids is None:
            return days
        return days & Q(**{f"{prefix}store__in": part.store_ids})


def _named(store_ids: tuple[UUID, ...] | None) -> str:
    """A short name for a set of stores."""
    if store_ids is None:
        return "all"
    return hashlib.sha256(b"".join(sorted(one.bytes for one in store_ids))).hexdigest()[:16]


def slices_of(stores: Sequence[StoreFacts], at: datetime, *, everywhere: bool) -> tuple[Slice, ...]:
    """The stores by their present business day; one slice without a list where all agree."""
    days: dict[date, list[UUID]] = {}
    for store in stores:
        today = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
        days.setdefault(today, []).append(store.id)
    if everywhere and len(days) == 1:
        return (Slice(next(iter(days)), None),)
    return tuple(Slice(today, tuple(ids)) for today, ids in days.items())


def latest_day(slices: Iterable[Slice]) -> date:
    """The business day that charts end with."""
    return max(part.today for part in slices)
