"""Set the rules of tags and of lifecycles, and what the machinery does by itself."""

from tessera.campaigns.usecases.lifecycle import set_lifecycle
from tessera.campaigns.usecases.recomputing import begin_recompute, go_on, look_at_buyers
from tessera.campaigns.usecases.tag_rules import set_tag_rule, stop_tag_rule

__all__ = [
    "begin_recompute",
    "go_on",
    "look_at_buyers",
    "set_lifecycle",
    "set_tag_rule",
    "stop_tag_rule",
]
