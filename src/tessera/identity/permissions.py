"""What the door lets strangers do, and what members may do with what is their own."""

SIGN_IN = "identity.sign_in"
JOIN = "identity.join"
OWN = "identity.own"

JOIN_BY_ORDER = "identity.join_by_order"

SHOP = frozenset({JOIN_BY_ORDER})
"""Of a shop system, by a token that is narrowed to it; an owner may give it."""

DOOR = frozenset({SIGN_IN, JOIN})
"""Of the door itself: who stands before it is not known yet."""

MEMBER = frozenset({OWN})
"""Of a member who is signed in, for what is the member's own. No staff role has it."""
