"""What one may do with automatic tags and lifecycles."""

VIEW_TAG_RULES = "campaigns.view_tag_rules"
SET_TAG_RULES = "campaigns.set_tag_rules"
SET_LIFECYCLE = "campaigns.set_lifecycle"
RECOMPUTE = "campaigns.recompute"

ALL = frozenset({VIEW_TAG_RULES, SET_TAG_RULES, SET_LIFECYCLE, RECOMPUTE})
"""Recomputing in pieces is the machinery's."""
