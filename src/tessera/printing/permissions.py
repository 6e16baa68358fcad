"""What one may do with printers and the drawer."""

SET_UP = "printing.set_up"
PRINT = "printing.print"
OPEN_DRAWER = "printing.open_drawer"
SEND = "printing.send"

SHOP = frozenset({SET_UP, PRINT, OPEN_DRAWER})
"""Of people; ``SEND`` is the courier's."""
