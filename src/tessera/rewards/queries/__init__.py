"""Reads of rewards: the rules that count now, what was earned, where members stand."""

from tessera.rewards.queries.earning import earn_rule, find_earning, points_to_earn
from tessera.rewards.queries.ladder import get_ladder, ladder_of
from tessera.rewards.queries.referral import (
    Hold,
    ReferralView,
    get_hold,
    get_program,
    list_holds,
    referral_of,
)
from tessera.rewards.queries.standing import find_standing, get_standing, get_sums, select_standing
from tessera.rewards.queries.tree import Node, referral_tree
from tessera.rewards.queries.why import (
    Progress,
    WhyLevel,
    explain_level,
    progress,
    why_level,
)
from tessera.rewards.rules.levels import Gap

__all__ = [
    "Counted",
    "Gap",
    "Hold",
    "Node",
    "Progress",
    "ReferralView",
    "Step",
    "WhyLevel",
    "earn_rule",
    "explain_level",
    "find_earning",
    "find_standing",
    "get_hold",
    "get_ladder",
    "get_program",
    "get_standing",
    "get_sums",
    "ladder_of",
    "list_holds",
    "points_to_earn",
    "progress",
    "referral_of",
    "referral_tree",
    "select_standing",
    "why_level",
]
