"""A database that other connections, processes and servers can open as well."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, connections


def save_empty(file: Path) -> None:
    """Write what the tests' SQLite database in memory holds, the bare tables, to ``file``."""
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(file)) as kept:
        connection.connection.backup(kept)


@contextlib.contextmanager
def on_file(file: Path) -> Iterator[None]:
    """Make the SQLite database in ``file`` this thread's default database."""
    before = connections["default"]
    settings = {**before.settings_dict, "NAME": str(file)}
    connections["default"] = type(before)(settings, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before


def url() -> str:
    """The address of this thread's default database, for a server to be started."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return (
        f"postgresql://{settings['USER']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
    )
