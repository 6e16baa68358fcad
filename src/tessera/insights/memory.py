"""Figures that took long to add up are kept for a while, by each process for itself.

What is quick is added up anew each time, so in a shop every figure is of this moment; in a large
chain the slow ones are a few minutes old, and nobody has to be told when something changes. What
is kept goes with the version of the organisation: a store that opens is seen at once.
"""

import time
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from tessera.platform import versions

T = TypeVar("T")

MINUTES = 60

_QUICK_S = 0.05


def remembered(name: str, seconds: int, compute: Callable[[], T]) -> T:
    """What ``compute`` gives; where that took long, what it gave within the last ``seconds``."""
    key = f"insights:{versions.current().get('org', '')}:{name}"
    kept: T | None = cache.get(key)
    if kept is not None:
        return kept
    begun = time.perf_counter()
    found = compute()
    if time.perf_counter() - begun > _QUICK_S:
        cache.set(key, found, seconds)
    return found
