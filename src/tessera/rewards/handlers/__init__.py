"""What rewards does when something is sold or comes back, inside the same transaction."""

from tessera.rewards.handlers.activities import forget_words
from tessera.rewards.handlers.clawing import claw_back_points, worth_to_keep
from tessera.rewards.handlers.earning import earn_points
from tessera.rewards.handlers.levels import (
    count_card_refund,
    count_payout,
    count_return,
    count_sale,
)
from tessera.rewards.handlers.merging import merge_standings
from tessera.rewards.handlers.redeeming import end_redemptions, hand_out, merge_redemptions
from tessera.rewards.handlers.referral import promise_rewards, reduce_rewards
from tessera.rewards.handlers.traces import forget_traces, note_traces, remember_leaving

__all__ = [
    "claw_back_points",
    "count_card_refund",
    "count_payout",
    "count_return",
    "count_sale",
    "earn_points",
    "end_redemptions",
    "forget_traces",
    "forget_words",
    "hand_out",
    "merge_redemptions",
    "merge_standings",
    "note_traces",
    "promise_rewards",
    "reduce_rewards",
    "remember_leaving",
    "worth_to_keep",
]
