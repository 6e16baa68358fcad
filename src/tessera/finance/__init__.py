"""What the books say to an owner and an accountant: statements, liabilities, files of entries.

Reads the ledger and changes nothing in it; what it writes are its own sums and settings.
"""
