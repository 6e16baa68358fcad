"""Counting failed attempts, so that guessing a password or a code is slow (CASES 20).

Counts are kept in the database, so that every process sees them, in pieces of a quarter of an
hour; an attempt counts for a quarter to half an hour.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import F, Sum

from tessera.platform.models import Counter

WINDOW = timedelta(minutes=15)

PREFIX = "failed:"
"""How the series of these counts begin, for who forgets them."""

_shut: dict[str, datetime] = {}
"""Until when names are shut."""


def count_failures(*, name: str, at: datetime) -> int:
    """How often ``name`` (of a door and of who knocks) failed lately."""
    series = [_series(name, at), _series(name, at - WINDOW)]
    found = Counter.objects.filter(series__in=series)
    return found.aggregate(total=Sum("value"))["total"] or 0


def note_failure(*, name: str, at: datetime, most: int | None = None) -> None:
    """Count one more failure of ``name``; at the ``most``, shut it (see ``is_shut``)."""
    key: dict[str, Any] = {"series": _series(name, at), "day": at.astimezone(UTC).date()}
    Counter.objects.get_or_create(**key)
    Counter.objects.filter(**key).update(value=F("value") + 1)
    if most is not None and count_failures(name=name, at=at) >= most:
        _shut[name] = at + WINDOW


def is_shut(*, name: str, at: datetime) -> bool:
    """Whether ``name`` failed too often lately, as far as this process knows: no statement.

    Every process counts the failures of all, so each shuts a name at the first that it sees
    beyond the limit.
    """
    return name in _shut and at < _shut[name]


def _series(name: str, at: datetime) -> str:
    """What was typed may be long or private: a digest of it is kept."""
    piece = int(at.timestamp() // WINDOW.total_seconds())
    return f"{PREFIX}{hashlib.sha256(name.encode()).hexdigest()[:32]}:{piece}"
