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

Row = dict[str, Any]

_COUNTED = " RETURNING 1"


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its PostgreSQL type; ``key`` says under which name a row holds its value."""

    key: str
    name: str
    cast: str
    default: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """One table's part of the batch, in both tongues, and its rows.

    PostgreSQL takes all rows as one JSON text: one parameter, whose type never changes and with
    it the prepared plan. It expects a hundred rows there, whatever they are, and would read a
    small table through; so a single change names its row instead (``sql_one``). SQLite takes
    the columns in their order, row by row. What is ``ordered`` runs in its place, and its rows
    are counted: a change may find its row gone or other than expected.
    """

    sql_json: str
    sql_row: str
    sql_one: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    ordered: bool

    @property
    def count(self) -> int:
        """How many rows must be touched."""
        return len(self.rows)


def insert(model: type[models.Model], rows: Sequence[Row], *, ordered: bool = False) -> Statement:
    """Insert ``rows``, given by attribute name; the rest takes the fields' defaults."""
    columns = columns_of(model)
    as_json, single = _insert_sql(model)
    rows = [_complete(model, row) for row in rows]
    return Statement(as_json + _COUNTED * ordered, single, "", columns, rows, ordered)


def lock(model: type[models.Model], keys: Sequence[UUID]) -> Statement:
    """Lock rows in the order of their keys before several statements change them (PostgreSQL)."""
    key = _columns_as(model, "key", (_key_of(model),))
    rows = [{key[0].key: value} for value in keys]
    return Statement(_locking(model, key), "", "", tuple(key), rows, ordered=True)


def update(
    model: type[models.Model],
    by: tuple[str, ...],
    put: tuple[str, ...],
    expect: tuple[str, ...],
    rows: Sequence[Sequence[Any]],
) -> Statement:
    """Change rows: what to add, what to set, the key, and then what must still be so."""
    as_json, single, one, columns = _update_sql(model, by, put, expect)
    keys = [column.key for column in columns]
    named = [dict(zip(keys, row, strict=True)) for row in rows]
    return Statement(as_json, single, one, columns, named, ordered=True)


def run(statements: Sequence[Statement], *, combined: bool) -> bool:
    """Run them; returns whether every guard held."""
    if combined:
        return _run_as_one(statements)
    return all(_run_rows(statement) == statement.count for statement in statements)


def insert_now(model: type[models.Model], values: Row) -> None:
    """Insert one row at once, for what has no batch: several times cheaper than by the ORM."""
    run([insert(model, [values])], combined=database.is_postgresql())


def _run_as_one(statements: Sequence[Statement]) -> bool:
    spoken = [_spoken(statement) for statement in statements]
    parts = tuple((sql, s.ordered) for (sql, _), s in zip(spoken, statements, strict=True))
    [touched] = database.rows(_combined(parts), [text for _, texts in spoken for text in texts])
    return list(touched) == [statement.count for statement in statements if statement.ordered]


def _spoken(statement: Statement) -> tuple[str, list[str | None]]:
    """A part of the one statement, and what it binds: texts always, so that its plan is kept."""
    if statement.sql_one and statement.count == 1:
        [row] = statement.rows
        return statement.sql_one, [_text(row[column.key], column) for column in statement.columns]
    return statement.sql_json, [orjson.dumps(statement.rows).decode()]


def _text(value: Any, column: Column) -> str | None:
    if column.cast == "jsonb":
        return orjson.dumps(value).decode()
    return None if value is None else str(value)


def _run_rows(statement: Statement) -> int:
    encoded = [
        _encoded([row[column.key] for row in statement.rows], _SQLITE.get(column.cast))
        for column in statement.columns
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
def _combined(parts: tuple[tuple[str, bool], ...]) -> str:
    """One statement. Its ordered parts run first, as their counts are fetched in this order,
    which is the lock order; then the others."""
    named = [f"w{i} AS ({part})" for i, (part, _) in enumerate(parts)]
    counts = [f"(SELECT count(*) FROM w{i})" for i, (_, ordered) in enumerate(parts) if ordered]
    return f"WITH {', '.join(named)} SELECT {', '.join(counts)}"


@functools.cache
def columns_of(model: type[models.Model]) -> tuple[Column, ...]:
    """The model's own columns, from its metadata."""
    return tuple(_column(field) for field in model._meta.local_concrete_fields)


@functools.cache
def _known(model: type[models.Model]) -> dict[str, Column]:
    return {column.key: column for column in columns_of(model)}


def _complete(model: type[models.Model], row: Row) -> Row:
    known = _known(model)
    missing = known.keys() - row.keys()
    if len(row) + len(missing) != len(known):
        raise TypeError(f"{model.__name__} has no {sorted(row.keys() - known.keys())}")
    return row | {key: known[key].default() for key in missing} if missing else row


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
    picked = ", ".join(f'd."{column.key}"' for column in columns)
    as_json = f"INSERT INTO {table} ({names}) SELECT {picked} FROM {_records(columns)}"
    single = f"INSERT INTO {table} ({names}) VALUES ({', '.join('%s' for _ in columns)})"
    return as_json, single


@functools.cache
def _update_sql(
    model: type[models.Model], by: tuple[str, ...], put: tuple[str, ...], expect: tuple[str, ...]
) -> tuple[str, str, str, tuple[Column, ...]]:
    adds, sets = _columns_as(model, "add", by), _columns_as(model, "set", put)
    keys, holds = _columns_as(model, "key", (_key_of(model),)), _columns_as(model, "was", expect)
    columns = (*adds, *sets, *keys, *holds)
    table = f'"{model._meta.db_table}"'

    def spelled(own: str, source: str, value: Callable[[Column], str]) -> str:
        changes = [f"{c.name} = {own}{c.name} + {value(c)}" for c in adds]
        changes += [f"{c.name} = {value(c)}" for c in sets]
        # What is only looked at is locked and counted all the same.
        changes = changes or [f"{c.name} = {own}{c.name}" for c in holds]
        where = " AND ".join(f"{own}{c.name} = {value(c)}" for c in (*keys, *holds))
        return f"SET {', '.join(changes)}{source} WHERE {where}"

    source = f" FROM ({_locking(model, columns)}) d"
    as_json = f"UPDATE {table} t " + spelled("t.", source, lambda c: f'd."{c.key}"') + _COUNTED
    single = f"UPDATE {table} " + spelled("", "", lambda c: "%s")
    one = f"UPDATE {table} " + spelled("", "", lambda c: f"%s::{c.cast}") + _COUNTED
    return as_json, single, one, columns


def _locking(model: type[models.Model], columns: Sequence[Column]) -> str:
    """The records, their rows locked by key however the planner joins: it stands above the sort."""
    [key] = _columns_as(model, "key", (_key_of(model),))
    own = f"k.{key.name}"
    joined = f'"{model._meta.db_table}" k JOIN {_records(columns)} ON {own} = d."{key.key}"'
    return f"SELECT d.* FROM {joined} ORDER BY {own} FOR NO KEY UPDATE OF k"


def _key_of(model: type[models.Model]) -> str:
    """The attribute that names a row: ``id``, or that of the row it belongs to."""
    key: str = model._meta.pk.attname
    return key


def _columns_as(model: type[models.Model], role: str, names: tuple[str, ...]) -> list[Column]:
    """The named columns for one role; a column may be both set and expected."""
    known = _known(model)
    if unknown := set(names) - known.keys():
        raise TypeError(f"{model.__name__} has no {sorted(unknown)}")
    return [
        Column(f"{role}_{name}", known[name].name, known[name].cast, known[name].default)
        for name in names
    ]


def _records(columns: Sequence[Column]) -> str:
    typed = ", ".join(f'"{column.key}" {column.cast}' for column in columns)
    return f"json_to_recordset(%s::json) AS d({typed})"


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
