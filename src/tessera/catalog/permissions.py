"""What one may do with products and prices."""

VIEW = "catalog.view"
CHANGE = "catalog.change"
SET_PRICE = "catalog.set_price"

ALL = frozenset({VIEW, CHANGE, SET_PRICE})
