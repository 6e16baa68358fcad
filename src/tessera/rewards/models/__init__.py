"""Earning points, standing on the levels, and referral."""

from tessera.rewards.models.earning import Clawback, Earning, EarnRule
from tessera.rewards.models.levels import (
    BirthdayGift,
    Cause,
    Falls,
    GrowthRule,
    LevelMove,
    LevelRule,
    Merit,
    Standing,
    Window,
)
from tessera.rewards.models.referral import (
    OPEN,
    Departure,
    HoldDecision,
    ReferralProgram,
    ReferralReward,
    RewardState,
    Trace,
    Unit,
)

__all__ = [
    "OPEN",
    "BirthdayGift",
    "Cause",
    "Clawback",
    "Departure",
    "EarnRule",
    "Earning",
    "Falls",
    "GrowthRule",
    "HoldDecision",
    "LevelMove",
    "LevelRule",
    "Merit",
    "ReferralProgram",
    "ReferralReward",
    "RewardState",
    "Standing",
    "Trace",
    "Unit",
    "Window",
]
