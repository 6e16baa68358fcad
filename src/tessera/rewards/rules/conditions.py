"""Pure rules: when and for what a rule of earning counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from tessera.rewards.rules.benefits import FULL, falls_on

ON_THE_DAY, IN_THE_WEEK, IN_THE_MONTH = "day", "week", "month"
BIRTHDAYS = (ON_THE_DAY, IN_THE_WEEK, IN_THE_MONTH)


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line of a sale as rules of earning see it: ``paid_minor`` is what tenders paid for it;
    ``earns`` is False where a card lowers its price on which nothing is earned."""

    kind: str
    quantity: int
    paid_minor: int
    position: int = 0
    sku_id: str = ""
    style: str = ""
    category: str = ""
    earns: bool = True


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """A sale as rules of earning see it.

    ``on`` is the business day, ``clock`` the time on the store's wall. ``visited`` says that the
    member was given something for a visit to this store today; ``earns`` that the card earns.
    """

    lines: Sequence[SoldLine]
    on: date
    clock: time = time(12)
    store_id: str = ""
    level_id: str = ""
    level_bp: int = FULL
    tags: frozenset[str] = frozenset()
    birthday: date | None = None
    bonus_minor: int = 0
    visited: bool = False
    earns: bool = True


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of the day, from ``start`` up to but not including ``end``; past midnight where
    ``end`` is not later."""

    start: time
    end: time

    def holds(self, clock: time) -> bool:
        """Whether ``clock`` is within."""
        if self.start < self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must be so. An empty list asks for nothing; days are closed ranges (CASES 13).

    ``weekdays`` count from 1, Monday. A category, style or SKU that is named asks for any of
    those named; each kind of condition must be met. ``tags`` ask for a member with any of them, the
    audience of a campaign.
    """

    stores: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    weekdays: frozenset[int] = frozenset()
    slots: tuple[Slot, ...] = ()
    birthday: str = ""
    first_on: date | None = None
    last_on: date | None = None
    categories: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    skus: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    def meet_sale(self, sale: SaleFacts) -> bool:
        """Whether the sale as a whole is one that the rule counts for."""
        return (
            (not self.stores or sale.store_id in self.stores)
            and (not self.levels or sale.level_id in self.levels)
            and (not self.tags or not self.tags.isdisjoint(sale.tags))
            and (not self.weekdays or sale.on.isoweekday() in self.weekdays)
            and (not self.slots or any(slot.holds(sale.clock) for slot in self.slots))
            and (self.first_on is None or self.first_on <= sale.on)
            and (self.last_on is None or sale.on <= self.last_on)
            and (not self.birthday or is_birthday(sale.birthday, self.birthday, sale.on))
        )

    def meet_line(self, line: SoldLine) -> bool:
        """Whether the line is one that the rule counts for."""
        if not (self.categories or self.products or self.skus):
            return True
        return (
            line.category in self.categories
            or line.style in self.products
            or line.sku_id in self.skus
        )


ALWAYS = Conditions()
"""Nothing is asked for."""


def is_birthday(birthday: date | None, span: str, on: date) -> bool:
    """Whether ``on`` is the birthday, or in its week (Monday to Sunday) or month.

    A birthday on 29 February is celebrated on the 28th where there is none; the week of one
    near New Year reaches into the other year.
    """
    if birthday is None:
        return False
    days = [falls_on(birthday, on.year + shift) for shift in (-1, 0, 1)]
    if span == ON_THE_DAY:
        return on in days
    if span == IN_THE_WEEK:
        return any(day.isocalendar()[:2] == on.isocalendar()[:2] for day in days)
    return on.month == birthday.month
