"""How this brand takes goods back, kept in the process."""

from dataclasses import dataclass

from tessera.platform import versions
from tessera.sales.models import ReturnPolicy


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """The rules of returns: as the brand set them, else those of the domain handbook (5.9)."""

    refund_order: str = "pro_rata"
    takes_loose: bool = True
    loose_days: int = 30
    loose_price: str = "lowest"
    loose_refund: str = "value"
    loose_by_owner: bool = False


def _load() -> ReturnFacts:
    row = ReturnPolicy.objects.first()
    if row is None:
        return ReturnFacts()
    return ReturnFacts(**{name: getattr(row, name) for name in ReturnFacts.__dataclass_fields__})


return_policy: versions.Cached[ReturnFacts] = versions.Cached("returns", _load)
"""The current rules, kept in the process by the version ``returns``."""
