"""Set the rules of tags and of lifecycles, and what the machinery does by itself."""

from tessera.campaigns.usecases.coupon_runs import BegunRun, begin_coupon_run, give_to_next
from tessera.campaigns.usecases.giving import (
    begin_giving,
    end_giving,
    give_for_joining,
    give_for_level,
    give_for_sale,
)
from tessera.campaigns.usecases.lifecycle import set_lifecycle
from tessera.campaigns.usecases.recomputing import begin_recompute, go_on, look_at_buyers
from tessera.campaigns.usecases.tag_rules import set_tag_rule, stop_tag_rule

__all__ = [
    "BegunRun",
    "begin_coupon_run",
    "begin_giving",
    "begin_recompute",
    "end_giving",
    "give_for_joining",
    "give_for_level",
    "give_for_sale",
    "give_to_next",
    "go_on",
    "look_at_buyers",
    "set_lifecycle",
    "set_tag_rule",
    "stop_tag_rule",
]
