"""Reads of promotions and coupons."""

from tessera.offers.queries.coupons import (
    CouponFacts,
    CouponKindView,
    check_usable,
    coupons_of,
    find_kind_name,
    list_coupon_kinds,
    list_member_coupons,
    pricing_coupon,
    select_coupons,
    tidy_code,
)
from tessera.offers.queries.limits import (
    Counts,
    Place,
    Wants,
    counts_of,
    left_of,
    select_counts,
    with_left,
)
from tessera.offers.queries.policy import PolicyFacts, price_policy
from tessera.offers.queries.promotions import (
    PromotionView,
    list_promotions,
    pricing_promotion,
    promotions_for,
    wants,
)

__all__ = [
    "Counts",
    "CouponFacts",
    "CouponKindView",
    "Place",
    "PolicyFacts",
    "PromotionView",
    "Wants",
    "check_usable",
    "counts_of",
    "coupons_of",
    "find_kind_name",
    "left_of",
    "list_coupon_kinds",
    "list_member_coupons",
    "list_promotions",
    "price_policy",
    "pricing_coupon",
    "pricing_promotion",
    "promotions_for",
    "select_counts",
    "select_coupons",
    "tidy_code",
    "wants",
    "with_left",
]
