"""Which dearer prices are worth looking at, so that a threshold is reached."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

STATES = 64
"""Up to so many different states are all looked at (docs/price-algorithm.md, section 3)."""

SUBSET_LIMIT = 4_000_000
"""Subset sums are held up to this amount; a raise above it is not looked for."""

Choice = tuple[int, ...]
"""For each line, which of its offers it takes; 0 is the lowest."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A line that may be raised: by how much, for each of its offers after the lowest.

    ``watched`` is a bit mask of the thresholds at risk that look at the line.
    """

    line: int
    raises: tuple[int, ...]
    watched: int


def states(
    slots: Sequence[Slot], base: Choice, limit: int
) -> tuple[tuple[int, Choice], ...] | None:
    """All different ways to raise less than ``limit``, the smallest first; None if too many.

    Two ways are the same if every set of lines with equal ``watched`` is raised by the same.
    """
    places = {w: i for i, w in enumerate(dict.fromkeys(slot.watched for slot in slots))}
    found: dict[tuple[int, ...], Choice] = {(0,) * len(places): base}
    for slot in slots:
        place = places[slot.watched]
        for key, choice in list(found.items()):
            room = limit - sum(key)
            for option, amount in enumerate(slot.raises, start=1):
                if amount >= room:
                    break
                raised = (*key[:place], key[place] + amount, *key[place + 1 :])
                if raised not in found:
                    found[raised] = _raised(choice, slot.line, option)
        if len(found) > STATES:
            return None
    return tuple(sorted((sum(key), choice) for key, choice in found.items()))


class Reach:
    """All sums by which some lines can be raised, below a limit.

    Reachable sums are the bits of one integer per line, so a line costs a shift and an or.
    """

    def __init__(self, slots: Sequence[Slot], limit: int) -> None:
        self._slots, self._limit = slots, limit
        mask = (1 << max(min(limit, SUBSET_LIMIT), 1)) - 1
        self._reached = [1]
        for slot in slots:
            before = bits = self._reached[-1]
            for amount in slot.raises:
                if amount >= limit:
                    break
                bits |= before << amount
            self._reached.append(bits & mask)

    def least(self, needed: int) -> int | None:
        """The smallest raise of at least ``needed``, exactly; None if there is none."""
        if needed >= self._limit:
            return None
        enough = self._reached[-1] >> needed
        return needed + (enough & -enough).bit_length() - 1 if enough else None

    def way(self, base: Choice, raised: int) -> Choice:
        """``base`` raised by a sum that can be reached."""
        choice = base
        for line, option in self._way_back(raised):
            choice = _raised(choice, line, option)
        return choice

    def _way_back(self, total: int) -> Iterator[tuple[int, int]]:
        """Which offers add up to ``total``; a line stays at its lowest price where it can."""
        left = total
        for slot, before in zip(reversed(self._slots), self._reached[-2::-1], strict=True):
            for option, amount in enumerate((0, *slot.raises)):
                if amount <= left and before >> (left - amount) & 1:
                    if option:
                        yield slot.line, option
                    left -= amount
                    break


def _raised(choice: Choice, line: int, option: int) -> Choice:
    return (*choice[:line], option, *choice[line + 1 :])
