"""What both providers of short messages do alike: phones with a fate, and how often a code may go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8))

# Every other phone gets its message at once.
BLOCKED = "13800009001"
"""On the provider's black list: refused."""
HANGS_UP = "13800009002"
"""Accepted and delivered, but the answer never arrives."""
SWALLOWED = "13800009003"
"""Never taken, and the answer never arrives."""
OFF = "13800009004"
"""Accepted; the receipt says that the phone is out of service."""
SILENT = "13800009005"
"""Accepted; no receipt ever comes."""
TROUBLE = "13800009006"
"""The provider answers that it is in trouble itself."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message that the provider took."""

    at: datetime
    phone: str
    signature: str
    template: str
    params: object
    mark: str
    reference: str


def frequency(taken: Iterable[Accepted], phone: str, signature: str, at: datetime) -> str:
    """Which limit another code would break: ``minute``, ``hour``, ``day`` or none.

    Minutes and hours are those of the clock in China, the day is 24 hours from the first; all
    count from when a message was taken (domain handbook, section 3).
    """
    mine = [one.at for one in taken if (one.phone, one.signature) == (phone, signature)]
    now = at.astimezone(SHANGHAI)
    minute = now.replace(second=0, microsecond=0)
    if any(one >= minute for one in mine):
        return "minute"
    if sum(one >= minute.replace(minute=0) for one in mine) >= 5:
        return "hour"
    if sum(one > at - timedelta(days=1) for one in mine) >= 10:
        return "day"
    return ""
