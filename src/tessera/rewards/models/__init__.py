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

__all__ = [
    "BirthdayGift",
    "Cause",
    "Clawback",
    "EarnRule",
    "Earning",
    "Falls",
    "GrowthRule",
    "LevelMove",
    "LevelRule",
    "Merit",
    "Standing",
    "Window",
]
