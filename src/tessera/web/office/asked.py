"""What a page's address asks for. Anything that cannot be read counts as not asked."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest


def text(request: HttpRequest, name: str = "q", limit: int = 80) -> str:
    """A text without its outer spaces."""
    return request.GET.get(name, "").strip()[:limit]


def uuid(request: HttpRequest, name: str) -> UUID | None:
    """An id."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def day(request: HttpRequest, name: str) -> date | None:
    """A day as date inputs write it."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def instant(request: HttpRequest, name: str) -> datetime | None:
    """An instant with its zone."""
    try:
        found = datetime.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return found if found.tzinfo else None


def number(request: HttpRequest, name: str) -> int:
    """A number that is not negative; 0 for none."""
    digits = request.GET.get(name, "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 0
