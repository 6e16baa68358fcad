"""Conditions on who a member is, and on what they hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tessera.campaigns.rules import lifecycle, measures
from tessera.campaigns.rules.measures import Figures, Measure, Why

HELD = ("points", "money")


@dataclass(frozen=True, slots=True)
class Holds:
    """Holds at least or at most so many points, or so much stored value (minor units)."""

    kind: ClassVar[str] = "holds"
    what: str = "points"
    least: int | None = None
    most: int | None = None

    def measure(self) -> Measure:
        """What is counted."""
        return measures.Held(self.what)

    def why(self, have: Figures, *, today: date) -> Why | None:
        """That it is so; the balance itself moves on and stands on the member's page."""
        too_few = self.least is not None and have[0] < self.least
        too_many = self.most is not None and have[0] > self.most
        return None if too_few or too_many else {}

    def faults(self) -> Iterator[str]:
        """The fields that cannot work."""
        if self.what not in HELD:
            yield "what"
        if self.least is None and self.most is None:
            yield "least"
        if self.least is not None and self.most is not None and self.least > self.most:
            yield "most"


@dataclass(frozen=True, slots=True)
class OneOf:
    """The level, or the home store, is one of some; given by their ids."""

    kind: ClassVar[str] = "one_of"
    column: str = "level"
    ids: tuple[str, ...] = ()

    def measure(self) -> Measure:
        """What is counted."""
        return measures.Among(self.column, tuple(sorted(self.ids)))

    def why(self, have: Figures, *, today: date) -> Why | None:
        """That it is so."""
        return {}

    def faults(self) -> Iterator[str]:
        """The fields that cannot work."""
        if self.column not in {"level", "store"} or not self.ids:
            yield self.column


@dataclass(frozen=True, slots=True)
class OfAge:
    """An age, both ends included."""

    kind: ClassVar[str] = "age"
    from_age: int | None = None
    to_age: int | None = None

    def measure(self) -> Measure:
        """What is counted."""
        return measures.Aged(self.from_age, self.to_age)

    def why(self, have: Figures, *, today: date) -> Why | None:
        """That it is so."""
        return {}

    def faults(self) -> Iterator[str]:
        """The fields that cannot work."""
        low = 0 if self.from_age is None else self.from_age
        high = 150 if self.to_age is None else self.to_age
        if (self.from_age is None and self.to_age is None) or not 0 <= low <= high <= 150:
            yield "from_age"


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday in some months; 0 is the present one."""

    kind: ClassVar[str] = "birthday"
    months: tuple[int, ...] = ()

    def measure(self) -> Measure:
        """What is counted."""
        return measures.BornIn(tuple(sorted(set(self.months))))

    def why(self, have: Figures, *, today: date) -> Why | None:
        """That it is so."""
        return {}

    def faults(self) -> Iterator[str]:
        """The fields that cannot work."""
        if not self.months or not set(self.months) <= set(range(13)):
            yield "months"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the lifecycle."""

    kind: ClassVar[str] = "stage"
    stages: tuple[str, ...] = ()

    def measure(self) -> Measure:
        """What is counted."""
        return measures.InStage(tuple(sorted(set(self.stages))))

    def why(self, have: Figures, *, today: date) -> Why | None:
        """That it is so."""
        return {}

    def faults(self) -> Iterator[str]:
        """The fields that cannot work."""
        if not self.stages or not set(self.stages) <= set(lifecycle.STAGES):
            yield "stages"
