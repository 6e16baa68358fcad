"""Reads of rewards: the rules that count now, what was earned, where members stand."""

from tessera.rewards.queries.earning import (
    EarnBook,
    Promised,
    Why,
    earn_book,
    earn_rule,
    find_earning,
    list_extra_rules,
    points_to_earn,
    select_tags,
    select_visits,
)
from tessera.rewards.queries.exchanging import (
    Exchanging,
    get_exchange_offer,
    list_exchange_offers,
    list_exchanges_by,
    list_exchanges_for,
)
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
    "EarnBook",
    "Exchanging",
    "Gap",
    "Hold",
    "Node",
    "Progress",
    "Promised",
    "ReferralView",
    "Step",
    "Why",
    "WhyLevel",
    "earn_book",
    "earn_rule",
    "explain_level",
    "find_earning",
    "find_standing",
    "get_exchange_offer",
    "get_hold",
    "get_ladder",
    "get_program",
    "get_standing",
    "get_sums",
    "ladder_of",
    "list_exchange_offers",
    "list_exchanges_by",
    "list_exchanges_for",
    "list_extra_rules",
    "list_holds",
    "points_to_earn",
    "progress",
    "referral_of",
    "referral_tree",
    "select_standing",
    "select_tags",
    "select_visits",
    "why_level",
]
