"""Writes of offers within the transaction of a use case: in this room, and in those above."""

from tessera.offers.operations.holding import check_free, hold_coupons, release_coupons
from tessera.offers.operations.issuing import (
    Grant,
    give_coupon,
    give_coupons,
    issue,
    lock_kind,
    make_exchange,
    may_have,
    no_room,
    room_for,
)
from tessera.offers.operations.merging import hand_over, lapse_coupons
from tessera.offers.operations.promotions import count_promotions
from tessera.offers.operations.using import (
    give_back,
    use_coupon,
    withdraw_codes,
    withdraw_coupon,
    withdraw_coupons,
)

__all__ = [
    "Grant",
    "check_free",
    "count_promotions",
    "give_back",
    "give_coupon",
    "give_coupons",
    "hand_over",
    "hold_coupons",
    "issue",
    "lapse_coupons",
    "lock_kind",
    "make_exchange",
    "may_have",
    "no_room",
    "release_coupons",
    "room_for",
    "use_coupon",
    "withdraw_codes",
    "withdraw_coupon",
    "withdraw_coupons",
]
