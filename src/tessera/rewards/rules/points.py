"""Pure rules: how many points goods earn, until when, and what a return takes back."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EarnFacts:
    """The earning rule as it stands (domain handbook 5.3)."""

    version: int = 0
    minor_per_point: int = 100
    expiry_years: int = 1
    carry_from_month: int = 12
    earns_on_bonus: bool = True


def points_for(base_minor: int, minor_per_point: int, factor_bp: int = 10_000) -> int:
    """One point per ``minor_per_point`` really paid, times the level's factor in basis points;
    the fraction is dropped once per sale."""
    return max(0, base_minor) * factor_bp // (minor_per_point * 10_000)


def expires_on(earned_on: date, *, years: int, carry_from_month: int) -> date:
    """The calendar-year rule: 31 December of the year of earning plus ``years``.

    From ``carry_from_month`` on, one year more. Valid through that day. Handbook 5.3, n = 0:
    earned 2025-11-30 expires 2025-12-31, earned 2025-12-01 expires 2026-12-31.
    """
    carried = 1 if earned_on.month >= carry_from_month else 0
    return date(earned_on.year + years + carried, 12, 31)


def earning_base(
    *, goods_minor: int, paid_minor: int, bonus_minor: int, earns_on_bonus: bool
) -> int:
    """What of the payment for goods earns.

    ``goods_minor`` of the ``paid_minor`` were for goods; where bonus does not earn, goods bear
    their share of ``bonus_minor``, rounded up, so that no fraction of it earns.
    """
    if earns_on_bonus or not paid_minor:
        return goods_minor
    return goods_minor - -(-bonus_minor * goods_minor // paid_minor)


def clawback(
    *,
    earned: int,
    base_minor: int,
    minor_per_point: int,
    returned_minor: int,
    clawed: int,
    factor_bp: int = 10_000,
) -> int:
    """Points to take back now, when ``returned_minor`` of the base has come back in all.

    What remains is what the rest of the base would have earned by the same rule, so ten
    partial returns take back exactly what one full return does (CASES 7). ``clawed`` was
    taken before.
    """
    kept = points_for(base_minor - returned_minor, minor_per_point, factor_bp)
    return max(0, earned - min(earned, kept) - clawed)
