"""Set the rules of rewards and the catalogue, redeem, move levels by hand, and what the machinery
does by itself."""

from tessera.rewards.usecases.activities import make_survey, set_activity, switch_survey
from tessera.rewards.usecases.birthdays import Gifts, give_birthday_coupons
from tessera.rewards.usecases.catalogue import RewardTerms, set_picture, set_reward
from tessera.rewards.usecases.doing import (
    answer_survey,
    check_in,
    complete_profile,
    review,
    share,
)
from tessera.rewards.usecases.drawing import Drawn, draw_winners
from tessera.rewards.usecases.earning import (
    ExtraTerms,
    When,
    set_earn_rule,
    set_extra_rule,
    switch_extra_rule,
)
from tessera.rewards.usecases.exchanging import (
    Exchanged,
    OfferTerms,
    exchange_points,
    exchange_points_for,
    set_exchange_offer,
)
from tessera.rewards.usecases.inviting import reward_invitations
from tessera.rewards.usecases.moving import (
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
from tessera.rewards.usecases.telling import tell_profile
from tessera.rewards.usecases.topups import give_for_topup, take_back_for_topup
from tessera.rewards.usecases.upkeep import announce_idle, expire_idle_points, release_points
from tessera.rewards.usecases.wishing import wish

__all__ = [
    "Drawn",
    "Exchanged",
    "ExtraTerms",
    "Gifts",
    "HandedOut",
    "LevelTerms",
    "OfferTerms",
    "Redeemed",
    "Reviewed",
    "RewardTerms",
    "Warned",
    "When",
    "announce_idle",
    "answer_survey",
    "cancel",
    "cancel_for",
    "change_level",
    "check_in",
    "complete_profile",
    "decide_hold",
    "draw_winners",
    "exchange_points",
    "exchange_points_for",
    "expire_idle_points",
    "give_birthday_coupons",
    "give_for_topup",
    "hand_out",
    "lapse",
    "lock_level",
    "make_survey",
    "redeem",
    "redeem_for",
    "release_points",
    "review",
    "review_levels",
    "reward_invitations",
    "screen_rewards",
    "set_activity",
    "set_earn_rule",
    "set_exchange_offer",
    "set_extra_rule",
    "set_growth_rule",
    "set_level_rule",
    "set_picture",
    "set_program",
    "set_reward",
    "settle_reward",
    "share",
    "switch_extra_rule",
    "switch_survey",
    "take_back",
    "take_back_for_topup",
    "tell_profile",
    "unlock_level",
    "warn_of_drops",
    "wish",
]
