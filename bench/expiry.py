"""1,000,000 lots of points: their members are told that they end, and then they are taken."""

import argparse
import subprocess
import sys

from bench import servers

GOAL = 300
"""Seconds."""


def main() -> None:
    """Make stores and lots, then let the two jobs come."""
    options = _options()
    servers.on_postgresql("bench.expiry")
    with servers.surroundings():
        command = [sys.executable, "-m", "bench.housed", "bench.newyear"]
        command += ["--lots", str(options.lots), "--members", str(options.members)]
        subprocess.run([*command, "--goal", str(GOAL)], check=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lots", type=int, default=1_000_000)
    parser.add_argument("--members", type=int, default=500_000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
