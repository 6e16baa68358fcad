"""How stored value and points work in this brand: policy, top-up plans, expiry."""

from tessera.wallet.usecases.plans import set_plan
from tessera.wallet.usecases.policy import set_policy
from tessera.wallet.usecases.upkeep import Expired, carry_over, expire_points

__all__ = [
    "Expired",
    "carry_over",
    "expire_points",
    "set_plan",
    "set_policy",
]
