"""Where two promotions stand in each other's way, so that a customer gets only one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Literal
from uuid import UUID

from tessera.pricing import Conditions, conditions, kinds

Why = Literal["alone", "group", "pieces"]

MINUTES = 1440
MOST_DAYS = 400
"""Further ahead nobody plans."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a promotion wants: its days and hours, stores (none means all), and goods by whatever
    names the caller has for them."""

    promotion_id: str
    name: str
    kind: str
    group: str
    combines: bool
    starts_on: date
    ends_on: date
    conditions: Conditions
    store_ids: frozenset[UUID]
    goods: frozenset[int]

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a business day, at some hour."""
        asked = self.conditions
        return (
            self.starts_on <= day <= self.ends_on
            and (not asked.weekdays or day.isoweekday() in asked.weekdays)
            and (not asked.month_days or conditions.is_month_day(asked.month_days, day))
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two promotions of which only one counts, and on which days."""

    one: Claim
    other: Claim
    why: Why
    days: tuple[date, ...]


def conflicts(claims: Sequence[Claim]) -> list[Conflict]:
    """All pairs that stand in each other's way, as they are given."""
    return [found for a, b in combinations(claims, 2) if (found := conflict(a, b)) is not None]


def conflict(one: Claim, other: Claim) -> Conflict | None:
    """How two promotions stand in each other's way; None if they do not.

    On the purchase as a whole one of a group counts, and one that does not combine stands alone; on
    the goods each piece has one. That is so where goods, stores, days and hours meet, and
    somebody has a level that both are for. Rule: docs/price-algorithm.md.
    """
    why = _why(one, other)
    if why is None or not _meet(one, other):
        return None
    days = tuple(_days(one, other))
    return Conflict(one, other, why, days) if days else None


def _why(one: Claim, other: Claim) -> Why | None:
    on_order = [claim.kind in kinds.ORDER for claim in (one, other)]
    on_pieces = [claim.kind in kinds.LINE or claim.kind in kinds.DEAL for claim in (one, other)]
    if all(on_order):
        if not (one.combines and other.combines):
            return "alone"
        return "group" if one.group == other.group else None
    return "pieces" if all(on_pieces) else None


def _meet(one: Claim, other: Claim) -> bool:
    """Whether goods, stores, hours and levels overlap."""
    stores = not one.store_ids or not other.store_ids or one.store_ids & other.store_ids
    levels = one.conditions.level_ids, other.conditions.level_ids
    people = not all(levels) or levels[0] & levels[1]
    return bool(one.goods & other.goods and stores and people and _hours_meet(one, other))


def _hours_meet(one: Claim, other: Claim) -> bool:
    return any(
        start < until and begin < end
        for start, end in _hours(one.conditions)
        for begin, until in _hours(other.conditions)
    )


def _hours(asked: Conditions) -> list[tuple[int, int]]:
    """The minutes of the clock; over midnight they are two pieces."""
    start, end = asked.from_minute, asked.until_minute
    return [(start, end)] if start < end else [(start, MINUTES), (0, end)]


def _days(one: Claim, other: Claim) -> Iterator[date]:
    first = max(one.starts_on, other.starts_on)
    last = min(one.ends_on, other.ends_on, first + timedelta(days=MOST_DAYS))
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if one.holds_on(day) and other.holds_on(day):
            yield day
