"""Reads for the office, one module a page."""
