"""What one may do with the charter and with applications."""

VIEW = "charters.view"
SUBMIT = "charters.submit"
REVIEW = "charters.review"
DECIDE = "charters.decide"
SET = "charters.set"
OWN = "charters.own"
DRIVE = "charters.drive"

ALL = frozenset({VIEW, SUBMIT, REVIEW, DECIDE, SET, DRIVE})
"""Driving on what was paid or ran out is the machinery's."""

MEMBER = frozenset({OWN})
"""What members may do with their own applications."""
