"""What the wallet keeps beside the ledger."""

from tessera.wallet.models.plans import TopUpPlan
from tessera.wallet.models.points import PointsPolicy
from tessera.wallet.models.policy import ConsumptionOrder, Policy

__all__ = [
    "ConsumptionOrder",
    "PointsPolicy",
    "Policy",
    "TopUpPlan",
]
