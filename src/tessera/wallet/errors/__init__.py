"""Refusals of the wallet."""

from tessera.wallet.errors.points import (
    points_insufficient,
    points_sku_unknown,
    points_terms_invalid,
)
from tessera.wallet.errors.value import (
    bonus_used,
    insufficient,
    plan_invalid,
    plan_not_topup,
    policy_invalid,
)

__all__ = [
    "bonus_used",
    "insufficient",
    "plan_invalid",
    "plan_not_topup",
    "points_insufficient",
    "points_sku_unknown",
    "points_terms_invalid",
    "policy_invalid",
]
