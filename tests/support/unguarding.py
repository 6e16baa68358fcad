"""Taking the database's guards off, as somebody would who tampers with the books."""

import contextlib
from collections.abc import Iterator

from django.db import connection

from tessera.platform.guards import lifting

GUARDED = (
    "ledger_entry",
    "ledger_posting",
    "ledger_lotchange",
    "ops_seal",
    "platform_auditrow",
)


def lift_guards() -> None:
    """Let rows of every guarded table be changed until the transaction is rolled back."""
    with connection.cursor() as cursor:
        for table in GUARDED:
            for sql in lifting(table, connection.vendor):
                cursor.execute(sql)


@contextlib.contextmanager
def lifted() -> Iterator[None]:
    """Take SQLite's guards off and put them on again; PostgreSQL's do not hinder TRUNCATE."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, sql in triggers:
            cursor.execute(sql)
