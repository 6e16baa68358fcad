"""What a member holds, and the policy for spending it."""

from tessera.wallet.queries.expiry import (
    LeftBehind,
    business_days,
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
from tessera.wallet.queries.plans import PlanFacts, list_plans, plans_of, select_plans
from tessera.wallet.queries.points import PointsTerms, points_rule, points_terms
from tessera.wallet.queries.policy import PolicyFacts, policy
from tessera.wallet.queries.topups import list_topups

__all__ = [
    "Balances",
    "Holding",
    "LeftBehind",
    "PlanFacts",
    "PointsTerms",
    "PolicyFacts",
    "balances_by_kind",
    "business_days",
    "get_balances",
    "holding_of",
    "list_expired_points",
    "list_left_behind",
    "list_plans",
    "list_topups",
    "plans_of",
    "points_rule",
    "points_terms",
    "policy",
    "select_holding",
    "select_plans",
]
