"""Several reads of several rooms in one round trip (DESIGN, section 5).

Each room states what it needs as a ``Select``; PostgreSQL answers all of them in one
statement, SQLite, which has no round trips, one after the other.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import orjson

from tessera.platform import database

_TOKEN = re.compile(r"(IN )?\{(\w+)\}")

Value = UUID | str | int | None | Sequence[UUID] | Sequence[str]
Found = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Select:
    """One SELECT of a room. ``{name}`` binds a value, ``IN {name}`` a list of UUIDs or texts.

    Columns come back as JSON has them: integers, texts, booleans and nulls; UUIDs, days and
    instants as text.
    """

    sql: str
    params: Mapping[str, Value] = field(default_factory=dict)


def gather(selects: Mapping[str, Select]) -> dict[str, Found]:
    """The rows of every select, by its name."""
    return _gather_postgresql(selects) if database.is_postgresql() else _gather_sqlite(selects)


def _gather_postgresql(selects: Mapping[str, Select]) -> dict[str, Found]:
    shape = tuple((name, select.sql, _texts(select)) for name, select in selects.items())
    sql, order = _combined(shape)
    params = [_postgresql_value(selects[part].params[name]) for part, name in order]
    [[text]] = database.rows(sql, params)
    return {name: found or [] for name, found in orjson.loads(text).items()}


def _texts(select: Select) -> tuple[str, ...]:
    """The names of the listed parameters that hold texts rather than UUIDs."""
    return tuple(
        n
        for n, v in select.params.items()
        if isinstance(v, list | tuple) and v and isinstance(v[0], str)
    )


@functools.lru_cache(maxsize=256)
def _combined(
    shape: tuple[tuple[str, str, tuple[str, ...]], ...],
) -> tuple[str, list[tuple[str, str]]]:
    parts, order = [], []
    for part, sql, texts in shape:
        order += [(part, match.group(2)) for match in _TOKEN.finditer(sql)]
        bound = _TOKEN.sub(lambda match, texts=texts: _postgresql_token(match, texts), sql)  # type: ignore[misc]
        parts.append(f"'{part}', (SELECT json_agg(t) FROM ({bound}) t)")
    return f"SELECT json_build_object({', '.join(parts)})::text", order


def _postgresql_token(match: re.Match[str], texts: tuple[str, ...]) -> str:
    if not match.group(1):
        return "%s"
    return "= ANY(%s::text[])" if match.group(2) in texts else "= ANY(%s::uuid[])"


def _postgresql_value(value: Value) -> Any:
    if isinstance(value, list | tuple):
        return "{" + ",".join(_array_item(item) for item in value) + "}"
    return value


def _array_item(item: UUID | str) -> str:
    return item.hex if isinstance(item, UUID) else orjson.dumps(item).decode()


def _gather_sqlite(selects: Mapping[str, Select]) -> dict[str, Found]:
    return {name: _select_sqlite(select) for name, select in selects.items()}


def _select_sqlite(select: Select) -> Found:
    sql, names = _sqlite_sql(select.sql)
    found = database.dictionaries(sql, [_sqlite_value(select.params[name]) for name in names])
    return [
        {name: value if type(value) in _PLAIN else _as_json(value) for name, value in row.items()}
        for row in found
    ]


@functools.lru_cache(maxsize=256)
def _sqlite_sql(sql: str) -> tuple[str, tuple[str, ...]]:
    """The statement as SQLite takes it, and the names of what it binds in their order."""
    names = tuple(match.group(2) for match in _TOKEN.finditer(sql))
    bound = _TOKEN.sub(
        lambda m: "IN (SELECT value FROM json_each(%s))" if m.group(1) else "%s", sql
    )
    return bound, names


_PLAIN = frozenset({str, int, type(None)})


def _as_json(value: Any) -> Any:
    """Django has SQLite hand over days and instants (in UTC, without saying so) as objects."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _sqlite_value(value: Value) -> Any:
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, list | tuple):
        return orjson.dumps(
            [item.hex if isinstance(item, UUID) else item for item in value]
        ).decode()
    return value
