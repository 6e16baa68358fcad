"""The office's statements over eleven months among 100,000 entries of stored value, their sums kept."""

import argparse
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from bench import pages, servers
from bench.chain import MEMBERS, bench_id

DAYS = 334
GOAL = 300
"""Milliseconds."""


def main() -> None:
    """Make a chain with its books, then open the statement as the owner does."""
    options = _options()
    servers.on_postgresql("bench.statement")
    with servers.surroundings() as data:
        servers.make_chain(data, members=options.members, sales=0)
        command = [sys.executable, "-m", "bench.housed", "bench.books"]
        command += ["--entries", str(options.entries), "--members", str(options.members)]
        subprocess.run([*command, "--days", str(DAYS)], check=True)
        with servers.served(workers=1, threads=1) as web:
            _look_at(options, web)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--views", type=int, default=20)
    return parser.parse_args()


def _look_at(options: argparse.Namespace, web: servers.Web) -> None:
    opener, today = pages.signed_in(web.address), datetime.now(UTC).date()
    asked = {"since": (today - timedelta(days=DAYS)).isoformat(), "until": today.isoformat()}
    member = bench_id(MEMBERS, 4_711 % options.members)
    looks = {
        "by day": ("statements", {"by": "day"}),
        "by store": ("statements", {"by": "store"}),
        "of a member": (f"members/{member}/statement", {}),
    }
    print(f"statements of stored value over {DAYS} days with {options.entries:,} entries")
    for name, (path, more) in looks.items():
        query = urlencode({"holding": "principal", **asked, **more})
        addresses = [f"{web.address}/office/{path}?{query}"] * options.views
        pages.measure(name, opener, addresses, web, GOAL)


if __name__ == "__main__":
    main()
