"""Where a promotion stands on a day."""

from datetime import date
from typing import Literal

Standing = Literal["draft", "paused", "coming", "running", "over", "ended"]


def standing(
    *,
    starts_on: date,
    ends_on: date,
    today: date,
    is_active: bool,
    is_paused: bool,
    waits: bool,
) -> Standing:
    """``draft`` waits for a second person; ``over`` ran out on its last day, and what somebody
    ``ended`` never comes back. What is paused may be taken up again while its days last."""
    if not is_active:
        return "ended"
    if today > ends_on:
        return "over"
    if waits:
        return "draft"
    if is_paused:
        return "paused"
    return "running" if today >= starts_on else "coming"
