"""What a member holds, and the policy for spending it."""

from tessera.wallet.queries.expiry import (
    LeftBehind,
    business_days,
    list_expired_bonus,
    list_expired_points,
    list_left_behind,
)
from tessera.wallet.queries.holding import (
    Balances,
    Holding,
    balances_by_kind,
    get_balances,
    holding_of,
    select_holding,
)
from tessera.wallet.queries.notices import (
    Ending,
    Endings,
    get_notice,
    list_notices,
    look_for_endings,
)
from tessera.wallet.queries.plans import (
    DuePart,
    PlanFacts,
    PlanView,
    facts_of,
    find_plan,
    list_due_parts,
    list_plan_views,
    list_plans,
    list_waiting_parts,
    plans_of,
    select_plans,
    terms_as_kept,
    terms_of,
)
from tessera.wallet.queries.points import PointsTerms, points_rule, points_terms
from tessera.wallet.queries.policy import PolicyFacts, policy
from tessera.wallet.queries.topups import list_topups

__all__ = [
    "Balances",
    "DuePart",
    "Ending",
    "Endings",
    "Holding",
    "LeftBehind",
    "PlanFacts",
    "PlanView",
    "PointsTerms",
    "PolicyFacts",
    "balances_by_kind",
    "business_days",
    "facts_of",
    "find_plan",
    "get_balances",
    "get_notice",
    "holding_of",
    "list_due_parts",
    "list_expired_bonus",
    "list_expired_points",
    "list_left_behind",
    "list_notices",
    "list_plan_views",
    "list_plans",
    "list_topups",
    "list_waiting_parts",
    "look_for_endings",
    "plans_of",
    "points_rule",
    "points_terms",
    "policy",
    "select_holding",
    "select_plans",
    "terms_as_kept",
    "terms_of",
]
