"""Checkouts per second through HTTP, beside what the database can do at best."""

import argparse
import os

from bench import checkout_sqlite, database, load, pgbench, processor, rounds, servers, work
from bench.chain import Chain

CLIENTS = 8


def main() -> None:
    """Start a database of its own, then measure in it."""
    options = _options()
    if options.sqlite:
        checkout_sqlite.measure(options)
        return
    servers.on_postgresql("bench.checkout")
    with servers.surroundings() as data:
        url = os.environ["TESSERA_DATABASE_URL"]
        chain = servers.make_chain(data, members=options.members)
        pgbench.give_tills(url)
        _check(options, chain, url)
        _measure(options, chain, url)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=8)
    # SQLite lets one write at a time: a second worker would only wait for the first
    parser.add_argument("--workers", type=int, help="default 2, on SQLite 1")
    parser.add_argument("--threads", type=int, help="of each worker; default 2, on SQLite 1")
    parser.add_argument("--sqlite", action="store_true", help="an SQLite file beside raw sqlite3")
    options = parser.parse_args()
    options.workers = options.workers or (1 if options.sqlite else 2)
    options.threads = options.threads or (1 if options.sqlite else 2)
    return options


def _check(options: argparse.Namespace, chain: Chain, url: str) -> None:
    """Refuse to measure against a baseline that does other work."""

    def house(each: int) -> None:
        # Written down when the connections end, and so when the server does.
        with servers.served(workers=1, threads=1) as web:
            load.each_till(web.port, chain, count=each)

    house(1)  # a till's first checkout of the day begins a counter
    work.check(
        lambda: database.written(url),
        house=lambda: house(work.COUNT // len(chain.tills)),
        best=lambda: pgbench.run_some(url, chain, count=work.COUNT),
    )


def _measure(options: argparse.Namespace, chain: Chain, url: str) -> None:
    with servers.served(workers=options.workers, threads=options.threads) as web:
        server = database.postmaster(url)
        ours = processor.Meter(web=web.pid, database=server)
        best = processor.Meter(database=server)

        def through_http() -> float:
            with ours.running():
                done = load.run(web.port, chain, clients=CLIENTS, seconds=options.seconds)
            ours.count(len(done.milliseconds))
            return done.per_second

        def by_pgbench() -> float:
            with best.running():
                done = pgbench.run(url, chain, clients=CLIENTS, seconds=options.seconds)
            best.count(done.count)
            return done.per_second

        load.warm(web.port, chain, clients=CLIENTS)
        pgbench.run(url, chain, clients=CLIENTS, seconds=2)
        ratio = rounds.alternate(
            ("through HTTP", through_http), ("pgbench", by_pgbench), rounds=options.rounds
        )
        one = load.run(web.port, chain, clients=1, seconds=options.seconds)
    print(f"ratio, median of {options.rounds}: {ratio:.2f}  (goal 0.40)")
    print(f"processor time of a checkout: {ours}; pgbench {best}")
    print(f"  ratio by it: {best.milliseconds / ours.milliseconds:.2f}")
    print(f"one client: {one.told}  (goal p50 4 ms, p95 8 ms)")
    print(f"members: {options.members}")


if __name__ == "__main__":
    main()
