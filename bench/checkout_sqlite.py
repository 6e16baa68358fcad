"""The same on one SQLite file, beside Python's sqlite3 doing the same rows by itself."""

import argparse
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench import load, processor, raw_sqlite, rounds, servers, work
from bench.chain import Chain
from bench.database import Written

CLIENTS = 8


def measure(options: argparse.Namespace) -> None:
    """Make a chain in a file of its own, and measure in it."""
    with servers.surroundings(sqlite=True) as data:
        path = data / "tessera.sqlite3"
        chain = servers.make_chain(data, members=options.members)
        with closing(raw_sqlite.Raw(path, chain)) as raw:
            _check(chain, path, raw)
            _measure(options, chain, raw)


def _check(chain: Chain, path: Path, raw: raw_sqlite.Raw) -> None:
    """Refuse to measure against a baseline that does other work."""
    with servers.served(workers=1, threads=1) as web, _watched(path) as watch:
        load.each_till(web.port, chain, count=1)  # the first of the day begins a counter
        work.check(
            lambda: _written(watch),
            house=lambda: load.each_till(web.port, chain, count=work.COUNT // len(chain.tills)),
            best=lambda: _times(raw, work.COUNT),
        )


def _times(raw: raw_sqlite.Raw, count: int) -> None:
    for _ in range(count):
        raw.checkout()


@contextmanager
def _watched(path: Path) -> Iterator[sqlite3.Connection]:
    """The file with triggers that count what is written into each table, until the end."""
    with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as line:
        tables = [name for (name,) in line.execute(_TABLES)]
        line.execute("CREATE TABLE bench_written (name, verb, count, PRIMARY KEY (name, verb))")
        for table in tables:
            for verb, done in (
                ("INSERT", "inserted"),
                ("UPDATE", "updated"),
                ("DELETE", "deleted"),
            ):
                line.execute("INSERT INTO bench_written VALUES (?, ?, 0)", (table, done))
                line.execute(
                    f"CREATE TRIGGER bench_{verb}_{table} AFTER {verb} ON {table} BEGIN UPDATE"
                    f" bench_written SET count = count + 1 WHERE name = '{table}'"
                    f" AND verb = '{done}'; END"
                )
        yield line
        for (name,) in line.execute(_TRIGGERS).fetchall():
            line.execute(f"DROP TRIGGER {name}")
        line.execute("DROP TABLE bench_written")


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'bench%'"


def _written(line: sqlite3.Connection) -> Written:
    found = line.execute("SELECT name, verb, count FROM bench_written")
    return Written({(name, verb): count for name, verb, count in found})


def _measure(options: argparse.Namespace, chain: Chain, raw: raw_sqlite.Raw) -> None:
    with servers.served(workers=options.workers, threads=options.threads) as web:
        ours, best = processor.Meter(web=web.pid), processor.Meter()

        def through_http() -> float:
            with ours.running():
                done = load.run(web.port, chain, clients=CLIENTS, seconds=options.seconds)
            ours.count(len(done.milliseconds))
            return done.per_second

        def by_itself() -> float:
            with best.running():
                count, seconds = _run(raw, options.seconds)
            best.count(count)
            return count / seconds

        load.warm(web.port, chain, clients=CLIENTS)
        _run(raw, 2)
        ratio = rounds.alternate(
            ("through HTTP", through_http), ("raw sqlite3", by_itself), rounds=options.rounds
        )
        one = load.run(web.port, chain, clients=1, seconds=options.seconds)
    print(f"ratio, median of {options.rounds}: {ratio:.2f}  (goal 0.40)")
    print(f"processor time of a checkout: {ours}; raw {best}")
    print(f"  ratio by it: {best.milliseconds / ours.milliseconds:.2f}")
    print(f"one client: {one.told}")
    print(f"members: {options.members}")


def _run(raw: raw_sqlite.Raw, seconds: float) -> tuple[int, float]:
    """Check out for so long; how many, and how long it took."""
    begun, count = time.perf_counter(), 0
    while (passed := time.perf_counter() - begun) < seconds:
        raw.checkout()
        count += 1
    return count, passed
