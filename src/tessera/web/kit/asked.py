"""What a page's address asks for. Anything that cannot be read counts as not asked."""

from datetime import UTC, date, datetime
from uuid import UUID

from django.http import HttpRequest

from tessera.kernel.texts import one_line

_FIRST, _LAST = date(1900, 1, 1), date(9000, 1, 1)
"""Beyond these nothing is sold, and a day more or less may be none that can be reckoned with."""


def text(request: HttpRequest, name: str = "q", limit: int = 80) -> str:
    """A text on one line, as texts are kept."""
    return one_line(request.GET.get(name, ""))[:limit]


def uuid(request: HttpRequest, name: str) -> UUID | None:
    """An id."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def day(request: HttpRequest, name: str) -> date | None:
    """A day as date inputs write it."""
    try:
        found = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return found if _FIRST <= found <= _LAST else None


def instant(request: HttpRequest, name: str) -> datetime | None:
    """An instant with its zone."""
    try:
        found = datetime.fromisoformat(request.GET.get(name, ""))
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def number(request: HttpRequest, name: str) -> int:
    """A number that is not negative; 0 for none."""
    digits = request.GET.get(name, "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 0
