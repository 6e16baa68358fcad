"""What follows from a sale: points earned, and taken back when goods come back.

Listens to the sale; the sale knows nothing of this room.
"""
