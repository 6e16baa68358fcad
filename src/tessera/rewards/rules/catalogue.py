"""Pure rules of the catalogue: who may have what, and what a member may still have of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

DAY, WEEK, MONTH, YEAR = "day", "week", "month", "year"


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a reward is to be had; ``left`` of None is as many as are wanted."""

    is_active: bool
    starts_on: date | None
    ends_on: date | None
    level_ids: frozenset[UUID]
    left: int | None
    per_member: int | None
    per_period: int | None
    points: int


@dataclass(frozen=True, slots=True)
class Wants:
    """Who wants it: their level, the points they may spend, and how often they have it already,
    in all and in the running period."""

    level_id: UUID
    points: int
    had: int
    had_in_period: int


NOT_NOW, NOT_YET, OTHER_LEVEL, ALL_GONE, HAD_ENOUGH, HAD_FOR_NOW, SHORT = (
    "not_now",
    "not_yet",
    "other_level",
    "all_gone",
    "had_enough",
    "had_for_now",
    "short",
)
"""Why somebody may not have a reward; a shortage of points comes last, as it passes."""


def obstacle(terms: Terms, wants: Wants, on: date) -> str:
    """Why not, on the business day ``on``; nothing where the reward is to be had.

    The last day counts. Rule: issue 4, rewards.
    """
    if not terms.is_active or (terms.ends_on is not None and on > terms.ends_on):
        return NOT_NOW
    if terms.starts_on is not None and on < terms.starts_on:
        return NOT_YET
    if terms.level_ids and wants.level_id not in terms.level_ids:
        return OTHER_LEVEL
    if terms.left is not None and terms.left <= 0:
        return ALL_GONE
    if terms.per_member is not None and wants.had >= terms.per_member:
        return HAD_ENOUGH
    if terms.per_period is not None and wants.had_in_period >= terms.per_period:
        return HAD_FOR_NOW
    return SHORT if wants.points < terms.points else ""


def period_start(period: str, on: date) -> date:
    """The first business day of the day, week (from Monday), month or year that ``on`` lies in."""
    if period == WEEK:
        return on - timedelta(days=on.weekday())
    if period == MONTH:
        return on.replace(day=1)
    return on.replace(month=1, day=1) if period == YEAR else on


def last_day(on: date, days: int) -> date:
    """The last of ``days`` days, of which ``on`` is the first."""
    return on + timedelta(days=days - 1)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A chance in a draw."""

    id: UUID
    member_id: UUID


def winners(
    tickets: Sequence[Ticket], count: int, *, shuffle: Callable[[list[Ticket]], None]
) -> list[Ticket]:
    """So many of the tickets, fewer where there are not enough; nobody wins twice.

    ``shuffle`` puts a list into a random order; every ticket has the same chance to come first.
    """
    order = list(tickets)
    shuffle(order)
    chosen: dict[UUID, Ticket] = {}
    for ticket in order:
        if len(chosen) == count:
            break
        chosen.setdefault(ticket.member_id, ticket)
    return list(chosen.values())
