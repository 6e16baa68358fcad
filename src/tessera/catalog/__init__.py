"""What can be sold: products in colours and sizes, services, fees, top-ups, and their prices.

Prices of a level name the level by an opaque id. This room keeps no stock.
"""
