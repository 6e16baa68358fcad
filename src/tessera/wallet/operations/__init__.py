"""Movements of points and stored value, into the books of the caller's entry."""

from tessera.wallet.operations.adjusting import (
    adjust_bonus,
    adjust_points,
    transfer_points,
)
from tessera.wallet.operations.aside import bring_back, check_nothing_aside, set_aside
from tessera.wallet.operations.expiry import expire_bonus, expire_points
from tessera.wallet.operations.frozen import (
    check_not_frozen,
    freeze,
    release,
)
from tessera.wallet.operations.legal import (
    accept_contract,
    check_bonus_end,
    check_card_lapse,
    check_closing_notice,
    check_room,
    hold_balance,
    move_acceptances,
    note_name,
    overfull,
    warned_of_cash,
)
from tessera.wallet.operations.lows import tell_of_lapsed, tell_of_low
from tessera.wallet.operations.notices import announce
from tessera.wallet.operations.owners import carry_over, give_up
from tessera.wallet.operations.parts import (
    cancel_parts,
    hand_over_parts,
    promise_parts,
    release_parts,
    take_back_parts,
)
from tessera.wallet.operations.pending import hold_points, release_points
from tessera.wallet.operations.points import (
    claw_back_points,
    credit_points,
    restore_points,
    spend_points,
    take_back_points,
)
from tessera.wallet.operations.policy import points_policy_to_change, policy_to_change
from tessera.wallet.operations.safeguards import (
    Tried,
    set_pin,
    try_proof,
    unlock,
)
from tessera.wallet.operations.value import (
    claw_back_bonus,
    credit_bonus,
    credit_topup,
    pay_out,
    plan_payment,
)

__all__ = [
    "Tried",
    "accept_contract",
    "adjust_bonus",
    "adjust_points",
    "announce",
    "bring_back",
    "cancel_parts",
    "carry_over",
    "check_bonus_end",
    "check_card_lapse",
    "check_closing_notice",
    "check_not_frozen",
    "check_nothing_aside",
    "check_room",
    "claw_back_bonus",
    "claw_back_points",
    "credit_bonus",
    "credit_points",
    "credit_topup",
    "expire_bonus",
    "expire_points",
    "freeze",
    "give_up",
    "hand_over_parts",
    "hold_balance",
    "hold_points",
    "move_acceptances",
    "note_name",
    "overfull",
    "pay_out",
    "plan_payment",
    "points_policy_to_change",
    "policy_to_change",
    "promise_parts",
    "release",
    "release_parts",
    "release_points",
    "restore_points",
    "set_aside",
    "set_pin",
    "spend_points",
    "take_back_parts",
    "take_back_points",
    "tell_of_lapsed",
    "tell_of_low",
    "transfer_points",
    "try_proof",
    "unlock",
    "warned_of_cash",
]
