"""What one may do with notices and tasks."""

VIEW = "care.view"
FOLLOW_UP = "care.follow_up"
CHOOSE = "care.choose_notices"
SPEAK = "care.speak"

ALL = frozenset({VIEW, FOLLOW_UP, CHOOSE, SPEAK})
"""Speaking is the machinery's."""
