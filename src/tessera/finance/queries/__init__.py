"""Reads of the books: statements, the entries behind them, liabilities, lines for an accountant."""
