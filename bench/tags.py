"""Looking at 1,000,000 members by tags' rules: all of them at night, and who has just bought."""

import argparse
import subprocess
import sys

from bench import servers

GOAL = 600
"""Seconds."""


def main() -> None:
    """Make the chain, give its members purchases, then let the night come twice."""
    options = _options()
    servers.on_postgresql("bench.tags")
    with servers.surroundings() as data:
        servers.make_chain(data, members=options.members, sales=0, spread=True)
        command = [sys.executable, "-m", "bench.housed", "bench.night"]
        command += ["--members", str(options.members), "--sales", str(options.sales)]
        subprocess.run([*command, "--goal", str(GOAL)], check=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--sales", type=int, default=2_000_000, help="of two lines each")
    return parser.parse_args()


if __name__ == "__main__":
    main()
