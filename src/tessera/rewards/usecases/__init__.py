"""Set the rules of rewards, move levels by hand, and what the machinery does by itself."""

from tessera.rewards.usecases.birthdays import Gifts, give_birthday_coupons
from tessera.rewards.usecases.earning import set_earn_rule
from tessera.rewards.usecases.moving import (
    buy_level,
    change_level,
    lock_level,
    unlock_level,
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

__all__ = [
    "Gifts",
    "LevelTerms",
    "Reviewed",
    "Warned",
    "buy_level",
    "change_level",
    "decide_hold",
    "give_birthday_coupons",
    "lock_level",
    "review_levels",
    "screen_rewards",
    "set_earn_rule",
    "set_growth_rule",
    "set_level_rule",
    "set_program",
    "settle_reward",
    "unlock_level",
    "warn_of_drops",
]
