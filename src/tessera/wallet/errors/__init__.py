"""Refusals of the wallet."""

from tessera.wallet.errors.closing import (
    closes_too_soon,
    closing_unknown,
)
from tessera.wallet.errors.legal import (
    balance_too_high,
    cash_too_high,
    contract_empty,
    contract_needed,
    contract_unknown,
    name_invalid,
    name_needed,
    profile_invalid,
    store_closing,
)
from tessera.wallet.errors.points import (
    points_insufficient,
    points_sku_unknown,
    points_terms_invalid,
)
from tessera.wallet.errors.safeguards import (
    freeze_unknown,
    frozen,
    nothing_to_freeze,
    phone_unproved,
    pin_unset,
    pin_weak,
    proof_locked,
    proof_needed,
    proof_wrong,
)
from tessera.wallet.errors.value import (
    bonus_used,
    insufficient,
    plan_invalid,
    plan_not_topup,
    policy_invalid,
)

__all__ = [
    "balance_too_high",
    "bonus_used",
    "cash_too_high",
    "closes_too_soon",
    "closing_unknown",
    "contract_empty",
    "contract_needed",
    "contract_unknown",
    "freeze_unknown",
    "frozen",
    "insufficient",
    "name_invalid",
    "name_needed",
    "nothing_to_freeze",
    "phone_unproved",
    "pin_unset",
    "pin_weak",
    "plan_invalid",
    "plan_not_topup",
    "points_insufficient",
    "points_sku_unknown",
    "points_terms_invalid",
    "policy_invalid",
    "profile_invalid",
    "proof_locked",
    "proof_needed",
    "proof_wrong",
    "store_closing",
]
