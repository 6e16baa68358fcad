"""How value is spent and paid out in this brand."""

from dataclasses import dataclass

from tessera.platform import versions
from tessera.wallet.models import Policy


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """How value is spent: consumption order, what points are worth, lapsed lots' new life; and
    paid out: the days of withdrawal, and how much in cash (domain handbook 1.4)."""

    consumption_order: str = "proportional"
    points_per_major: int = 100
    points_step: int = 1
    restored_lot_days: int = 30
    cooling_off_days: int = 7
    cash_payout_max_minor: int = 10000


def _load_policy() -> PolicyFacts:
    row = Policy.objects.first()
    if row is None:
        return PolicyFacts()
    kept = {field: getattr(row, field) for field in PolicyFacts.__dataclass_fields__}
    return PolicyFacts(**kept)


policy: versions.Cached[PolicyFacts] = versions.Cached("wallet", _load_policy)
"""The current policy, kept in the process by the version ``wallet``."""
