"""Tessera, the membership system of a store. docs/architecture.md shows the house and its rooms."""
