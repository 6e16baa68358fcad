"""Which promotions of several groups may be taken together, by what they save."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush

TOTALS = 256
"""So many different totals of savings are kept while groups are combined, and so many combinations
are looked at where they do not all fit (docs/price-algorithm.md, section 3)."""

Picks = tuple[tuple[int, int], ...]
"""The chosen promotions: (index of the rule, what it saves), by index."""


def total(picks: Picks) -> int:
    """What they save together."""
    return sum([saving for _, saving in picks])


def ranked(groups: Sequence[Picks], alone: Picks) -> Iterator[Picks]:
    """One or none of each group, or one alone: all combinations, that which saves most first.

    Each combination is made from the one before it in its last place that is not the first, so none
    comes twice, and none before one that saves more.
    """
    options = [sorted(group, key=_most_first) for group in groups if group]
    places = (0,) * len(options)
    # That which saves most has the smallest negative sum; places break ties for good.
    waiting: list[tuple[int, tuple[int, ...], int, Picks]] = []
    heappush(waiting, (-sum(group[0][1] for group in options), places, 0, ()))
    for one in alone:
        heappush(waiting, (-one[1], (-1,), 0, (one,)))
    while waiting:
        negative, places, last, single = heappop(waiting)
        if single:
            yield single
            continue
        taken = [group[at] for group, at in zip(options, places, strict=True) if at < len(group)]
        yield tuple(sorted(taken))
        for place in range(last, len(options)):
            group, at = options[place], places[place]
            if at < len(group):
                after = group[at + 1][1] if at + 1 < len(group) else 0
                more = (*places[:place], at + 1, *places[place + 1 :])
                heappush(waiting, (negative + group[at][1] - after, more, place, ()))


def largest(groups: Sequence[Picks], alone: Picks, most: int) -> Picks:
    """The combination that saves most of those that save no more than ``most``; of the totals of all
    groups but the one of most savings the ``TOTALS`` largest are looked at."""
    *first, last = sorted([_different(group) for group in groups] or [[]], key=len)
    values = sorted([(0, -1), *last])
    amounts = [value for value, _ in values]
    best = -1
    found: Picks = ()
    for before, picks in _totals(first, most).items():
        value, index = values[bisect_right(amounts, most - before) - 1]
        if before + value > best:
            best, found = before + value, (*picks, (index, value)) if value else picks
    for one in alone:
        if best < one[1] <= most:
            best, found = one[1], (one,)
    return tuple(sorted(found))


def totals(groups: Sequence[Picks], alone: Picks, most: int) -> list[Picks]:
    """One combination of each total up to ``most``; of more than ``TOTALS`` the largest."""
    found = _totals([_different(group) for group in groups], most)
    for one in alone:
        if one[1] <= most:
            found.setdefault(one[1], (one,))
    return [tuple(sorted(picks)) for picks in found.values()]


def _totals(groups: Sequence[Sequence[tuple[int, int]]], most: int) -> dict[int, Picks]:
    found: dict[int, Picks] = {0: ()}
    for group in groups:
        for before, picks in list(found.items()):
            for value, index in group:
                total = before + value
                if total <= most and total not in found:
                    found[total] = (*picks, (index, value))
        if len(found) > TOTALS:
            kept = sorted(found, reverse=True)[: TOTALS - 1]
            found = {0: (), **{total: found[total] for total in kept}}
    return found


def _different(group: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each saving with the first rule of it."""
    first: dict[int, int] = {}
    for index, value in group:
        first.setdefault(value, index)
    return list(first.items())


def _most_first(pick: tuple[int, int]) -> tuple[int, int]:
    return -pick[1], pick[0]
