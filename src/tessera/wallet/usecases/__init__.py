"""How stored value and points work in this brand: policy, top-up plans, expiry."""

from tessera.wallet.operations.gifts import PrintedCard
from tessera.wallet.operations.receivers import Receiver
from tessera.wallet.usecases.adjusting import (
    Adjusted,
    adjust,
    approve_adjustment,
    refuse_adjustment,
)
from tessera.wallet.usecases.cards import create_card_kind, set_card_kind
from tessera.wallet.usecases.claiming import ClaimedGift, SoughtGift, claim_gift, seek_gift
from tessera.wallet.usecases.closing import (
    begin_closing,
    cancel_closing,
    finish_closing,
)
from tessera.wallet.usecases.expiry import Expired, expire_bonus, expire_points
from tessera.wallet.usecases.frozen import (
    freeze,
    release,
)
from tessera.wallet.usecases.gifts import (
    PrintedBatch,
    block_gift,
    extend_gift,
    make_gift_cards,
    unblock_gift,
)
from tessera.wallet.usecases.giving import (
    Given,
    GotValue,
    claim_value,
    give_value,
    set_gifts,
    take_value_back,
)
from tessera.wallet.usecases.handing_over import (
    HandedOver,
    seek_value_receiver,
    transfer_value,
)
from tessera.wallet.usecases.held_cards import (
    extend_card,
    freeze_card,
    hand_card_on,
    pause_card,
    replace_card,
    resume_card,
    unfreeze_card,
)
from tessera.wallet.usecases.legal import (
    accept_contract,
    record_acceptance,
    record_name,
    reveal_number,
    set_profile,
    write_contract,
)
from tessera.wallet.usecases.notices import Announced, announce_expiry
from tessera.wallet.usecases.plans import set_plan
from tessera.wallet.usecases.points_policy import (
    SpendingTerms,
    set_adjustment_limits,
    set_notices,
    set_spending,
    set_transfers,
)
from tessera.wallet.usecases.policy import set_policy
from tessera.wallet.usecases.retention import forget_names
from tessera.wallet.usecases.safeguards import (
    set_own_mark,
    set_own_pin,
    set_safeguards,
    try_proof,
    unlock,
)
from tessera.wallet.usecases.transferring import (
    Transferred,
    seek_receiver,
    transfer_points,
)
from tessera.wallet.usecases.upkeep import carry_over, release_bonus

__all__ = [
    "Adjusted",
    "Announced",
    "ClaimedGift",
    "Expired",
    "Given",
    "GotValue",
    "HandedOver",
    "PrintedBatch",
    "PrintedCard",
    "Receiver",
    "SoughtGift",
    "SpendingTerms",
    "Transferred",
    "accept_contract",
    "adjust",
    "announce_expiry",
    "approve_adjustment",
    "begin_closing",
    "block_gift",
    "cancel_closing",
    "carry_over",
    "claim_gift",
    "claim_value",
    "create_card_kind",
    "expire_bonus",
    "expire_points",
    "extend_card",
    "extend_gift",
    "finish_closing",
    "forget_names",
    "freeze",
    "freeze_card",
    "give_value",
    "hand_card_on",
    "make_gift_cards",
    "pause_card",
    "record_acceptance",
    "record_name",
    "refuse_adjustment",
    "release",
    "release_bonus",
    "replace_card",
    "resume_card",
    "reveal_number",
    "seek_gift",
    "seek_receiver",
    "seek_value_receiver",
    "set_adjustment_limits",
    "set_card_kind",
    "set_gifts",
    "set_notices",
    "set_own_mark",
    "set_own_pin",
    "set_plan",
    "set_policy",
    "set_profile",
    "set_safeguards",
    "set_spending",
    "set_transfers",
    "take_value_back",
    "transfer_points",
    "transfer_value",
    "try_proof",
    "unblock_gift",
    "unfreeze_card",
    "unlock",
    "write_contract",
]
