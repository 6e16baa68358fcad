"""One page of a long list, and where the next begins. No offsets: page 1,000 costs what page 1 costs."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

T = TypeVar("T")
R = TypeVar("R")

SIZE = 40


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows; ``after`` asks for what follows, empty at the end."""

    rows: Sequence[T]
    after: str = ""


def newest_first(
    found: "QuerySet[Any]", *, field: str, after: str, size: int = SIZE
) -> tuple[list[Any], str]:
    """A page of ``found`` by ``field``, an instant, the newest first; and the next page's key.

    A key that cannot be read begins at the start.
    """
    rows = first_of(found, field=field, key=read(after), size=size + 1)
    if len(rows) <= size:
        return rows, ""
    rows.pop()
    return rows, written(getattr(rows[-1], field), rows[-1].id)


def first_of(
    found: "QuerySet[Any]", *, field: str, key: tuple[datetime, UUID] | None, size: int
) -> list[Any]:
    """The ``size`` newest of ``found`` behind ``key``: by ``field``, then by id."""
    if key is not None:
        at, row_id = key
        found = found.filter(Q(**{f"{field}__lt": at}) | Q(**{field: at, "id__lt": row_id}))
        found = found.filter(**{f"{field}__lte": at})  # by this a database finds its place
    return list(found.order_by(f"-{field}", "-id")[:size])


def written(at: datetime, row_id: UUID) -> str:
    """A place in a list, newest first, as one word for an address."""
    return base64.urlsafe_b64encode(f"{at.isoformat()} {row_id.hex}".encode()).decode().rstrip("=")


def read(after: str) -> tuple[datetime, UUID] | None:
    """The place that a word means; None for the beginning, and for what is no place."""
    try:
        text = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)).decode()
        at, _, row_id = text.rpartition(" ")
        return datetime.fromisoformat(at).astimezone(UTC), UUID(row_id)
    except (ValueError, OverflowError):
        return None
