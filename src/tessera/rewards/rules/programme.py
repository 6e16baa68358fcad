"""Pure rules: what the points programme is, and how long points last."""

from dataclasses import dataclass
from datetime import date, timedelta

from tessera.kernel.period import add_months

CALENDAR_YEAR, ROLLING_MONTHS, SINCE_ACTIVITY, NEVER = (
    "calendar_year",
    "rolling_months",
    "since_activity",
    "never",
)
EXPIRIES = (CALENDAR_YEAR, ROLLING_MONTHS, SINCE_ACTIVITY, NEVER)

PER_SALE, PER_LINE = "sale", "line"
DOWN, HALF_UP = "down", "half_up"

NEGATIVE, WITHIN_BALANCE, FROM_REFUND = "negative", "within_balance", "from_refund"
ONLY_PENDING = "only_pending"
RETURN_POLICIES = (NEGATIVE, WITHIN_BALANCE, FROM_REFUND, ONLY_PENDING)
"""What becomes of earned points that come back spent: they are owed, forgiven, or their worth is
kept of the refund; or only those that still wait are taken back at all, and the rest is forgiven
(CASES, rules worth taking over)."""


@dataclass(frozen=True, slots=True)
class EarnFacts:
    """The programme as it stands: the base rule, rounding, what counts as paid, how long points
    wait and last, and what a return does (domain handbook 5.3)."""

    version: int = 0
    minor_per_point: int = 100
    expiry_years: int = 1
    carry_from_month: int = 12
    earns_on_bonus: bool = True
    earns_on_services: bool = False
    earns_on_fees: bool = False
    rounding: str = PER_SALE
    rounding_mode: str = DOWN
    expiry: str = CALENDAR_YEAR
    expiry_months: int = 12
    pending_days: int = 0
    on_return: str = NEGATIVE

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of line that earn."""
        more = {"service": self.earns_on_services, "fee": self.earns_on_fees}
        return frozenset({"goods", *(kind for kind, earns in more.items() if earns)})

    @property
    def is_plain(self) -> bool:
        """Whether the whole sale is rounded down once, as most do."""
        return self.rounding == PER_SALE and self.rounding_mode == DOWN


def expires_on(policy: EarnFacts, earned_on: date) -> date | None:
    """The last day of points earned on a business day; None for those with no day of their own.

    Valid through that day (domain handbook 5.3). The calendar year ends on 31 December of the
    year of earning plus ``expiry_years``, one more from ``carry_from_month`` on. Rolling months
    end on the same day of the month, or on its last: 2024-02-29 and twelve are 2025-02-28. Where
    the whole balance ends with inactivity, no lot has a day of its own: ``idle_since`` says who.
    """
    if policy.expiry == CALENDAR_YEAR:
        carried = 1 if earned_on.month >= policy.carry_from_month else 0
        return date(earned_on.year + policy.expiry_years + carried, 12, 31)
    if policy.expiry == ROLLING_MONTHS:
        return add_months(earned_on, policy.expiry_months)
    return None


def idle_since(policy: EarnFacts, today: date) -> date | None:
    """The newest day of a last movement whose balance is over by the beginning of ``today``.

    None where points do not end so. A balance is valid through the day ``expiry_months`` after
    its last movement.
    """
    if policy.expiry != SINCE_ACTIVITY:
        return None
    day = add_months(today, -policy.expiry_months)
    while add_months(day, policy.expiry_months) >= today:
        day -= timedelta(days=1)
    return day


def idle_through(policy: EarnFacts, last: date) -> date | None:
    """The last day of a balance whose last movement was on ``last``; None where it has none."""
    return add_months(last, policy.expiry_months) if policy.expiry == SINCE_ACTIVITY else None


def waits_until(policy: EarnFacts, earned_on: date) -> date | None:
    """The last day that points wait; None where they may be spent at once."""
    return earned_on + timedelta(days=policy.pending_days - 1) if policy.pending_days else None
