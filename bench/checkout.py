"""Checkouts per second through HTTP, beside what the database can do at best."""

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
SKUS, STORES = 5_000, 20
CLIENTS = 8


def main() -> None:
    """Start a database of its own, then measure in it."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="tessera-bench.") as data:
        os.environ |= {
            "TESSERA_DATA": data,
            "TESSERA_HTTPS": "false",
            "TESSERA_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "tessera.config.settings.production",
        }
        if options.sqlite:
            from bench import checkout_sqlite

            checkout_sqlite.measure(options)
        elif "TESSERA_DATABASE_URL" not in os.environ:
            again = [sys.executable, "-m", "bench.checkout", *sys.argv[1:]]
            command = [str(ROOT / "script/with-postgres"), "--durable", *again]
            raise SystemExit(subprocess.run(command, check=False).returncode)
        else:
            _measure_postgresql(options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--sqlite", action="store_true")
    return parser.parse_args()


def _measure_postgresql(options: argparse.Namespace) -> None:
    chain = prepare(options.members)
    _give_pgbench_its_tills()
    from bench import load

    with served(options) as port:
        load.run(port, chain, clients=CLIENTS, seconds=3)
        _pgbench(CLIENTS, 2, options.members)
        ratios = []
        for number in range(options.rounds):
            ours = load.run(port, chain, clients=CLIENTS, seconds=options.seconds)
            best = _pgbench(CLIENTS, int(options.seconds), options.members)
            ratios.append(ours.per_second / best)
            print(
                f"round {number + 1}: {ours.per_second:7.0f}/s through HTTP,"
                f" {best:7.0f}/s pgbench, ratio {ratios[-1]:.2f}",
                flush=True,
            )
        one = load.run(port, chain, clients=1, seconds=options.seconds)
    print(f"ratio, median of {options.rounds}: {statistics.median(ratios):.2f}  (goal 0.40)")
    print(f"one client: p50 {one.percentile(0.5):.1f} ms (goal 4), p95 {one.percentile(0.95):.1f} ms (goal 8)")
    print(f"members: {options.members}")


def prepare(member_count: int) -> "object":
    """Migrate the database and make the chain."""
    import django

    django.setup()
    from django.core.management import call_command

    from bench import shop

    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    chain = shop.make(member_count=member_count, sku_count=SKUS, store_count=STORES)
    print(f"made {member_count} members in {time.perf_counter() - begun:.0f} s", flush=True)
    return chain


def _give_pgbench_its_tills() -> None:
    """A numbered list of the tills, each with a counter of its own to count up."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_till AS SELECT row_number() OVER (ORDER BY id) - 1 AS number,"
            " id, store_id, 'bench:' || id AS series FROM org_till"
        )
        cursor.execute("CREATE INDEX ON bench_till (number)")
        cursor.execute(
            "INSERT INTO platform_counter (id, series, day, value)"
            " SELECT gen_random_uuid(), series, '2000-01-01', 0 FROM bench_till"
        )
        cursor.execute("ANALYZE")


def _pgbench(clients: int, seconds: int, members: int) -> float:
    """Transactions per second of the project's own script."""
    binary = next(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    variables = {"members": members, "skus": SKUS, "stores": STORES}
    command = [str(binary), "-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-T", str(seconds)]
    command += [f"-D{name}={value}" for name, value in variables.items()]
    command += ["-f", str(ROOT / "bench/sql/checkout.pgbench"), os.environ["TESSERA_DATABASE_URL"]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or not found:
        raise RuntimeError(done.stderr[-2000:])
    return float(found.group(1))


@contextmanager
def served(options: argparse.Namespace) -> Iterator[int]:
    """The web server as script/server starts it, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--no-ws", "--log-level", "warning"]
    command += ["--workers", str(options.workers), "--blocking-threads", str(options.threads)]
    server = subprocess.Popen([*command, "tessera.config.wsgi:application"])
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


if __name__ == "__main__":
    main()
