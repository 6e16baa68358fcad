"""What one may do with promotions and coupons."""

VIEW = "offers.view"
SET_PROMOTIONS = "offers.set_promotions"
APPROVE_PROMOTIONS = "offers.approve_promotions"
SET_COUPONS = "offers.set_coupons"
ISSUE_COUPONS = "offers.issue_coupons"

OWN = "offers.own"

ALL = frozenset({VIEW, SET_PROMOTIONS, APPROVE_PROMOTIONS, SET_COUPONS, ISSUE_COUPONS})

MEMBER = frozenset({OWN})
"""What a member may do with coupons of the own card."""
