"""Tables with one row: what the brand has set as a whole."""

from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from tessera.platform.fields import Row

R = TypeVar("R", bound=Row)

_ONLY = UUID(int=1)
"""The key of the one row: who makes it at once meets whoever else does."""


def to_change(model: type[R], **new: object) -> R:
    """The one row of ``model``, locked until the transaction ends; where there is none one with
    the values of ``new``, not yet saved. Of two who make it at once the second starts again and
    finds it."""
    rows: QuerySet[R] = QuerySet(model).select_for_update(no_key=True)
    return rows.first() or model(id=_ONLY, **new)
