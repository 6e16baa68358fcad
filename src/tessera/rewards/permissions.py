"""What one may do with earning, levels and referral."""

SET_RULES = "rewards.set_rules"
MOVE_LEVELS = "rewards.move_levels"
DECIDE_HOLDS = "rewards.decide_holds"
REVIEW = "rewards.review"

ALL = frozenset({SET_RULES, MOVE_LEVELS, DECIDE_HOLDS, REVIEW})
"""Reviewing is the nightly machinery's."""
