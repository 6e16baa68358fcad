"""The stories of promotions and coupons."""

from tessera.offers.usecases.coupons import (
    change_coupon_kind,
    create_coupon_kind,
    issue_coupon,
    issue_coupons,
)
from tessera.offers.usecases.policy import set_price_policy
from tessera.offers.usecases.promotions import change_promotion, create_promotion, end_promotion

__all__ = [
    "change_coupon_kind",
    "change_promotion",
    "create_coupon_kind",
    "create_promotion",
    "end_promotion",
    "issue_coupon",
    "issue_coupons",
    "set_price_policy",
]
