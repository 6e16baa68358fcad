"""What one may do with earning, levels, referral and the catalogue of rewards."""

SET_RULES = "rewards.set_rules"
MOVE_LEVELS = "rewards.move_levels"
DECIDE_HOLDS = "rewards.decide_holds"
REVIEW = "rewards.review"
VIEW = "rewards.view"
SET_CATALOGUE = "rewards.set_catalogue"
REDEEM = "rewards.redeem"
TAKE_BACK = "rewards.take_back"
READ_REVIEWS = "rewards.read_reviews"
OWN = "rewards.own"

ALL = frozenset(
    {
        SET_RULES,
        MOVE_LEVELS,
        DECIDE_HOLDS,
        REVIEW,
        VIEW,
        SET_CATALOGUE,
        REDEEM,
        TAKE_BACK,
        READ_REVIEWS,
    }
)
"""Reviewing is the nightly machinery's."""

MEMBER = frozenset({OWN})
"""What members may do: redeem for themselves, cancel, wish, and earn by activities."""
