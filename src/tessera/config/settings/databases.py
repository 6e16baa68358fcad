"""One database by its address, with what correctness and speed ask of each engine (law 13)."""

from typing import Any

import dj_database_url

# One writer at a time that takes its lock at once, readers that never wait, and a commit that survives
# a power cut. `synchronous` must be FULL: under WAL, NORMAL may lose the last acknowledged sales.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA busy_timeout=20000; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY"
    ),
}

# The checkout's few statements are prepared; their plan does not depend on the values. A pool is left
# out on purpose: the worker forks, and a forked pool hands out broken connections. Rows are found by key
# on disks without a moving head; by its default the planner would rather read a whole table of coupons.
_POSTGRESQL = {
    "options": "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1",
    "prepare_threshold": 5,
}


def database(url: str) -> dict[str, Any]:
    """Django's description of the database at ``url`` (sqlite:///path or postgresql://...)."""
    config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600))
    sqlite = config["ENGINE"].endswith("sqlite3")
    given = config.get("OPTIONS") or {}
    config["OPTIONS"] = {**(_SQLITE if sqlite else _POSTGRESQL), **given}
    config["ATOMIC_REQUESTS"] = False
    return config
