"""What one may do with automatic tags, lifecycles, and coupons for many."""

VIEW_TAG_RULES = "campaigns.view_tag_rules"
SET_TAG_RULES = "campaigns.set_tag_rules"
SET_LIFECYCLE = "campaigns.set_lifecycle"
RECOMPUTE = "campaigns.recompute"
GIVE_COUPONS = "campaigns.give_coupons"
SET_GIVINGS = "campaigns.set_givings"

ALL = frozenset({VIEW_TAG_RULES, SET_TAG_RULES, SET_LIFECYCLE, RECOMPUTE, SET_GIVINGS})
"""Recomputing in pieces is the machinery's, and so is giving coupons."""
