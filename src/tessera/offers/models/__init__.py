"""Promotions, coupon kinds and coupons."""

from tessera.offers.models.coupons import (
    Coupon,
    CouponBatch,
    CouponGift,
    CouponKind,
    CouponType,
    CouponUse,
    GivesBack,
)
from tessera.offers.models.policy import PricePolicy, Rounding
from tessera.offers.models.promotions import Promotion, PromotionCount, PromotionKind

__all__ = [
    "Coupon",
    "CouponBatch",
    "CouponGift",
    "CouponKind",
    "CouponType",
    "CouponUse",
    "GivesBack",
    "PricePolicy",
    "Promotion",
    "PromotionCount",
    "PromotionKind",
    "Rounding",
]
