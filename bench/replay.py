"""A year of a real shop's sales, from the file to proven books, on one SQLite file."""

import argparse
import gzip
import os
import resource
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench import servers

TESSERA = servers.ROOT / ".venv/bin/tessera"
SHARED = Path(os.environ.get("TESSERA_SHARED", servers.ROOT.parent / "shared"))
GOAL_SECONDS = 360


@dataclass(frozen=True)
class Spent:
    """What a command took."""

    seconds: float
    processor_seconds: float
    status: int


def main() -> None:
    """Replay the file twice: the first time all of it, the second time nothing is left to do."""
    options = _options()
    if not options.file.exists():
        sys.exit(f"{options.file} is not there. Name the Online Retail csv.gz as an argument.")
    lines = _lines(options.file)
    with servers.surroundings(sqlite=True) as data:
        print(f"this disk makes {_commits(data):,.0f} durable commits a second", flush=True)
        _run("migrate", "-v", "0")
        first = _run("replay", str(options.file))
        size = (data / "tessera.sqlite3").stat().st_size / 1e6
        again = _run("replay", str(options.file), quiet=True)
    _tell(lines, first, again, size)
    sys.exit(first.status or again.status)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "file", nargs="?", type=Path, default=SHARED / "data/online-retail.csv.gz", metavar="FILE"
    )
    return parser.parse_args()


def _lines(file: Path) -> int:
    """Lines below the column names, by counting line breaks."""
    with gzip.open(file, "rb") as text:
        return sum(1 for _ in text) - 1


def _commits(data: Path) -> float:
    """Durable commits of one row, a second: what the disk alone allows."""
    count = 200
    with closing(sqlite3.connect(data / "disk.sqlite3", isolation_level=None)) as line:
        line.execute("PRAGMA journal_mode=WAL")
        line.execute("PRAGMA synchronous=FULL")
        line.execute("CREATE TABLE one (value)")
        began = time.perf_counter()
        for number in range(count):
            line.execute("INSERT INTO one VALUES (?)", (number,))
        return count / (time.perf_counter() - began)


def _run(*command: str, quiet: bool = False) -> Spent:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    out = subprocess.DEVNULL if quiet else None
    done = subprocess.run([TESSERA, *command], check=False, stdout=out)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Spent(ended - began, processor, done.returncode)


def _tell(lines: int, first: Spent, again: Spent, megabytes: float) -> None:
    print(f"{'':24}{'seconds':>10}{'processor':>11}{'lines/s':>10}")
    for name, spent in (("all of the file", first), ("again, nothing to do", again)):
        rate = lines / spent.seconds
        print(f"{name:24}{spent.seconds:10.1f}{spent.processor_seconds:11.1f}{rate:10,.0f}")
    share = first.seconds / GOAL_SECONDS
    print(f"{lines:,} lines, {megabytes:,.0f} MB; {share:.2f} of the {GOAL_SECONDS} s it may take")
    print("reconciliation and proofs: " + ("all hold" if not first.status else "NOT all hold"))


if __name__ == "__main__":
    main()
