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
from tessera.offers.queries.promotion_views import (
    PromotionView,
    UsedSoFar,
    VersionView,
    get_promotion,
    list_promotions,
    list_versions,
    may_change,
    used_so_far,
)
from tessera.offers.queries.promotions import (
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
    "UsedSoFar",
    "VersionView",
    "Wants",
    "check_usable",
    "counts_of",
    "coupons_of",
    "find_kind_name",
    "get_promotion",
    "left_of",
    "list_coupon_kinds",
    "list_member_coupons",
    "list_promotions",
    "list_versions",
    "may_change",
    "price_policy",
    "pricing_coupon",
    "pricing_promotion",
    "promotions_for",
    "select_counts",
    "select_coupons",
    "tidy_code",
    "used_so_far",
    "wants",
    "with_left",
]
