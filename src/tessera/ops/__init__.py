"""The house looked after as a whole: proving the books, nightly work.

Owns no tables and knows no subject better than the room that owns it.
"""
