"""How a batch is spoken: one statement of CTEs for PostgreSQL, ``executemany`` for SQLite."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import models

from tessera.platform import database


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its PostgreSQL type."""

    attname: str
    name: str
    cast: str
    default: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """One table's part of the batch: SQL with ``%s``, the columns, their rows."""

    sql_array: str
    sql_row: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Any]]

    @property
    def count(self) -> int:
        """How many rows must be touched."""
        return len(self.rows)


def insert(model: type[models.Model], rows: Sequence[dict[str, Any]]) -> Statement:
    """Insert ``rows``, given by attribute name; the rest takes the fields' defaults."""
    columns = columns_of(model)
    known = {column.attname for column in columns}
    for row in rows:
        if not row.keys() <= known:
            raise TypeError(f"{model.__name__} has no {sorted(row.keys() - known)}")
    values = [
        [row[c.attname] if c.attname in row else c.default() for c in columns] for row in rows
    ]
    array, single = _insert_sql(model)
    return Statement(array, single, columns, values)


def update(
    model: type[models.Model],
    by: tuple[str, ...],
    put: tuple[str, ...],
    expect: tuple[str, ...],
    rows: Sequence[Sequence[Any]],
) -> Statement:
    """Change rows: key first, then what to add, what to set, and what must still be so."""
    array, single, columns = _update_sql(model, by, put, expect)
    if not database.is_postgresql():
        # The key follows what SET binds.
        size = 1 + len(by) + len(put)
        rows = [(*row[1:size], row[0], *row[size:]) for row in rows]
        columns = (*columns[1:size], columns[0], *columns[size:])
    return Statement(array, single, columns, rows)


def run(statements: Sequence[Statement], *, combined: bool) -> list[int]:
    """Run them; returns how many rows each touched."""
    if combined:
        return _run_as_one(statements)
    return [_run_rows(statement) for statement in statements]


def insert_now(model: type[models.Model], values: dict[str, Any]) -> None:
    """Insert one row at once, for what has no batch: several times cheaper than by the ORM."""
    run([insert(model, [values])], combined=database.is_postgresql())


def _run_as_one(statements: Sequence[Statement]) -> list[int]:
    sql = _combined(tuple(statement.sql_array for statement in statements))
    params = [
        _json_array(values) if column.cast == "jsonb" else _array(values)
        for statement in statements
        for column, values in zip(statement.columns, zip(*statement.rows, strict=True), strict=True)
    ]
    return list(database.rows(sql, params)[0])


def _run_rows(statement: Statement) -> int:
    by_column = zip(*statement.rows, strict=True)
    encoded = [
        _encoded(values, _SQLITE.get(column.cast))
        for column, values in zip(statement.columns, by_column, strict=True)
    ]
    return database.execute_many(statement.sql_row, list(zip(*encoded, strict=True)))


def _encoded(values: Sequence[Any], encode: Callable[[Any], Any] | None) -> Sequence[Any]:
    """A column as SQLite takes it. The rows of a document share most of their values, so one
    that is the same object as the one before is not encoded again."""
    if encode is None:
        return values
    last: Any = None
    text: Any = encode(None)
    texts = []
    for value in values:
        if value is not last:
            last, text = value, encode(value)
        texts.append(text)
    return texts


@functools.lru_cache(maxsize=512)
def _combined(parts: tuple[str, ...]) -> str:
    named = ", ".join(f"w{i} AS ({part} RETURNING 1)" for i, part in enumerate(parts))
    # The counts are fetched in the order of the parts, and so the parts run in lock order.
    counts = ", ".join(f"(SELECT count(*) FROM w{i})" for i in range(len(parts)))
    return f"WITH {named} SELECT {counts}"


@functools.cache
def columns_of(model: type[models.Model]) -> tuple[Column, ...]:
    """The model's own columns, from its metadata."""
    return tuple(_column(field) for field in model._meta.local_concrete_fields)


@functools.cache
def _column_named(model: type[models.Model], name: str) -> Column:
    for column in columns_of(model):
        if column.attname == name:
            return column
    raise TypeError(f"{model.__name__} has no {name!r}")


def _column(field: Any) -> Column:
    target = field.target_field if field.is_relation else field
    kind = target.get_internal_type()
    cast = "bigint" if isinstance(target, models.IntegerField) else _CASTS.get(kind, "text")
    return Column(field.attname, f'"{field.column}"', cast, field.get_default)


@functools.cache
def _insert_sql(model: type[models.Model]) -> tuple[str, str]:
    columns = columns_of(model)
    names = ", ".join(column.name for column in columns)
    table = f'"{model._meta.db_table}"'
    arrays = _unnest(columns)
    array = f"INSERT INTO {table} ({names}) SELECT {_picked(columns)} FROM {arrays}"
    single = f"INSERT INTO {table} ({names}) VALUES ({', '.join('%s' for _ in columns)})"
    return array, single


@functools.cache
def _update_sql(
    model: type[models.Model], by: tuple[str, ...], put: tuple[str, ...], expect: tuple[str, ...]
) -> tuple[str, str, tuple[Column, ...]]:
    columns = tuple(_column_named(model, name) for name in ("id", *by, *put, *expect))
    table = f'"{model._meta.db_table}"'
    picked = [f"d.c{i}::jsonb" if c.cast == "jsonb" else f"d.c{i}" for i, c in enumerate(columns)]
    adds, sets = columns[1 : 1 + len(by)], columns[1 + len(by) : 1 + len(by) + len(put)]
    checks = columns[1 + len(by) + len(put) :]

    def spelled(own: str, values: list[str]) -> str:
        added = [f"{c.name} = {own}{c.name} + {v}" for c, v in zip(adds, values[1:], strict=False)]
        given = [f"{c.name} = {v}" for c, v in zip(sets, values[1 + len(by) :], strict=False)]
        held = [
            f"{own}{c.name} = {v}"
            for c, v in zip(checks, values[1 + len(by) + len(put) :], strict=True)
        ]
        where = " AND ".join([f"{own}{columns[0].name} = {values[0]}", *held])
        return f"SET {', '.join(added + given)} {{source}} WHERE {where}"

    array = f"UPDATE {table} t " + spelled("t.", picked).format(source=f"FROM {_unnest(columns)}")
    single = f"UPDATE {table} " + spelled("", ["%s"] * len(columns)).format(source="")
    return array, single, columns


def _unnest(columns: Sequence[Column]) -> str:
    arrays = ", ".join(f"%s::{'text' if c.cast == 'jsonb' else c.cast}[]" for c in columns)
    return f"unnest({arrays}) AS d({', '.join(f'c{i}' for i in range(len(columns)))})"


def _picked(columns: Sequence[Column]) -> str:
    return ", ".join(
        f"d.c{i}::jsonb" if c.cast == "jsonb" else f"d.c{i}" for i, c in enumerate(columns)
    )


def _array(values: Sequence[Any]) -> str:
    """A PostgreSQL array literal.

    Sent as text, so that the statement's parameter types, and with them its prepared plan,
    are the same for every batch of one shape. It is written by the JSON encoder, the fastest
    there is: the two notations differ only in their brackets and in texts with escapes.
    """
    text = orjson.dumps(values).decode()
    if "\\" in text:
        return "{" + ",".join(map(_item, values)) + "}"
    return "{" + text[1:-1] + "}"


def _item(value: Any) -> str:
    if not isinstance(value, str):
        return orjson.dumps(value).decode()
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _json_array(values: Sequence[Any]) -> str:
    return _array([orjson.dumps(value).decode() for value in values])


_CASTS = {
    "UUIDField": "uuid",
    "DateField": "date",
    "DateTimeField": "timestamptz",
    "BooleanField": "boolean",
    "JSONField": "jsonb",
}


def _sqlite_uuid(value: UUID | None) -> str | None:
    return value.hex if value else None


def _sqlite_instant(value: datetime | None) -> str | None:
    """As Django keeps instants in SQLite: in UTC, without saying so."""
    return None if value is None else str(value.astimezone(UTC).replace(tzinfo=None))


def _sqlite_day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _sqlite_json(value: Any) -> str:
    return orjson.dumps(value).decode()


_SQLITE: dict[str, Callable[[Any], Any]] = {
    "uuid": _sqlite_uuid,
    "date": _sqlite_day,
    "timestamptz": _sqlite_instant,
    "jsonb": _sqlite_json,
}
