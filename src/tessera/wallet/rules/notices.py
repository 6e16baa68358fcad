"""Pure rule: how long before points end their member hears of it."""

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
