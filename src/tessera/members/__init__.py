"""Members: who they are, their card and their level, and who referred them.

What a member holds (points, stored value) is in the ledger; this room never keeps a balance.
"""
