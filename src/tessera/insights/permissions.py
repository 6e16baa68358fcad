"""What one may look at."""

VIEW = "insights.view"
VIEW_AUDIT = "insights.view_audit"

ALL = frozenset({VIEW, VIEW_AUDIT})
