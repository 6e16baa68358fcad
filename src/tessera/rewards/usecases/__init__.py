"""Set the rules of rewards and the catalogue, redeem, move levels by hand, and what the machinery
does by itself."""

from tessera.rewards.usecases.birthdays import Gifts, give_birthday_coupons
from tessera.rewards.usecases.catalogue import RewardTerms, set_picture, set_reward
from tessera.rewards.usecases.drawing import Drawn, draw_winners
from tessera.rewards.usecases.earning import set_earn_rule
from tessera.rewards.usecases.moving import (
    buy_level,
    change_level,
    lock_level,
    unlock_level,
)
from tessera.rewards.usecases.redeeming import (
    HandedOut,
    Redeemed,
    cancel,
    cancel_for,
    hand_out,
    lapse,
    redeem,
    redeem_for,
    take_back,
)
from tessera.rewards.usecases.referral import (
    decide_hold,
    screen_rewards,
    set_program,
    settle_reward,
)
from tessera.rewards.usecases.reviewing import (
    Reviewed,
    Warned,
    review_levels,
    warn_of_drops,
)
from tessera.rewards.usecases.rules import LevelTerms, set_growth_rule, set_level_rule
from tessera.rewards.usecases.topups import give_for_topup, take_back_for_topup
from tessera.rewards.usecases.wishing import wish

__all__ = [
    "Drawn",
    "Gifts",
    "HandedOut",
    "LevelTerms",
    "Redeemed",
    "Reviewed",
    "RewardTerms",
    "Warned",
    "buy_level",
    "cancel",
    "cancel_for",
    "change_level",
    "decide_hold",
    "draw_winners",
    "give_birthday_coupons",
    "give_for_topup",
    "hand_out",
    "lapse",
    "lock_level",
    "redeem",
    "redeem_for",
    "review_levels",
    "screen_rewards",
    "set_earn_rule",
    "set_growth_rule",
    "set_level_rule",
    "set_picture",
    "set_program",
    "set_reward",
    "settle_reward",
    "take_back",
    "take_back_for_topup",
    "unlock_level",
    "warn_of_drops",
    "wish",
]
