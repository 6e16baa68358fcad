"""How the brand prices as a whole, for the price engine."""

from dataclasses import dataclass
from typing import cast

from tessera.offers.models import PricePolicy
from tessera.platform import versions
from tessera.pricing.model import Rounding


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """Rounding of the total, and whether a level's discount joins promotions."""

    rounding: Rounding = "off"
    level_discount_combines: bool = False


def _load() -> PolicyFacts:
    row = PricePolicy.objects.first()
    if row is None:
        return PolicyFacts()
    return PolicyFacts(cast(Rounding, row.rounding), row.level_discount_combines)


price_policy: versions.Cached[PolicyFacts] = versions.Cached("offers", _load)
"""The current policy, kept in the process by the version ``offers``."""
