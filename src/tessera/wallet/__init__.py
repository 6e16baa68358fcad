"""What members hold: points, stored value (principal and bonus), and how it is spent.

Holding is here, below the sale that spends it; earning is in ``rewards``, above the sale.
"""
