"""Pure rules: when a member hears that points will end, and that little value is left."""

from collections.abc import Iterable
from datetime import date


def notice_due(*, today: date, expires_on: date, stages: Iterable[int]) -> int | None:
    """Which of the ``stages`` (days before) is due for points that count through ``expires_on``.

    The nearest that has come: who was not told in time is told late, and once, not of each stage
    that went by. None while it is too soon, and after the last day.
    """
    left = (expires_on - today).days
    due = [stage for stage in stages if left <= stage]
    return min(due) if due and left >= 0 else None


def falls_below(*, before_minor: int, after_minor: int, mark_minor: int | None) -> bool:
    """Whether a balance crosses a mark downwards, from the mark or above it: so each crossing is told
    of once, and again when it had been above. None is no mark."""
    return mark_minor is not None and after_minor < mark_minor <= before_minor


def may_be_low(*, before_minor: int, after_minor: int, highest_mark_minor: int) -> bool:
    """Whether a balance that falls may have crossed a mark, of which only the highest is known."""
    return after_minor < min(before_minor, highest_mark_minor)
