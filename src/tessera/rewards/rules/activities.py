"""Pure rules: what activities give, how often, and how days in a row are counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

PROFILE, CHECK_IN, REVIEW, SHARE, SURVEY, INVITATION = (
    "profile",
    "check_in",
    "review",
    "share",
    "survey",
    "invitation",
)
KINDS = (CHECK_IN, PROFILE, REVIEW, SHARE, SURVEY, INVITATION)

DAYS_IN_A_ROW = 7


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """An activity as the brand set it. A limit of 0 is none.

    ``table`` is for the daily check-in: points of the first to the seventh day in a row.
    """

    kind: str
    is_on: bool = False
    points: int = 0
    table: tuple[int, ...] = ()
    per_day: int = 0
    in_all: int = 0


def streak(days: Sequence[date], on: date) -> int:
    """The how-manieth day in a row ``on`` is, given the days before on which somebody came."""
    known, count = {*days}, 1
    while on - timedelta(days=count) in known:
        count += 1
    return count


def points_of(activity: ActivityFacts, streak: int = 1) -> int:
    """What is given: for a check-in by its table, which begins anew after its last day."""
    if activity.kind == CHECK_IN and activity.table:
        return activity.table[(streak - 1) % len(activity.table)]
    return activity.points


def is_left(activity: ActivityFacts, *, today: int, ever: int) -> bool:
    """Whether the limits allow one more."""
    per_day = 1 if activity.kind in {CHECK_IN, SHARE} else activity.per_day
    in_all = 1 if activity.kind == PROFILE else activity.in_all
    return (not per_day or today < per_day) and (not in_all or ever < in_all)


def pays_review(*, kept: int, paid: int) -> bool:
    """Whether one more review gives points: of goods that were ``kept``, the one at hand among them,
    so many reviews were ``paid`` before.

    Buying, reviewing and returning again and again gives points once (CASES 7).
    """
    return paid < kept
