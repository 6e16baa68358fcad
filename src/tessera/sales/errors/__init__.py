"""Refusals of sales, returns and shifts."""

from tessera.sales.errors.allowances import (
    allowance_not_found,
    allowances_invalid,
    too_many_allowances,
)
from tessera.sales.errors.coupons import coupon_not_applied, coupon_not_met
from tessera.sales.errors.exchanging import goods_only, other_member
from tessera.sales.errors.loose import (
    loose_not_taken,
    loose_price_too_high,
    loose_reason_needed,
    loose_to_value_only,
    not_sold_lately,
    return_policy_invalid,
)
from tessera.sales.errors.passes import use_not_found, use_too_late, use_undone
from tessera.sales.errors.paying import overpaid, tender_invalid, underpaid
from tessera.sales.errors.paying_out import (
    cause_unknown,
    identity_unchecked,
    name_unnoted,
    no_withdrawal,
    nothing_due,
    own_card,
    payee_needed,
    payee_other,
    payout_changed,
    too_much_cash,
)
from tessera.sales.errors.returning import (
    card_needs_receipt,
    line_not_of_sale,
    member_left,
    refund_changed,
    refund_kind_invalid,
    returns_empty,
    too_many,
)
from tessera.sales.errors.selling import (
    amount_not_chosen,
    amount_too_high,
    empty,
    member_needed,
    quantity_invalid,
    sale_not_found,
    total_changed,
)
from tessera.sales.errors.shifts import amount_invalid, shift_closed, shift_open
from tessera.sales.errors.topups import (
    free_order_together,
    topup_amount,
    topup_needs_money,
    topup_needs_receipt,
    topup_used,
    topups_together,
)

__all__ = [
    "allowance_not_found",
    "allowances_invalid",
    "amount_invalid",
    "amount_not_chosen",
    "amount_too_high",
    "card_needs_receipt",
    "cause_unknown",
    "coupon_not_applied",
    "coupon_not_met",
    "empty",
    "free_order_together",
    "goods_only",
    "identity_unchecked",
    "line_not_of_sale",
    "loose_not_taken",
    "loose_price_too_high",
    "loose_reason_needed",
    "loose_to_value_only",
    "member_left",
    "member_needed",
    "name_unnoted",
    "no_withdrawal",
    "not_sold_lately",
    "nothing_due",
    "other_member",
    "overpaid",
    "own_card",
    "payee_needed",
    "payee_other",
    "payout_changed",
    "quantity_invalid",
    "refund_changed",
    "refund_kind_invalid",
    "return_policy_invalid",
    "returns_empty",
    "sale_not_found",
    "shift_closed",
    "shift_open",
    "tender_invalid",
    "too_many",
    "too_many_allowances",
    "too_much_cash",
    "topup_amount",
    "topup_needs_money",
    "topup_needs_receipt",
    "topup_used",
    "topups_together",
    "total_changed",
    "underpaid",
    "use_not_found",
    "use_too_late",
    "use_undone",
]
