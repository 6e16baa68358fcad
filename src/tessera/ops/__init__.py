"""The house looked after as a whole: proving the books, sealing the ledger's days, nightly work.

Owns the seals and knows no subject better than the room that owns it.
"""
