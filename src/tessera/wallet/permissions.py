"""What one may do with what members hold."""

SET_POLICY = "wallet.set_policy"
SET_PLANS = "wallet.set_plans"
EXPIRE = "wallet.expire"
SET_CARDS = "wallet.set_cards"

ALL = frozenset({SET_POLICY, SET_PLANS, EXPIRE, SET_CARDS})
