"""Pure rules of rewards: points, levels, what levels give, referral."""

from tessera.rewards.rules.benefits import falls_on, points_factor
from tessera.rewards.rules.levels import FULL
from tessera.rewards.rules.points import (
    EarnFacts,
    clawback,
    earning_base,
    expires_on,
    points_for,
)

__all__ = [
    "FULL",
    "EarnFacts",
    "clawback",
    "earning_base",
    "expires_on",
    "falls_on",
    "points_factor",
    "points_for",
]
