"""What the books say when a test is over."""

from django.db import connection

from tessera.ops import verify


def broken() -> dict[str, tuple[dict[str, object], ...]]:
    """The claims that do not hold, with their offending rows."""
    return {proof.name: proof.offenders for proof in verify.verify() if not proof.holds}


def deadlocks() -> int:
    """How often PostgreSQL had to end a wait in a circle; SQLite, with one writer, never does."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])
