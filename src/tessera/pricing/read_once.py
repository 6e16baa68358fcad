"""What is the same for every cart: the promotions of a book in their order, their filters, and what
is said of those that serve nothing.

Books are immutable, so this is made once for the promotions of a book and kept for the last few.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from tessera.pricing.quote import Missed
from tessera.pricing.terms import Filters, Promotion

KEPT = 8
"""So many different sets of promotions stay read."""


@dataclass(frozen=True, slots=True)
class Read:
    """A promotion, the place of its filters among all different ones, and what is said of it where the
    cart has nothing that it serves."""

    promotion: Promotion
    filters: int
    no_goods: Missed


@dataclass(frozen=True, slots=True)
class Reading:
    """Promotions in the order of (priority, id), and their different filters."""

    ranked: tuple[Read, ...]
    filters: tuple[Filters, ...]


_kept: OrderedDict[int, tuple[Sequence[Promotion], Reading]] = OrderedDict()


def reading(promotions: Sequence[Promotion]) -> Reading:
    """What was read of these very promotions, or is read now.

    They are told apart by identity, which is safe as long as they are kept themselves.
    """
    known = _kept.get(id(promotions))
    if known is not None and known[0] is promotions:
        return known[1]
    made = _read(promotions)
    _kept[id(promotions)] = promotions, made
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return made


def _read(promotions: Sequence[Promotion]) -> Reading:
    places: dict[Filters, int] = {}
    found = []
    for one in sorted(promotions, key=_rank):
        place = places.setdefault(one.filters, len(places))
        found.append(Read(one, place, Missed(one.id, one.kind, one.name, "no_goods", {})))
    return Reading(tuple(found), tuple(places))


def _rank(promotion: Promotion) -> tuple[int, str]:
    return promotion.priority, promotion.id
