"""Pure rules of referral: one level only, for real purchases, pending until returns are over.

Domain handbook 5.12: nothing is paid for bringing people, nor for what the brought ones bring.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from tessera.rewards.rules import windows

POINTS, BONUS = "points", "bonus"
"""What is given: points, or stored value that the brand adds."""

PURCHASE, FIRST = "purchase", "first"
"""For each purchase of the one who was brought, and once for the first."""

SELF, CIRCLE, STAFF = "self", "circle", "staff"
ADDRESS, DEVICE, CARD = "address", "device", "card"

FOLLOW_UP_DAYS = 7
"""Within so many days somebody should have thanked the one who brought a member."""


@dataclass(frozen=True, slots=True)
class Program:
    """What bringing members is worth; ``version`` 0 is none.

    ``rate_bp`` of goods really paid goes to the referrer: in minor units as bonus, or one point
    for each whole unit of money that it makes. ``sale_cap`` and ``month_cap`` bound it, in the
    same unit. ``months`` are counted from joining, None for ever. ``first_referrer`` and
    ``first_referee`` are given for a first purchase of at least ``first_min_minor``. All of it
    waits ``pending_days``. ``staff_counts`` says whether staff may bring.
    """

    version: int = 0
    is_active: bool = False
    pays: str = POINTS
    rate_bp: int = 0
    sale_cap: int | None = None
    month_cap: int | None = None
    months: int | None = 12
    first_referrer: int = 0
    first_referee: int = 0
    first_min_minor: int = 0
    pending_days: int = 7
    staff_counts: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """A reward as it was promised at the sale (law 7). ``amount`` is what it came to then."""

    kind: str
    unit: str
    amount: int
    base_minor: int
    rate_bp: int
    cap: int | None


def is_within(program: Program, *, joined_on: date, on: date) -> bool:
    """Whether a purchase on ``on`` still counts for who brought the member."""
    if not program.is_active:
        return False
    return program.months is None or on <= windows.last_day(joined_on, program.months)


def is_again(program: Program, *, left_on: date, joined_on: date) -> bool:
    """Whether who left on ``left_on`` and joined on ``joined_on`` is no new member: within the
    months in which a referral counts."""
    return program.months is None or joined_on <= windows.last_day(left_on, program.months)


def amount_for(*, base_minor: int, rate_bp: int, unit: str, cap: int | None) -> int:
    """What goods paid with ``base_minor`` give: the fraction is dropped once per sale."""
    share = max(0, base_minor) * rate_bp // 10_000
    amount = share // 100 if unit == POINTS else share
    return amount if cap is None else min(amount, cap)


def promised(program: Program, *, base_minor: int, is_first: bool) -> list[tuple[str, Terms]]:
    """What a sale promises, each with who gets it: ``referrer`` or ``referee``."""
    if base_minor <= 0:
        return []
    amount = amount_for(
        base_minor=base_minor, rate_bp=program.rate_bp, unit=program.pays, cap=program.sale_cap
    )
    found = [("referrer", _terms(program, PURCHASE, amount, base_minor))]
    if is_first and base_minor >= program.first_min_minor:
        found += [
            ("referrer", _terms(program, FIRST, program.first_referrer, base_minor)),
            ("referee", _terms(program, FIRST, program.first_referee, base_minor)),
        ]
    return [(who, terms) for who, terms in found if terms.amount > 0]


def _terms(program: Program, kind: str, amount: int, base_minor: int) -> Terms:
    return Terms(kind, program.pays, amount, base_minor, program.rate_bp, program.sale_cap)


def entitled(terms: Terms, *, returned_minor: int) -> int:
    """What is due after ``returned_minor`` of the goods have come back in all (CASES 7).

    For a purchase what the rest would have given by the rule as it stood; of a first reward the
    same share as of the goods. Ten partial returns leave what one whole return does.
    """
    left = max(0, terms.base_minor - returned_minor)
    if terms.kind == FIRST:
        return terms.amount * left // terms.base_minor
    return amount_for(base_minor=left, rate_bp=terms.rate_bp, unit=terms.unit, cap=terms.cap)


def last_pending(on: date, days: int) -> date:
    """The last day on which a reward waits: ``days`` after the sale's."""
    return on + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What is known of a referrer and a member. ``shared`` are the traces that both left within a
    day of each other: address, device or card."""

    same_person: bool = False
    circle: bool = False
    staff: bool = False
    shared: frozenset[str] = frozenset()


def hold_reason(seen: Suspicion, program: Program) -> str:
    """Why a reward must wait for a manager; empty where nothing speaks against it."""
    if seen.same_person:
        return SELF
    if seen.circle:
        return CIRCLE
    if seen.staff and not program.staff_counts:
        return STAFF
    return next((kind for kind in (CARD, DEVICE, ADDRESS) if kind in seen.shared), "")


def room(cap: int | None, given: int) -> int:
    """What a month still has room for."""
    return 10**15 if cap is None else max(0, cap - given)
