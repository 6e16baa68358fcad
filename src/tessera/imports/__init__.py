"""Members from a file: looked at, confirmed, posted row by row, each once.

Owns the rows of files while they are imported; who comes of them belongs to `members`. Knows nothing
of the shape of other systems' exports but what the columns are usually called.
"""
