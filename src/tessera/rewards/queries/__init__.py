"""Reads of rewards: the rules that count now, what was earned, where members stand."""

from tessera.rewards.queries.earning import earn_rule, find_earning, points_to_earn
from tessera.rewards.queries.ladder import get_ladder, ladder_of
from tessera.rewards.queries.standing import find_standing, get_standing, get_sums, select_standing
from tessera.rewards.queries.why import Progress, WhyLevel, progress, why_level

__all__ = [
    "Progress",
    "WhyLevel",
    "earn_rule",
    "find_earning",
    "find_standing",
    "get_ladder",
    "get_standing",
    "get_sums",
    "ladder_of",
    "points_to_earn",
    "progress",
    "select_standing",
    "why_level",
]
