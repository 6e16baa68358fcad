"""Reads of campaigns: tags' rules, how far they are computed, and members' lifecycles."""

from tessera.campaigns.queries.buyers import list_buyers
from tessera.campaigns.queries.figures import (
    brought_by,
    masked_names,
    names_of_stores,
    numbers_of_sales,
)
from tessera.campaigns.queries.givings import (
    CouponRunView,
    GivingView,
    active_givings,
    cause_of_sale,
    count_receivers,
    find_running_coupons,
    floors_of,
    kept_minor,
    known,
    list_givings,
    list_runs,
    receivers,
)
from tessera.campaigns.queries.lifecycle import brand_day, get_bounds, stages_of, who_is
from tessera.campaigns.queries.previewing import Preview, preview
from tessera.campaigns.queries.tag_rules import (
    RuleFacts,
    RuleView,
    RunView,
    current_rules,
    find_last_run,
    find_rule,
    find_running,
    get_rule,
    list_rules,
    rule_of,
)

__all__ = [
    "CouponRunView",
    "GivingView",
    "Preview",
    "RuleFacts",
    "RuleView",
    "RunView",
    "active_givings",
    "brand_day",
    "brought_by",
    "cause_of_sale",
    "count_receivers",
    "current_rules",
    "find_last_run",
    "find_rule",
    "find_running",
    "find_running_coupons",
    "floors_of",
    "get_bounds",
    "get_rule",
    "kept_minor",
    "known",
    "list_buyers",
    "list_givings",
    "list_rules",
    "list_runs",
    "masked_names",
    "names_of_stores",
    "numbers_of_sales",
    "preview",
    "receivers",
    "rule_of",
    "stages_of",
    "who_is",
]
