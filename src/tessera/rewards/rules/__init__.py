"""Pure rules of rewards: points, levels, what levels give, referral."""

from tessera.rewards.rules.benefits import FULL, falls_on, points_factor
from tessera.rewards.rules.clawing import (
    LineBack,
    Settled,
    clawback,
    line_clawback,
    returned_base,
    settle,
)
from tessera.rewards.rules.conditions import Conditions, SaleFacts, Slot, SoldLine
from tessera.rewards.rules.earning import Earned, LineEarned, Rule, earn, explain, points_for
from tessera.rewards.rules.programme import (
    EarnFacts,
    expires_on,
    idle_since,
    idle_through,
    waits_until,
)

__all__ = [
    "FULL",
    "Conditions",
    "EarnFacts",
    "Earned",
    "LineBack",
    "LineEarned",
    "Rule",
    "SaleFacts",
    "Settled",
    "Slot",
    "SoldLine",
    "clawback",
    "earn",
    "expires_on",
    "explain",
    "falls_on",
    "idle_since",
    "idle_through",
    "line_clawback",
    "points_factor",
    "points_for",
    "returned_base",
    "settle",
    "waits_until",
]
