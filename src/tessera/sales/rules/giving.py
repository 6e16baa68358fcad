"""What a line's reasons say of a top-up: what it gave, and what it made free (decision 20)."""

from collections.abc import Mapping, Sequence
from typing import Any

TOPUP, FREE_ORDER = "topup", "free_order"


def gave(reasons: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """What the row of a top-up's line says that it gave; nothing for any other line."""
    for reason in reasons:
        if reason["kind"] == TOPUP:
            found: Mapping[str, Any] = reason.get("gave", {})
            return found
    return {}


def is_free_by_topup(reasons: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a top-up of the same sale made the line free."""
    return any(reason["kind"] == FREE_ORDER for reason in reasons)


def freed_minor(reasons: Sequence[Mapping[str, Any]]) -> int:
    """What the line would have cost that a top-up of the same sale made free, in minor units."""
    return sum(reason["amount_minor"] for reason in reasons if reason["kind"] == FREE_ORDER)
