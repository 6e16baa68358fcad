"""What a PostgreSQL server tells about itself and about what was written."""

import time
from collections import Counter

import psycopg

from bench import processor

Written = Counter[tuple[str, str]]
"""How many rows of a table were inserted, updated or deleted."""


def postmaster(database: str) -> int:
    """The process that all of the server's others descend from."""
    with psycopg.connect(database) as line:
        return processor.parent_of(line.info.backend_pid)


def written(database: str) -> Written:
    """All that was ever written by connections that have ended; waits until all have."""
    with psycopg.connect(database, autocommit=True) as line:
        for _ in range(300):
            # A connection reports what it wrote when it ends.
            if not line.execute(_OTHERS).fetchall():
                break
            time.sleep(0.1)
        else:
            raise RuntimeError("other connections are still open")
        found = Written()
        for table, *counts in line.execute(_COUNTS):
            for verb, count in zip(("inserted", "updated", "deleted"), counts, strict=True):
                found[table, verb] = count
        return found


_OTHERS = """
SELECT pid FROM pg_stat_activity
WHERE backend_type = 'client backend' AND datname = current_database() AND pid <> pg_backend_pid()
"""
_COUNTS = "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_user_tables"
