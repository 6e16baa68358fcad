"""What the wallet keeps beside the ledger."""

from tessera.wallet.models.adjusting import (
    AdjustedUnit,
    Adjustment,
    AdjustmentCause,
    AdjustmentState,
    PointsTransfer,
)
from tessera.wallet.models.cards import CardKind, CardState, HandedCard, HeldCard
from tessera.wallet.models.frozen import Freeze
from tessera.wallet.models.gifts import GiftBatch, GiftCard, GiftState
from tessera.wallet.models.giving import GivenState, ValueGift
from tessera.wallet.models.legal import (
    ContractAcceptance,
    ContractText,
    PrepaidProfile,
    RealName,
    StoreClosing,
)
from tessera.wallet.models.plans import BonusPart, PartState, TopUpPlan
from tessera.wallet.models.points import PointsNotice, PointsPolicy
from tessera.wallet.models.policy import ConsumptionOrder, Policy
from tessera.wallet.models.safeguards import Safeguard
from tessera.wallet.models.transfers import ValueTransfer

__all__ = [
    "AdjustedUnit",
    "Adjustment",
    "AdjustmentCause",
    "AdjustmentState",
    "BonusPart",
    "CardKind",
    "CardState",
    "ConsumptionOrder",
    "ContractAcceptance",
    "ContractText",
    "Freeze",
    "GiftBatch",
    "GiftCard",
    "GiftState",
    "GivenState",
    "HandedCard",
    "HeldCard",
    "PartState",
    "PointsNotice",
    "PointsPolicy",
    "PointsTransfer",
    "Policy",
    "PrepaidProfile",
    "RealName",
    "Safeguard",
    "StoreClosing",
    "TopUpPlan",
    "ValueGift",
    "ValueTransfer",
]
