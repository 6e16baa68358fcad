"""Rows as they are told."""

from collections.abc import Mapping
from typing import Any

Rows = list[Mapping[str, Any]]


def rows(found: Any, *fields: str) -> Rows:
    """``fields`` of what was ``found``."""
    return list[Mapping[str, Any]](found.values(*fields))
