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
    """Take the guards off that hinder tables from being emptied, and put them on again."""
    with _on_postgresql() if connection.vendor == "postgresql" else _on_sqlite():
        yield


@contextlib.contextmanager
def _on_postgresql() -> Iterator[None]:
    """Rows are not asked when a table is truncated; it is the table's own trigger that refuses."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = 'never_emptied'"
            " AND tgenabled = 'O'"
        )
        tables = [table for (table,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER never_emptied")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER never_emptied")


@contextlib.contextmanager
def _on_sqlite() -> Iterator[None]:
    """Without TRUNCATE, rows are removed one by one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, sql in triggers:
            cursor.execute(sql)
