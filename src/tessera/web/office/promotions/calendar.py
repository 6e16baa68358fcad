"""A month of promotions: what holds on each day, and what stands in each other's way."""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tessera.offers import queries
from tessera.offers.queries import PromotionView
from tessera.offers.rules import Standing
from tessera.offers.rules.conflicts import Claim, Conflict, conflict, conflicts

WHY: dict[str, str | Promise] = {
    "alone": _("One of them stands alone: of both, the customer gets the better."),
    "group": _("Both are of the same group: only the better of them counts."),
    "pieces": _("Both are for the same goods: each piece gets the better of them."),
}

OPEN = frozenset({"draft", "running", "paused", "coming"})
"""What may still hold one day."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month with what holds on it, and which of that is in conflict."""

    on: date
    claims: Sequence[Claim]
    clashing: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many days in a row on which a promotion holds, or does not."""

    length: int
    holds: bool
    clashes: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A promotion across the month."""

    view: PromotionView
    standing: Standing
    stretches: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class Month:
    """Everything that a page of the calendar shows."""

    first: date
    weeks: Sequence[Sequence[Day | None]]
    bars: Sequence[Bar]
    clashes: Sequence[Conflict]
    days: Sequence[Day] = field(default_factory=tuple)


def month_of(views: Sequence[PromotionView], first: date, today: date) -> Month:
    """The month that begins with ``first``. What was ended is not in it."""
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    shown = [
        view
        for view in views
        if view.standing(today) != "ended" and view.starts_on <= last and view.ends_on >= first
    ]
    shown.sort(key=lambda view: (view.starts_on, view.ends_on, view.name))
    claims = queries.claims_of(map(queries.planned, shown))
    found = [one for one in conflicts(claims) if any(first <= day <= last for day in one.days)]
    days = [_day(first + timedelta(days=n), claims, found) for n in range((last - first).days + 1)]
    return Month(
        first=first,
        weeks=list(_weeks(days)),
        bars=[
            Bar(view, view.standing(today), list(_stretches(str(view.promotion_id), days)))
            for view in shown
        ],
        clashes=found,
        days=days,
    )


def _day(on: date, claims: Sequence[Claim], found: Sequence[Conflict]) -> Day:
    clashing = {
        claim.promotion_id for one in found if on in one.days for claim in (one.one, one.other)
    }
    return Day(on, [claim for claim in claims if claim.holds_on(on)], frozenset(clashing))


def _weeks(days: Sequence[Day]) -> Iterator[list[Day | None]]:
    """Mondays first; what is not of the month is empty."""
    cells: list[Day | None] = [None] * days[0].on.weekday()
    cells += days
    cells += [None] * (-len(cells) % 7)
    for start in range(0, len(cells), 7):
        yield cells[start : start + 7]


def _stretches(promotion_id: str, days: Sequence[Day]) -> Iterator[Stretch]:
    marks = [
        (
            any(claim.promotion_id == promotion_id for claim in day.claims),
            promotion_id in day.clashing,
        )
        for day in days
    ]
    for (holds, clashes), run in groupby(marks):
        yield Stretch(len(list(run)), holds, clashes)


def clashes_with(
    planned: queries.Planned, views: Sequence[PromotionView], today: date
) -> list[dict[str, Any]]:
    """What stands in the way of one promotion that is, or is about to be: each with why and when."""
    others = [
        view
        for view in views
        if view.standing(today) in OPEN and view.promotion_id != planned.promotion_id
    ]
    own, *rest = queries.claims_of([planned, *map(queries.planned, others)])
    return [
        {
            "id": found.other.promotion_id,
            "name": found.other.name,
            "why": WHY[found.why],
            "first": found.days[0],
            "count": len(found.days),
        }
        for other in rest
        if (found := conflict(own, other)) is not None
    ]
