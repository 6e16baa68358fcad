"""Compare the file with the database, by a second reader and second rules, and by SQL sums.

Nothing here imports the code that replays; what both got wrong alike would not show otherwise.
"""
