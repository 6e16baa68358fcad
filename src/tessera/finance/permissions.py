"""What one may see and take out of the books."""

VIEW = "finance.view"
EXPORT = "finance.export"
SET = "finance.set"
KEEP = "finance.keep"

ALL = frozenset({VIEW, EXPORT, SET})
"""Keeping the sums is the machinery's."""
