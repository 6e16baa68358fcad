"""Millions of rows through SQL, the same on both engines.

``bench_id`` and ``bench_account`` are functions of the database, so that a script outside
Python can name the same rows.
"""

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from bench.chain import bench_id
from tessera.ledger.rules import Place


def install_functions() -> None:
    """Teach the database to name rows, and to say when a member joined."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute('CREATE EXTENSION IF NOT EXISTS "uuid-ossp"')
            cursor.execute(_POSTGRESQL_FUNCTIONS)
        return
    connection.ensure_connection()
    raw: sqlite3.Connection = connection.connection
    raw.create_function("bench_id", 2, lambda space, n: bench_id(space, n).hex)
    raw.create_function("bench_before", 1, _before)
    raw.create_function(
        "bench_account", 3, lambda owner, kind, unit: Place(UUID(owner), kind, unit).id.hex
    )


def _before(seconds: int) -> str:
    """An instant so long ago, as Django keeps it in SQLite."""
    then = datetime.now(UTC).replace(tzinfo=None) - timedelta(seconds=seconds)
    return then.isoformat(" ")


_POSTGRESQL_FUNCTIONS = """
CREATE OR REPLACE FUNCTION bench_before(seconds bigint) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT now() - seconds * interval '1 second' $$;
CREATE OR REPLACE FUNCTION bench_id(space int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex(space), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
CREATE OR REPLACE FUNCTION bench_account(owner uuid, kind text, unit text) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
  SELECT uuid_generate_v5('5b1a7c1e-6f0e-4f0a-9d53-7e55e7a10001',
    replace(owner::text, '-', '') || ':' || kind || ':' || unit) $$;
"""


@contextlib.contextmanager
def hurried() -> Iterator[None]:
    """PostgreSQL without checks of foreign keys, and with indexes built afterwards at once."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
        cursor.execute(_INDEXES)
        found = cursor.fetchall()
        for drop, _ in found:
            cursor.execute(drop)
        yield
        for _, build in found:
            cursor.execute(build)


_INDEXES = """
SELECT
  CASE WHEN k.oid IS NULL THEN format('DROP INDEX %s', i.indexrelid::regclass)
    ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', i.indrelid::regclass, k.conname) END,
  CASE WHEN k.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
    ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', i.indrelid::regclass, k.conname,
      pg_get_constraintdef(k.oid)) END
FROM pg_index i LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype = 'u'
WHERE NOT i.indisprimary AND i.indrelid IN ('members_member'::regclass,
  'ledger_account'::regclass, 'ledger_lot'::regclass, 'offers_coupon'::regclass,
  'ledger_entry'::regclass, 'ledger_posting'::regclass, 'platform_auditrow'::regclass,
  'sales_sale'::regclass, 'sales_saleline'::regclass, 'sales_tender'::regclass)
"""


def run(sql: str, count: int, **params: Any) -> None:
    """Run ``sql`` with ``{series}`` counting n from 0 below ``count``; ``:name`` binds."""
    if connection.vendor == "postgresql":
        series = f"generate_series(0, {count - 1}) AS s(n)"
    else:
        series = (
            "(WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c"
            f" WHERE n < {count - 1}) SELECT n FROM c) s"
        )
    if not count:
        return
    values = [_bound(params[name]) for name in re.findall(r":(\w+)", sql)]
    with connection.cursor() as cursor:
        spelled = re.sub(r":(\w+)", "%s", sql.replace("%", "%%")).replace("{series}", series)
        cursor.execute(spelled, values)


def _bound(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) and connection.vendor == "sqlite" else value


def take_statistics() -> None:
    """Let the engine know its tables, as it would by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
