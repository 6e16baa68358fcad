"""Promotions and coupons: what the brand offers, to whom and until when.

The price engine decides what an offer is worth in a cart; this room keeps the offers.
"""
