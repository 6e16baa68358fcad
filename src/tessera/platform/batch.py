"""One batch for what all rooms write in one transaction (DESIGN, section 5).

Rooms put in rows and guarded changes; the batch merges them, orders them by the stated lock
order and writes each table once. It knows the tables from the models' own metadata.

A guard is a database constraint (``balance >= floor``) or an expected value. When one does
not hold, somebody else was faster: ``StaleError`` sends the use case back to its read, and
the rules, seeing the truth, refuse or go on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models

from tessera.platform import batch_sql, database
from tessera.platform.usecases import StaleError

Values = dict[str, Any]


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
        change = self._changes.setdefault(model, {}).setdefault(key, Change())
        for column, amount in (by or {}).items():
            change.by[column] = change.by.get(column, 0) + amount
        change.put.update(put or {})
        change.expect.update(expect or {})

    def flush(self) -> None:
        """Write everything, each table once. Raises StaleError when a guard did not hold."""
        statements = [*self._updates(), *self._inserts()]
        if not statements:
            return
        expected = [statement.count for statement in statements]
        if batch_sql.run(statements, combined=database.is_postgresql()) != expected:
            raise StaleError
        self._rows, self._changes = {}, {}

    def _updates(self) -> list[batch_sql.Statement]:
        statements = []
        for model in sorted(self._changes, key=_lock_rank):
            shapes: dict[tuple[tuple[str, ...], ...], list[tuple[UUID, Change]]] = {}
            for key, change in sorted(self._changes[model].items()):
                shapes.setdefault(change.shape, []).append((key, change))
            for (by, put, expect), changes in shapes.items():
                rows = [
                    (k, *c.by.values(), *c.put.values(), *c.expect.values()) for k, c in changes
                ]
                statements.append(batch_sql.update(model, by, put, expect, rows))
        return statements

    def _inserts(self) -> list[batch_sql.Statement]:
        return [batch_sql.insert(model, rows) for model, rows in self._rows.items()]


def _lock_rank(model: type[models.Model]) -> int:
    order: tuple[str, ...] = settings.LOCK_ORDER
    if model._meta.label not in order:
        raise TypeError(f"{model._meta.label} has no place in the lock order")
    return order.index(model._meta.label)
