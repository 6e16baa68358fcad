"""Stock on hand per store and SKU, and the movements that explain it.

Documents (sales, purchases, transfers) are opaque here; they bring movements.
"""
