"""The one place where hand-made SQL meets the driver.

Django's cursor binds parameters in the client and prepares nothing; the checkout's few
statements are bound and prepared by the server instead (TOOLS: 8x over the plain ORM).
"""

import functools
from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, IntegrityError, OperationalError, connection, connections

Params = Sequence[Any]

_SERIALIZATION_FAILURE = {"40001", "40P01"}
_FOREIGN_KEY_VIOLATION = "23503"


@functools.cache
def is_postgresql() -> bool:
    """Whether the default database speaks PostgreSQL, once and for all of a process."""
    return connection.vendor == "postgresql"


def rows(sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
    """Run one statement and fetch all it returns. Placeholders are ``%s`` for every engine."""
    own = connections[DEFAULT_DB_ALIAS]
    own.ensure_connection()
    with own.wrap_database_errors:
        if own.vendor == "postgresql":
            cursor = psycopg.RawCursor(own.connection)
            return cursor.execute(_numbered(sql), params, prepare=True).fetchall()
        found: list[tuple[Any, ...]] = own.connection.execute(
            sql.replace("%s", "?"), params
        ).fetchall()
        return found


@functools.lru_cache(maxsize=1024)
def _numbered(sql: str) -> bytes:
    """``%s`` as ``$1``, ``$2``...: the driver parses long statements anew every time, but not
    those that are numbered already."""
    parts = sql.split("%s")
    numbered = (f"{part}${number}" for number, part in enumerate(parts[:-1], start=1))
    return ("".join(numbered) + parts[-1]).encode()


def dictionaries(sql: str, params: Params = ()) -> list[dict[str, Any]]:
    """Like ``rows``, each row by its column names (SQLite)."""
    own = connections[DEFAULT_DB_ALIAS]
    own.ensure_connection()
    with own.wrap_database_errors:
        cursor = own.connection.execute(sql.replace("%s", "?"), params)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor]


def execute_many(sql: str, params: Sequence[Params]) -> int:
    """Run one statement for many rows (SQLite); returns how many rows it touched in all."""
    own = connections[DEFAULT_DB_ALIAS]
    own.ensure_connection()
    with own.wrap_database_errors:
        touched: int = own.connection.executemany(sql.replace("%s", "?"), params).rowcount
        return touched


def is_transient(error: Exception) -> bool:
    """Whether the same work may succeed when it is done again (law 13).

    Serialization failures, deadlocks, a locked SQLite file, and constraints: a constraint
    that fails means that somebody else was faster, and reading anew tells the truth. Not so a
    reference to a row that is not there, as rows do not go: that is a fault.
    """
    if isinstance(error, IntegrityError):
        return not _is_dangling(error)
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state in _SERIALIZATION_FAILURE or "locked" in str(error)


def _is_dangling(error: IntegrityError) -> bool:
    state = getattr(error.__cause__, "sqlstate", None)
    return state == _FOREIGN_KEY_VIOLATION or "FOREIGN KEY" in str(error)
