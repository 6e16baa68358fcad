"""What the wallet keeps beside the ledger."""

from tessera.wallet.models.plans import BonusPart, PartState, TopUpPlan
from tessera.wallet.models.points import PointsPolicy
from tessera.wallet.models.policy import ConsumptionOrder, Policy

__all__ = [
    "BonusPart",
    "ConsumptionOrder",
    "PartState",
    "PointsPolicy",
    "Policy",
    "TopUpPlan",
]
