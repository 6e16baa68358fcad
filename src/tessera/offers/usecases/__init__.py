"""The stories of promotions and coupons."""

from tessera.offers.rules import Issuing
from tessera.offers.usecases.coupon_batches import (
    BatchCodes,
    BegunBatch,
    begin_batch,
    export_batch,
    make_codes,
    withdraw_batch,
)
from tessera.offers.usecases.coupon_gifts import (
    GivenCoupon,
    GotCoupon,
    claim,
    claim_sent,
    give_away,
    take_back,
)
from tessera.offers.usecases.coupon_kinds import change_coupon_kind, create_coupon_kind
from tessera.offers.usecases.coupons import cancel_coupon, issue_coupon, issue_coupons
from tessera.offers.usecases.endings import announce_endings
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
    "BatchCodes",
    "BegunBatch",
    "GivenCoupon",
    "GotCoupon",
    "Issuing",
    "announce_endings",
    "approve_promotion",
    "begin_batch",
    "cancel_coupon",
    "change_coupon_kind",
    "change_promotion",
    "claim",
    "claim_sent",
    "create_coupon_kind",
    "create_promotion",
    "end_promotion",
    "export_batch",
    "give_away",
    "issue_coupon",
    "issue_coupons",
    "make_codes",
    "pause_promotion",
    "resume_promotion",
    "set_approval_rule",
    "set_price_policy",
    "take_back",
    "withdraw_batch",
]
