"""Counting failed attempts, so that guessing a password or a code is slow (CASES 20).

Counts are kept in the database, so that every process sees them, in pieces of a quarter of an
hour; an attempt counts for a quarter to half an hour.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from django.db.models import F, Sum

from tessera.kernel.errors import Conflict, NotFound
from tessera.platform.models import Counter

WINDOW = timedelta(minutes=15)

PREFIX = "failed:"
"""How the series of these counts begin, for who forgets them."""

_shut: dict[str, datetime] = {}
"""Until when names are shut."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody asks for a ``thing`` by its code.

    ``name`` is of the door and of who knocks, ``told`` what the log says of them. ``most`` unknown
    codes end it for a while by ``refusal``; ``missed`` are the codes of NotFound that count. Every
    process that counts the ``most`` remembers a door that ``keeps_shut`` (see ``is_shut``).
    """

    name: str
    thing: str
    most: int
    refusal: Callable[[], Conflict]
    told: Mapping[str, str]
    missed: frozenset[str] = frozenset()
    keeps_shut: bool = False


def check(door: Door, *, at: datetime) -> None:
    """Turn away who asked for too much in vain lately. Raises the refusal of ``door``."""
    if count_failures(name=door.name, at=at) >= door.most:
        raise turned_away(door)


def turned_away(door: Door) -> Conflict:
    """The refusal of ``door``, which the log tells as well."""
    event = f"{door.thing} look-ups limited"
    log.warning(event, **door.told)
    return door.refusal()


def miss(door: Door, *, at: datetime) -> None:
    """Count and log a code that nobody knows. Not within a story that is refused then: it would be
    forgotten with it."""
    event = f"{door.thing} unknown"
    log.info(event, **door.told)
    note_failure(name=door.name, at=at, most=door.most if door.keeps_shut else None)


@contextmanager
def counting(door: Door, *, at: datetime) -> Iterator[None]:
    """Count what is not found within, and let the refusal go on."""
    try:
        yield
    except NotFound as refusal:
        if refusal.code in door.missed:
            miss(door, at=at)
        raise


@contextmanager
def seeking(door: Door, *, at: datetime) -> Iterator[None]:
    """Turn away who asked for too much in vain, or else count what is not found within.

    Raises the refusal of ``door``.
    """
    check(door, at=at)
    with counting(door, at=at):
        yield


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
