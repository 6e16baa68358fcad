"""One batch for what all rooms write in one transaction (DESIGN, section 5).

Rooms put in rows and guarded changes; the batch merges them, orders them by the stated lock
order and writes each table once. It knows the tables from the models' own metadata.

A guard is a database constraint (``balance >= floor``) or an expected value. When one does
not hold, somebody else was faster: ``StaleError`` sends the use case back to its read, and
the rules, seeing the truth, refuse or go on.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models

from tessera.platform import batch_sql, database
from tessera.platform.usecases import StaleError

Values = dict[str, Any]
_LAST = 1_000_000


@dataclass(slots=True)
class Change:
    """What shall happen to one row."""

    by: dict[str, int] = field(default_factory=dict)
    put: Values = field(default_factory=dict)
    expect: Values = field(default_factory=dict)

    @property
    def shape(self) -> tuple[tuple[str, ...], ...]:
        """The columns involved; changes of one shape share a statement."""
        return tuple(self.by), tuple(self.put), tuple(self.expect)


class Batch:
    """Rows to insert and changes to make, written by ``flush`` and not before."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[Values]] = {}
        self._changes: dict[type[models.Model], dict[UUID, Change]] = {}

    def insert(self, model: type[models.Model], values: Values) -> None:
        """Add one row; columns that ``values`` lacks take the field's default."""
        self._rows.setdefault(model, []).append(values)

    def inserted(self, model: type[models.Model]) -> Sequence[Values]:
        """The rows of ``model`` so far: what listeners before have written."""
        return self._rows.get(model, ())

    def change(
        self,
        model: type[models.Model],
        key: UUID,
        *,
        by: Mapping[str, int] | None = None,
        put: Mapping[str, Any] | None = None,
        expect: Mapping[str, Any] | None = None,
    ) -> None:
        """Add ``by`` to columns of one row and ``put`` others, if it still has ``expect``.

        Changes to one row are merged. The model must stand in ``settings.LOCK_ORDER``.
        """
        changes = self._changes.setdefault(model, {})
        change = changes.get(key)
        if change is None:
            change = changes[key] = Change()
        for column, amount in (by or {}).items():
            change.by[column] = change.by.get(column, 0) + amount
        change.put.update(put or {})
        change.expect.update(expect or {})

    def flush(self) -> None:
        """Write everything, each table once. Raises StaleError when a guard did not hold."""
        statements = self._statements()
        if statements and not batch_sql.run(statements, combined=database.is_postgresql()):
            raise StaleError
        self._rows, self._changes = {}, {}

    def _statements(self) -> list[batch_sql.Statement]:
        """In lock order; rows of tables without a place in it, which nobody else can meet, last.

        Of one table new rows come first: who waits until somebody else's change of the row that
        he means to add is through holds nothing yet that the other could want.
        """
        ranks = _ranks(settings.LOCK_ORDER)
        if strange := self._changes.keys() - ranks.keys():
            raise TypeError(f"{strange.pop()._meta.label} has no place in the lock order")
        tables = sorted({**self._changes, **self._rows}, key=lambda model: ranks.get(model, _LAST))
        statements: list[batch_sql.Statement] = []
        for model in tables:
            statements += self._inserts(model, ordered=model in ranks)
            statements += self._updates(model)
        return statements

    def _inserts(
        self, model: type[models.Model], *, ordered: bool
    ) -> Iterator[batch_sql.Statement]:
        if rows := self._rows.get(model):
            yield batch_sql.insert(model, rows, ordered=ordered)

    def _updates(self, model: type[models.Model]) -> Iterator[batch_sql.Statement]:
        shapes: dict[tuple[tuple[str, ...], ...], list[tuple[UUID, Change]]] = {}
        for key, change in sorted(self._changes.get(model, {}).items(), key=_by_id):
            shapes.setdefault(change.shape, []).append((key, change))
        if len(shapes) > 1 and database.is_postgresql():
            yield batch_sql.lock(model, list(self._changes[model]))
        for (by, put, expect), changes in sorted(shapes.items()):
            rows = [(*c.by.values(), *c.put.values(), k, *c.expect.values()) for k, c in changes]
            yield batch_sql.update(model, by, put, expect, rows)


@functools.cache
def _ranks(order: tuple[str, ...]) -> dict[type[models.Model], int]:
    return {apps.get_model(label): rank for rank, label in enumerate(order)}


def _by_id(item: tuple[UUID, Change]) -> int:
    """The order of the ids, compared as the integers that they are: many lines, many times."""
    return item[0].int
