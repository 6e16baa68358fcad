"""In which time zone a page shows instants that name no store of their own."""

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location, get_timezone_name
from django.utils.translation import get_language, to_locale

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


def called(name: str) -> str:
    """``Asia/Shanghai`` as the page's language calls it: China Time."""
    if "/" not in name:  # UTC and its like have no other name
        return name
    return get_timezone_name(ZoneInfo(name), locale=_locale())


def choices(present: str) -> list[tuple[str, str]]:
    """Every zone that has a name in the page's language, in that language's order, and ``present``."""
    known = _choices(str(_locale()))
    return known if any(name == present for name, _ in known) else [(present, present), *known]


@lru_cache(maxsize=8)
def _choices(locale: str) -> list[tuple[str, str]]:
    known = available_timezones() & get_global("zone_territories").keys()
    places = [(name, get_timezone_location(ZoneInfo(name), locale=locale)) for name in known]
    return sorted(places, key=lambda place: place[1])


def _locale() -> Locale:
    return Locale.parse(to_locale(get_language() or "en"))


def _load() -> str:
    stores = org.list_stores(system_actor("zones", frozenset()))
    return stores[0].zone if stores else _DEFAULT


_brand_zone: versions.Cached[str] = versions.Cached("org", _load)
