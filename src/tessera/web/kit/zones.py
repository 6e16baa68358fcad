"""In which time zone a page shows instants that name no store of their own."""

from zoneinfo import ZoneInfo

from tessera.kernel.actor import Actor, system_actor
from tessera.org import queries as org
from tessera.platform import versions

_DEFAULT = "Asia/Shanghai"


def zone_of(actor: Actor, current: dict[str, str]) -> ZoneInfo:
    """The zone of one of the actor's stores; for the whole brand, that of its first store.

    ``current`` are the versions that the page has read.
    """
    if actor.store_ids:
        return ZoneInfo(org.get_store(min(actor.store_ids), current).zone)
    return ZoneInfo(_brand_zone.get(current))


def _load() -> str:
    stores = org.list_stores(system_actor("zones", frozenset()))
    return stores[0].zone if stores else _DEFAULT


_brand_zone: versions.Cached[str] = versions.Cached("org", _load)
