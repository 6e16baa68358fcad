"""What the wallet keeps beside the ledger."""

from tessera.wallet.models.cards import CardKind, CardState, HeldCard
from tessera.wallet.models.plans import BonusPart, PartState, TopUpPlan
from tessera.wallet.models.points import PointsNotice, PointsPolicy
from tessera.wallet.models.policy import ConsumptionOrder, Policy

__all__ = [
    "BonusPart",
    "CardKind",
    "CardState",
    "ConsumptionOrder",
    "HeldCard",
    "PartState",
    "PointsNotice",
    "PointsPolicy",
    "Policy",
    "TopUpPlan",
]
