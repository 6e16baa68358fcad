"""Everything that happens in the demo's year, decided purely from the day and a fixed seed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from random import Random

from tessera.ops.demo import brand, offerings, people, shelves
from tessera.ops.demo.deeds import Deed, Person
from tessera.ops.demo.year import Year, window

SEED = 20_260_618


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is made: days before today, members, and trade beside the full demo's."""

    days: int = 365
    members: int = 400
    pace: float = 1.0


def first_day(now: datetime, scale: Scale) -> date:
    """The first business day of the history."""
    return brand.SHANGHAI.day_of(now) - timedelta(days=scale.days)


def make(now: datetime, scale: Scale) -> list[Deed]:
    """All deeds before ``now``, in their order.

    The days before today are the same whatever the time of ``now`` is.
    """
    today, first = brand.SHANGHAI.day_of(now), first_day(now, scale)
    everybody = _members(now, first, scale)
    liked = shelves.likings(_dice("likings"))
    deeds = [
        *offerings.promotions(first, today),
        *offerings.coupons(first, today, everybody),
    ]
    for shop in brand.SHOPS:
        year = Year(_dice(shop.code), shop, everybody, liked, scale.pace)
        deeds += year.deeds(first, now)
    return sorted((deed for deed in deeds if deed.at < now), key=attrgetter("at", "key"))


def _dice(name: str) -> Random:
    """Dice that fall the same way in every run."""
    return Random(f"{SEED} {name}")  # noqa: S311 - play, no secret


def _members(now: datetime, first: date, scale: Scale) -> Sequence[Person]:
    """Who joins; the last one today if a store is open by now, else yesterday."""
    shop = brand.LIVELY[0]
    yesterday = shop.day_of(now) - timedelta(days=1)
    rng = _dice("members")
    *others, last = people.members(rng, count=scale.members, first=first, last=yesterday)
    joins_on = shop.day_of(now) if window(shop, now) else yesterday
    return [*others, replace(last, shop=shop.code, joins_on=joins_on, leaves_on=date.max)]
