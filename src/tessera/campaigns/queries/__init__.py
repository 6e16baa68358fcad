"""Reads of campaigns: tags' rules, how far they are computed, and members' lifecycles."""

from tessera.campaigns.queries.buyers import list_buyers
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
    "Preview",
    "RuleFacts",
    "RuleView",
    "RunView",
    "brand_day",
    "current_rules",
    "find_last_run",
    "find_rule",
    "find_running",
    "get_bounds",
    "get_rule",
    "list_buyers",
    "list_rules",
    "preview",
    "rule_of",
    "stages_of",
    "who_is",
]
