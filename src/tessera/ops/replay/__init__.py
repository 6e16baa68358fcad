"""Replay a real shop's year of sales through the same use cases that the till calls (docs/replay.md)."""
