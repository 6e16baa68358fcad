"""The checkout with 10,000 members and with 2,000,000: is the big chain as quick as the small?"""

import argparse
import os
from contextlib import ExitStack
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench import load, rounds, servers
from bench.chain import Chain

CLIENTS = 8


def main() -> None:
    """Make both chains in one server, then let them check out in turn."""
    options = _options()
    servers.on_postgresql("bench.scale")
    with servers.surroundings() as data, ExitStack() as running:
        chains, ports = [], []
        for members in (options.large, options.small):
            url = _database(f"members_{members}")
            chains.append(servers.make_chain(data, members=members, database=url))
            web = servers.served(workers=2, threads=2, database=url)
            ports.append(running.enter_context(web).port)
        _measure(options, chains, ports)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=2_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=8)
    return parser.parse_args()


def _database(name: str) -> str:
    """The address of a new database on the same server."""
    url = os.environ["TESSERA_DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _measure(options: argparse.Namespace, chains: list[Chain], ports: list[int]) -> None:
    def way(number: int) -> rounds.Way:
        chain, port = chains[number], ports[number]
        load.warm(port, chain, clients=CLIENTS)

        def check_out() -> float:
            done = load.run(port, chain, clients=CLIENTS, seconds=options.seconds)
            return done.per_second

        return f"with {chain.member_count:,} members", check_out

    ratio = rounds.alternate(way(0), way(1), rounds=options.rounds)
    print(f"large to small, median of {options.rounds}: {ratio:.2f}  (goal 0.90 to 1.10)")


if __name__ == "__main__":
    main()
