"""Who becomes a member in the demo's year, when, where, and how they shop."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from tessera.ops.demo import brand, names, seasons
from tessera.ops.demo.deeds import Person

FOUNDERS = 0.3
"""The part of the members who join in the first weeks."""

BROUGHT = 0.22
"""The part of the later members whom another member brought."""


def members(rng: Random, *, count: int, first: date, last: date) -> list[Person]:
    """``count`` people by the day on which they join, ``first`` through ``last``."""
    days = sorted(_open(first, offset) for offset in _joining_days(rng, count, (last - first).days))
    phones = names.phones(rng, count)
    people: list[Person] = []
    for number, offset in enumerate(days):
        joins_on = first + timedelta(days=offset)
        people.append(
            Person(
                number=number,
                name=names.person(rng),
                phone=phones[number],
                birthday=_birthday(rng, joins_on),
                shop=_home(rng).code,
                joins_on=joins_on,
                leaves_on=_leaves_on(rng, joins_on),
                weight=min(4.5, rng.lognormvariate(0, 0.8)),
                size=rng.choices(range(4), (22, 38, 28, 12))[0],
                brought_by=_bringer(rng, people, joins_on),
            )
        )
    return people


def _joining_days(rng: Random, count: int, days: int) -> list[int]:
    founders = round(count * FOUNDERS)
    early = [rng.randint(0, max(1, days // 10)) for _ in range(founders)]
    return early + [rng.randint(0, days) for _ in range(count - founders)]


def _open(first: date, offset: int) -> int:
    """Not on the days on which the stores are closed."""
    if not seasons.is_new_year(first + timedelta(days=offset)):
        return offset
    return offset - 2 if offset >= 2 else offset + 2


def _birthday(rng: Random, joins_on: date) -> date | None:
    """Nine in ten tell it; between 18 and 62 years old, most about thirty."""
    if rng.random() < 0.1:
        return None
    years = min(62.0, max(18.0, rng.gauss(32, 9)))
    return joins_on - timedelta(days=round(years * 365.25) + rng.randrange(365))


def _home(rng: Random) -> brand.Shop:
    return rng.choices(brand.SHOPS, [shop.share for shop in brand.SHOPS])[0]


def _leaves_on(rng: Random, joins_on: date) -> date:
    """One in five is not seen any more after some weeks or months."""
    if rng.random() < 0.8:
        return date.max
    return joins_on + timedelta(days=rng.randint(14, 200))


def _bringer(rng: Random, people: Sequence[Person], joins_on: date) -> str | None:
    """The phone of a member since before that day, of a busy one more often."""
    known = [person for person in people if person.joins_on < joins_on]
    if not known or rng.random() > BROUGHT:
        return None
    return rng.choices(known, [person.weight for person in known])[0].phone
