"""The stories of promotions and coupons."""

from tessera.offers.usecases.coupons import (
    change_coupon_kind,
    create_coupon_kind,
    issue_coupon,
    issue_coupons,
)
from tessera.offers.usecases.policy import set_approval_rule, set_price_policy
from tessera.offers.usecases.promotion_states import (
    approve_promotion,
    end_promotion,
    pause_promotion,
    resume_promotion,
)
from tessera.offers.usecases.promotions import KEEP, change_promotion, create_promotion

__all__ = [
    "KEEP",
    "approve_promotion",
    "change_coupon_kind",
    "change_promotion",
    "create_coupon_kind",
    "create_promotion",
    "end_promotion",
    "issue_coupon",
    "issue_coupons",
    "pause_promotion",
    "resume_promotion",
    "set_approval_rule",
    "set_price_policy",
]
