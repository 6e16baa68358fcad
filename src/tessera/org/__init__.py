"""The brand, its stores, tills and staff: who works where and may do what.

Owns sign-in of staff and the tokens of tills. Knows no member, product or sale.
"""
