"""Promotions, coupon kinds and coupons."""

from tessera.offers.models.coupons import Coupon, CouponKind, CouponType, CouponUse
from tessera.offers.models.policy import PricePolicy, Rounding
from tessera.offers.models.promotions import Promotion, PromotionCount, PromotionKind

__all__ = [
    "Coupon",
    "CouponKind",
    "CouponType",
    "CouponUse",
    "PricePolicy",
    "Promotion",
    "PromotionCount",
    "PromotionKind",
    "Rounding",
]
