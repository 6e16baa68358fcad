"""What one may do with stock. Sales and returns move it under their own permissions."""

VIEW = "stock.view"
RECEIVE = "stock.receive"
ADJUST = "stock.adjust"

ALL = frozenset({VIEW, RECEIVE, ADJUST})
