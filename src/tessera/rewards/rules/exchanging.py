"""Pure rules: whether a member may exchange points today, why not, and how often at once."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ExchangeTerms:
    """When and how often points may be exchanged, by whom, and how many it takes; ``at_once`` is
    how often in one step, None for as often as the points allow."""

    points: int
    is_active: bool = True
    starts_on: date | None = None
    ends_on: date | None = None
    level_ids: frozenset[UUID] = frozenset()
    per_day: int | None = None
    per_member: int | None = None
    at_once: int | None = None


def obstacle(
    terms: ExchangeTerms, *, on: date, level_id: UUID, points: int, today: int, ever: int
) -> str:
    """What stands in the way, as a word; empty for nothing.

    ``points`` may be spent; the member has exchanged ``today`` and ``ever`` so often.
    """
    if not terms.is_active or (terms.ends_on is not None and on > terms.ends_on):
        return "over"
    if terms.starts_on is not None and on < terms.starts_on:
        return "early"
    if terms.level_ids and level_id not in terms.level_ids:
        return "level"
    if terms.per_member is not None and ever >= terms.per_member:
        return "had"
    if terms.per_day is not None and today >= terms.per_day:
        return "today"
    return "points" if points < terms.points else ""


def most_times(terms: ExchangeTerms, *, points: int, today: int, ever: int) -> int:
    """How often in one step what ``points`` and the limits allow; the member chooses up to that.

    At least 0. That nothing else stands in the way is ``obstacle``'s.
    """
    rooms = [points // terms.points]
    if terms.at_once is not None:
        rooms.append(terms.at_once)
    if terms.per_member is not None:
        rooms.append(terms.per_member - ever)
    if terms.per_day is not None:
        rooms.append(terms.per_day - today)
    return max(0, min(rooms))
