"""The house looked after as a whole: proving the books, nightly work, members from a file.

Owns the rows of files while they are imported, and knows no subject better than the room that owns it.
"""
