"""Refusals of rewards."""

from tessera.rewards.errors.activities import (
    activity_invalid,
    activity_over,
    answers_invalid,
    nothing_to_review,
    profile_incomplete,
    review_invalid,
    survey_invalid,
    survey_not_found,
)
from tessera.rewards.errors.catalogue import (
    OBSTACLES,
    elsewhere,
    not_to_be_had,
    reward_changed,
    reward_invalid,
    reward_not_found,
)
from tessera.rewards.errors.earning import extra_rule_invalid, rule_invalid, rule_not_found
from tessera.rewards.errors.exchanging import (
    NOT_TO_EXCHANGE,
    exchange_changed,
    exchange_invalid,
    exchange_not_found,
    exchange_too_often,
    not_to_exchange,
)
from tessera.rewards.errors.levels import (
    level_not_above,
    level_rule_invalid,
    lock_invalid,
    lowest_level,
    not_locked,
)
from tessera.rewards.errors.redeeming import (
    at_the_till,
    drawn_already,
    goods_not_back,
    not_drawn_yet,
    redemption_not_found,
    redemption_over,
)
from tessera.rewards.errors.referral import (
    hold_decided,
    hold_not_found,
    own_reward,
    program_invalid,
)

__all__ = [
    "NOT_TO_EXCHANGE",
    "OBSTACLES",
    "activity_invalid",
    "activity_over",
    "answers_invalid",
    "at_the_till",
    "drawn_already",
    "elsewhere",
    "exchange_changed",
    "exchange_invalid",
    "exchange_not_found",
    "exchange_too_often",
    "extra_rule_invalid",
    "goods_not_back",
    "hold_decided",
    "hold_not_found",
    "level_not_above",
    "level_rule_invalid",
    "lock_invalid",
    "lowest_level",
    "not_drawn_yet",
    "not_locked",
    "not_to_be_had",
    "not_to_exchange",
    "nothing_to_review",
    "own_reward",
    "profile_incomplete",
    "program_invalid",
    "redemption_not_found",
    "redemption_over",
    "review_invalid",
    "reward_changed",
    "reward_invalid",
    "reward_not_found",
    "rule_invalid",
    "rule_not_found",
    "survey_invalid",
    "survey_not_found",
]
