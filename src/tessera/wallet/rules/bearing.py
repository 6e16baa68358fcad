"""Pure rule: who bears what a top-up was used for, once its value goes from hand to hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from graphlib import TopologicalSorter
from uuid import UUID

Key = tuple[UUID, datetime]
"""What holds a top-up together: the entry it came by, and its age."""


@dataclass(frozen=True, slots=True)
class Used:
    """What was used of a top-up, in minor units: of what was paid, and of its bonus."""

    paid_minor: int = 0
    given_minor: int = 0

    @property
    def minor(self) -> int:
        """Both."""
        return self.paid_minor + self.given_minor

    def plus(self, other: "Used") -> "Used":
        """Both together."""
        return Used(self.paid_minor + other.paid_minor, self.given_minor + other.given_minor)

    def minus(self, other: "Used") -> "Used":
        """This without the other."""
        return Used(self.paid_minor - other.paid_minor, self.given_minor - other.given_minor)

    def share(self, minor: int, whole_minor: int) -> "Used":
        """The part of ``minor`` in ``whole_minor``, rounded half up."""
        parts = (self.paid_minor, self.given_minor)
        return Used(*((2 * part * minor + whole_minor) // (2 * whole_minor) for part in parts))


@dataclass(frozen=True, slots=True)
class Taken:
    """What an entry took, less what came back of it: used, or handed on ``to`` another top-up."""

    entry_id: UUID
    what: Used
    to: Key | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What came onto a card at once, in minor units, and what was taken of it, in that order."""

    minor: int
    taken: Sequence[Taken]


Uses = dict[UUID, Used]
"""By the entry that used it."""


def borne(filled: Mapping[Key, Filled]) -> dict[Key, Uses]:
    """By how much more, or less, each top-up was used than what was taken of itself.

    Whoever is handed a part of what is left takes over the same part of what had been used before:
    so the parts together are owed what the whole would be, and nobody gets rid of a use by handing
    the rest on (法释〔2025〕4号, Arts. 18, 19 and the withdrawal; domain handbook 1.3). What came
    back later counts as never used.
    """
    came: dict[Key, Uses] = {key: {} for key in filled}
    went: dict[Key, Uses] = {key: {} for key in filled}
    for key in _givers_first(filled):
        had, left = dict(came[key]), filled[key].minor
        for one in filled[key].taken:
            if one.to is None:
                _add(had, one.entry_id, one.what)
            else:
                part = {use: what.share(one.what.minor, left) for use, what in had.items()}
                for use, what in part.items():
                    had[use] = had[use].minus(what)
                    _add(went[key], use, what)
                    _add(came.get(one.to, {}), use, what)
            left -= one.what.minor
    return {key: _less(came[key], went[key]) for key in filled}


def _givers_first(filled: Mapping[Key, Filled]) -> list[Key]:
    order = TopologicalSorter[Key](dict.fromkeys(filled, ()))
    for key, one in filled.items():
        for taken in one.taken:
            if taken.to is not None and taken.to in filled:
                order.add(taken.to, key)
    return list(order.static_order())


def _add(uses: Uses, entry_id: UUID, what: Used) -> None:
    uses[entry_id] = uses.get(entry_id, Used()).plus(what)


def _less(came: Uses, went: Uses) -> Uses:
    return {use: came.get(use, Used()).minus(went.get(use, Used())) for use in came | went}
