"""How the brand prices as a whole, for the price engine."""

from dataclasses import dataclass, field
from typing import cast

from tessera.offers.models import PricePolicy
from tessera.offers.rules import ApprovalRule
from tessera.platform import versions
from tessera.pricing.model import Rounding


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """Rounding of the total, whether a level's discount joins promotions, and which promotions a
    second person looks at."""

    rounding: Rounding = "off"
    level_discount_combines: bool = False
    approval: ApprovalRule = field(default_factory=ApprovalRule)


def _load() -> PolicyFacts:
    row = PricePolicy.objects.first()
    if row is None:
        return PolicyFacts()
    return PolicyFacts(
        cast(Rounding, row.rounding),
        row.level_discount_combines,
        ApprovalRule(row.approval_off_bp, row.approval_budget_minor),
    )


price_policy: versions.Cached[PolicyFacts] = versions.Cached("offers", _load)
"""The current policy, kept in the process by the version ``offers``."""
