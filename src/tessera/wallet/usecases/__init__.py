"""How stored value and points work in this brand: policy, top-up plans, expiry."""

from tessera.wallet.usecases.cards import set_card_kind
from tessera.wallet.usecases.expiry import Expired, expire_bonus, expire_points
from tessera.wallet.usecases.notices import Announced, announce_expiry
from tessera.wallet.usecases.plans import set_plan
from tessera.wallet.usecases.points_policy import (
    SpendingTerms,
    set_adjustment_limits,
    set_notices,
    set_spending,
    set_transfers,
)
from tessera.wallet.usecases.policy import set_policy
from tessera.wallet.usecases.upkeep import carry_over, release_bonus

__all__ = [
    "Announced",
    "Expired",
    "SpendingTerms",
    "announce_expiry",
    "carry_over",
    "expire_bonus",
    "expire_points",
    "release_bonus",
    "set_adjustment_limits",
    "set_card_kind",
    "set_notices",
    "set_plan",
    "set_policy",
    "set_spending",
    "set_transfers",
]
