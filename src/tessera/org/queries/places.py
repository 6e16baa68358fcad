"""The brand, its stores and tills, for other rooms and for people to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from tessera.kernel.actor import Actor
from tessera.kernel.errors import NotFound
from tessera.org import errors
from tessera.org.models import Store, Till
from tessera.org.queries import directory
from tessera.org.queries.directory import BrandFacts, StoreFacts, TillFacts


@dataclass(frozen=True, slots=True)
class StoreView:
    """A store as its page shows it."""

    facts: StoreFacts
    address: str
    phone: str
    tills: tuple[TillFacts, ...]


def get_brand(current: Mapping[str, str] | None = None) -> BrandFacts:
    """The brand, from memory. Raises NotFound ``org.brand_missing``.

    ``current`` are versions that the caller has read anyway; they spare a statement.
    """
    return directory.known_at(current).brand


def find_brand(current: Mapping[str, str] | None = None) -> BrandFacts | None:
    """The brand, or None before it is set up. ``current`` as for ``get_brand``."""
    try:
        return get_brand(current)
    except NotFound:
        return None


def get_store(store_id: UUID, current: Mapping[str, str] | None = None) -> StoreFacts:
    """A store's facts, from memory, for rooms that have checked the actor's scope.

    ``current`` as for ``get_brand``. Raises NotFound ``org.store_not_found``.
    """
    return directory.known_at(current).store(store_id)


def get_till(till_id: UUID, current: Mapping[str, str] | None = None) -> TillFacts:
    """A till's facts, likewise. Raises NotFound ``org.till_not_found``."""
    return directory.known_at(current).till(till_id)


def get_store_view(actor: Actor, store_id: UUID) -> StoreView:
    """A store for its page. Raises NotFound ``org.store_not_found`` beyond the actor's stores."""
    row = Store.objects.prefetch_related("tills").filter(id=store_id).first()
    if row is None or not actor.reaches(store_id):
        raise errors.store_not_found()
    tills = sorted(row.tills.all(), key=lambda till: till.code)
    return StoreView(
        facts=directory.store_facts(row),
        address=row.address,
        phone=row.phone,
        tills=tuple(directory.till_facts(till) for till in tills),
    )


def get_till_view(actor: Actor, till_id: UUID) -> TillFacts:
    """A till for its page. Raises NotFound ``org.till_not_found`` beyond the actor's stores."""
    row = Till.objects.filter(id=till_id).first()
    if row is None or not actor.reaches(row.store_id):
        raise errors.till_not_found()
    return directory.till_facts(row)


def list_stores(actor: Actor) -> list[StoreFacts]:
    """The stores within the actor's scope, by code."""
    scope = Q() if actor.store_ids is None else Q(id__in=actor.store_ids)
    return [directory.store_facts(row) for row in Store.objects.filter(scope).order_by("code")]


def choose_stores(actor: Actor, store_id: UUID | None = None) -> list[StoreFacts]:
    """The stores within the actor's scope, or of them the one that was chosen.

    Raises NotFound ``org.store_not_found`` for a store beyond them.
    """
    stores = list_stores(actor)
    if store_id is None:
        return stores
    chosen = [store for store in stores if store.id == store_id]
    if not chosen:
        raise errors.store_not_found()
    return chosen


def list_tills(actor: Actor, store_id: UUID | None = None) -> list[TillFacts]:
    """The tills within the actor's scope, or of one store in it, by store and code."""
    scope = Q() if actor.store_ids is None else Q(store__in=actor.store_ids)
    if store_id is not None:
        scope &= Q(store=store_id)
    found = Till.objects.filter(scope).order_by("store__code", "code")
    return [directory.till_facts(row) for row in found]


def first_store_id() -> UUID:
    """The brand's first store, by code, for what belongs to none."""
    return Store.objects.order_by("code").values_list("id", flat=True)[0]
