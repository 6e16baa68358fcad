"""Measurements; `script/bench NAME` runs one. They print ratios and are no tests."""
