"""The project's own pgbench script: what the database can do at best."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.chain import Chain
from tessera.config.settings.databases import database

ROOT = Path(__file__).parents[1]


def give_tills(url: str) -> None:
    """A numbered list of the tills, each with a counter of its own to count up."""
    with psycopg.connect(url) as line:
        line.execute(
            "CREATE TABLE bench_till AS SELECT row_number() OVER (ORDER BY id) - 1 AS number,"
            " id, store_id, 'bench:' || id AS series FROM org_till"
        )
        line.execute("CREATE INDEX ON bench_till (number)")
        line.execute(
            "INSERT INTO platform_counter (id, series, day, value)"
            " SELECT gen_random_uuid(), series, '2000-01-01', 0 FROM bench_till"
        )
        line.execute("ANALYZE")


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did."""

    count: int
    per_second: float


def run(url: str, chain: Chain, *, clients: int, seconds: int) -> Done:
    """Check out by ``clients`` for ``seconds``."""
    return _run(url, chain, clients, ["-T", str(seconds)])


def run_some(url: str, chain: Chain, *, count: int) -> None:
    """Check out ``count`` times, one after the other."""
    _run(url, chain, 1, ["-t", str(count)])


def _run(url: str, chain: Chain, clients: int, length: list[str]) -> Done:
    variables = {
        "members": chain.member_count,
        "skus": chain.sku_count,
        "stores": len(chain.stores),
        "clients": clients,
    }
    command = [_binary(), "-n", "-M", "prepared", "-c", str(clients), "-j", "2", *length]
    command += [f"-D{name}={value}" for name, value in variables.items()]
    command += ["-f", str(ROOT / "bench/sql/checkout.pgbench"), url]
    # As the house asks of its own connections.
    surroundings = os.environ | {"PGOPTIONS": database(url)["OPTIONS"]["options"]}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    count = re.search(r"actually processed: (\d+)", done.stdout)
    rate = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or not count or not rate:
        raise RuntimeError(done.stderr[-2000:])
    return Done(int(count.group(1)), float(rate.group(1)))


def _binary() -> str:
    """Of the machine's server, else of the one that script/with-postgres brought."""
    found = [
        *sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"), reverse=True),
        *(ROOT / ".tools/postgres").glob("*/*/bin/pgbench"),
    ]
    if not found:
        raise SystemExit("pgbench is missing. On Debian: apt-get install postgresql")
    return str(found[0])
