"""Proof that a baseline is fair: for a checkout it writes what the house writes, row for row."""

from collections.abc import Callable

from bench.database import Written

COUNT = 20
"""So many checkouts are compared."""


def check(
    written: Callable[[], Written], *, house: Callable[[], None], best: Callable[[], None]
) -> None:
    """Run both, ``COUNT`` checkouts each, and compare. Raises SystemExit where they differ."""
    start = written()
    house()
    between = written()
    best()
    ours, theirs = between - start, written() - between
    rows = {
        verb: sum(n for (_, v), n in ours.items() if v == verb) for verb in ("inserted", "updated")
    }
    if ours != theirs:
        found = sorted(ours.keys() | theirs.keys())
        raise SystemExit(
            "The baseline does not do the same work (table, what, house, baseline):\n"
            + "\n".join(
                f"  {table} {verb} {ours[table, verb] / COUNT:g} {theirs[table, verb] / COUNT:g}"
                for table, verb in found
                if ours[table, verb] != theirs[table, verb]
            )
        )
    print(
        f"each checkout, both ways: {rows['inserted'] / COUNT:g} rows inserted,"
        f" {rows['updated'] / COUNT:g} changed",
        flush=True,
    )
