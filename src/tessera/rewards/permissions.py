"""What one may do with the rules of earning."""

SET_RULES = "rewards.set_rules"

ALL = frozenset({SET_RULES})
