"""On which terms a kind of coupon is issued, and what becomes of one that was: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tessera.offers import errors
from tessera.offers.rules import checks

NEVER, WHOLE, ALWAYS = "never", "whole", "always"
GIVES_BACK = (NEVER, WHOLE, ALWAYS)

MOST_DAYS = 3_660
MOST_ISSUED = 100_000_000

GIVEN_DAYS = 7
"""So many days a coupon is under way to a friend at most, the day of giving included."""


@dataclass(frozen=True, slots=True)
class Issuing:
    """Where a kind serves, how long one of it is valid, how many there may be, whether a member may
    hand it to a friend, and when a return gives it back. As ``models.CouponKind`` says."""

    store_ids: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_through: date | None = None
    valid_days: int | None = None
    delay_days: int = 0
    per_member: int | None = None
    total_limit: int | None = None
    may_give: bool = False
    gives_back: str = NEVER
    back_days: int | None = None
    remind_days: int = 0

    def columns(self) -> dict[str, Any]:
        """The terms as the table keeps them."""
        own = {name: getattr(self, name) for name in Issuing.__slots__}
        return own | {"store_ids": list(self.store_ids)}

    @property
    def says_days(self) -> bool:
        """Whether the kind itself says when one of it is valid."""
        return self.valid_days is not None or self.valid_from is not None


def check_issuing(terms: Issuing) -> Issuing:
    """The terms of issuing, in order. Raises Invalid ``promotions.field_invalid`` with the field,
    ``promotions.days_invalid``.
    """
    fixed = terms.valid_from is not None or terms.valid_through is not None
    if terms.valid_from and terms.valid_through:
        checks.check_days(terms.valid_from, terms.valid_through)
    elif fixed:
        raise errors.field_invalid(field="valid_through" if terms.valid_from else "valid_from")
    if fixed and (terms.valid_days is not None or terms.delay_days):
        raise errors.field_invalid(field="valid_days")
    if terms.gives_back not in GIVES_BACK:
        raise errors.field_invalid(field="gives_back")
    if terms.back_days is not None and terms.gives_back == NEVER:
        raise errors.field_invalid(field="back_days")
    checks.whole_or_none("valid_days", terms.valid_days, low=1, high=MOST_DAYS)
    checks.check_whole("delay_days", terms.delay_days, low=0, high=365)
    checks.whole_or_none("per_member", terms.per_member, low=1, high=MOST_ISSUED)
    checks.whole_or_none("total_limit", terms.total_limit, low=1, high=MOST_ISSUED)
    checks.whole_or_none("back_days", terms.back_days, low=1, high=MOST_DAYS)
    checks.check_whole("remind_days", terms.remind_days, low=0, high=60)
    checks.ids("store_ids", {"store_ids": list(terms.store_ids)})
    return terms


def days_of(terms: Issuing, *, on: date) -> tuple[date, date] | None:
    """First and last day of a coupon received on business day ``on``; None where the kind does not
    say. With a delay of one day it begins the day after; all its days count in full.

    Fixed days are those, whenever one received it. Raises Conflict ``coupons.kind_over`` when they
    are over.
    """
    if terms.valid_from is not None and terms.valid_through is not None:
        if terms.valid_through < on:
            raise errors.kind_over()
        return terms.valid_from, terms.valid_through
    if terms.valid_days is None:
        return None
    first = on + timedelta(days=terms.delay_days)
    return first, first + timedelta(days=terms.valid_days - 1)


def room(*, most: int | None, given: int) -> int | None:
    """How many more there may be; None for as many as one likes."""
    return None if most is None else max(most - given, 0)


def comes_back(*, gives_back: str, is_whole: bool) -> bool:
    """Whether a return gives the coupon back; ``is_whole`` says that nothing of the sale stays."""
    return gives_back == ALWAYS or (gives_back == WHOLE and is_whole)


def end_after_return(*, ends_on: date, back_days: int | None, on: date) -> date:
    """The last day of a coupon that comes back on ``on``: the one that it had, or that of
    ``back_days`` new ones, the day of the return included, where that is later."""
    if back_days is None:
        return ends_on
    return max(ends_on, on + timedelta(days=back_days - 1))


COMING, USABLE, HELD, GIVEN = "coming", "usable", "held", "given"
USED, CANCELLED, ENDED = "used", "cancelled", "ended"
STATES = (USABLE, COMING, HELD, GIVEN, USED, ENDED, CANCELLED)


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a coupon says how it stands."""

    starts_on: date
    ends_on: date
    uses: int
    uses_limit: int
    held_until: datetime | None = None
    is_given: bool = False

    def state(self, *, on: date, at: datetime) -> str:
        """How it stands on business day ``on``, at ``at``: one of ``STATES``."""
        if not self.uses_limit:
            return CANCELLED
        if self.uses >= self.uses_limit:
            return USED
        if on > self.ends_on:
            return ENDED
        if self.held_until is not None and at < self.held_until:
            return GIVEN if self.is_given else HELD
        return COMING if on < self.starts_on else USABLE


def serves_in(store_ids: Sequence[str], store_id: UUID) -> bool:
    """Whether a kind for these stores serves in one; for none of them it serves everywhere."""
    return not store_ids or str(store_id) in store_ids
