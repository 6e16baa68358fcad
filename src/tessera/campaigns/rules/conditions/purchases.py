"""Conditions on what a member bought."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tessera.campaigns.rules import measures
from tessera.campaigns.rules.measures import Figures, Measure, Why
from tessera.campaigns.rules.windows import EVER, Window, hours_of

WINDOW = Window()
ALL_HOURS = (0, 24)
BY = ("style", "category", "season")


def _reached(asked: dict[str, int | None], have: dict[str, int]) -> Why | None:
    """The figures that are asked for, where each reaches its threshold."""
    told = {name: have[name] for name, least in asked.items() if least is not None}
    return told if all(told[name] >= (asked[name] or 0) for name in told) else None


def _positive(**thresholds: int | None) -> Iterator[str]:
    return (name for name, value in thresholds.items() if value is not None and value <= 0)


@dataclass(frozen=True, slots=True)
class Bought:
    """How often, for how much (minor units), how many pieces. All that is asked for."""

    kind: ClassVar[str] = "bought"
    window: Window = WINDOW
    visits: int | None = None
    spent_minor: int | None = None
    pieces: int | None = None

    def measure(self) -> Measure:
        """What is counted."""
        return measures.Purchases(self.window)

    def why(self, have: Figures, *, today: date) -> Why | None:
        """The figures that counted."""
        asked = _amounts(self)
        return _reached(asked, dict(zip(asked, have, strict=True)))

    def faults(self) -> Iterator[str]:
        """The fields that cannot work."""
        asked = _amounts(self)
        yield from _positive(**asked)
        if not any(asked.values()):
            yield "visits"


@dataclass(frozen=True, slots=True)
class LastBought:
    """The last purchase lies within the window, or longer ago. Who never bought is neither."""

    kind: ClassVar[str] = "last"
    window: Window = WINDOW
    longer_ago: bool = False

    def measure(self) -> Measure:
        """What is counted."""
        return measures.LastDay()

    def why(self, have: Figures, *, today: date) -> Why | None:
        """The day of the last purchase."""
        last, first = date.fromordinal(have[0]), self.window.first(today)
        is_within = first is None or last >= first
        return {"last_on": last.isoformat()} if is_within != self.longer_ago else None

    def faults(self) -> Iterator[str]:
        """The fields that cannot work."""
        if self.window.unit == EVER:
            yield "window"


@dataclass(frozen=True, slots=True)
class BoughtNew:
    """Among the first to buy what is new: so many products, each soon after it was first sold."""

    kind: ClassVar[str] = "new"
    window: Window = WINDOW
    within_days: int = 14
    products: int = 2

    def measure(self) -> Measure:
        """What is counted."""
        return measures.Novelties(self.window, self.within_days)

    def why(self, have: Figures, *, today: date) -> Why | None:
        """How many products."""
        return _reached({"products": self.products}, {"products": have[0]})

    def faults(self) -> Iterator[str]:
        """The fields that cannot work."""
        yield from _positive(products=self.products)
        if not 0 <= self.within_days <= 365:
            yield "within_days"


@dataclass(frozen=True, slots=True)
class BoughtReduced:
    """At least a share of the pieces cost less than their tag says, of enough purchases."""

    kind: ClassVar[str] = "reduced"
    window: Window = WINDOW
    off_percent: int = 10
    share_percent: int = 60
    visits: int = 3

    def measure(self) -> Measure:
        """What is counted."""
        return measures.Reduced(self.window, self.off_percent)

    def why(self, have: Figures, *, today: date) -> Why | None:
        """How many of how many pieces."""
        visits, pieces, reduced = have
        holds = visits >= self.visits and reduced * 100 >= pieces * self.share_percent
        return {"visits": visits, "pieces": pieces, "reduced": reduced} if holds else None

    def faults(self) -> Iterator[str]:
        """The fields that cannot work."""
        yield from _positive(visits=self.visits)
        if not 1 <= self.off_percent <= 99:
            yield "off_percent"
        if not 1 <= self.share_percent <= 100:
            yield "share_percent"


@dataclass(frozen=True, slots=True)
class BoughtGoods:
    """Some products, categories or seasons: how often, for how much, how many pieces."""

    kind: ClassVar[str] = "goods"
    window: Window = WINDOW
    by: str = "category"
    values: tuple[str, ...] = ()
    visits: int | None = None
    spent_minor: int | None = None
    pieces: int | None = 1

    def measure(self) -> Measure:
        """What is counted."""
        return measures.Chosen(self.window, self.by, self.values)

    def why(self, have: Figures, *, today: date) -> Why | None:
        """The figures that counted."""
        asked = _amounts(self)
        return _reached(asked, dict(zip(asked, have, strict=True)))

    def faults(self) -> Iterator[str]:
        """The fields that cannot work."""
        asked = _amounts(self)
        yield from _positive(**asked)
        if not any(asked.values()):
            yield "pieces"
        if self.by not in BY:
            yield "by"
        if not self.values:
            yield "values"


@dataclass(frozen=True, slots=True)
class BoughtAt:
    """At least a share of enough purchases on some weekdays and within some hours."""

    kind: ClassVar[str] = "times"
    window: Window = WINDOW
    weekdays: tuple[int, ...] = ()
    from_hour: int = 0
    to_hour: int = 24
    share_percent: int = 60
    visits: int = 3

    def measure(self) -> Measure:
        """What is counted."""
        days = tuple(sorted(set(self.weekdays))) or tuple(range(1, 8))
        return measures.Times(self.window, days, hours_of(self.from_hour, self.to_hour))

    def why(self, have: Figures, *, today: date) -> Why | None:
        """How many of how many purchases."""
        visits, then = have
        holds = visits >= self.visits and then * 100 >= visits * self.share_percent
        return {"visits": visits, "then": then} if holds else None

    def faults(self) -> Iterator[str]:
        """The fields that cannot work."""
        yield from _positive(visits=self.visits)
        if not 1 <= self.share_percent <= 100:
            yield "share_percent"
        if not set(self.weekdays) <= set(range(1, 8)):
            yield "weekdays"
        if not (0 <= self.from_hour <= 23 and 0 <= self.to_hour <= 24):
            yield "from_hour"
        if not self.weekdays and (self.from_hour, self.to_hour) == ALL_HOURS:
            yield "weekdays"


def _amounts(one: Bought | BoughtGoods) -> dict[str, int | None]:
    """The thresholds of what was bought, in the order of the measure's figures."""
    return {"visits": one.visits, "spent_minor": one.spent_minor, "pieces": one.pieces}
