"""Two ways of one work, turn by turn: what else the machine does falls on both alike."""

import statistics
from collections.abc import Callable

Way = tuple[str, Callable[[], float]]
"""A name, and a run that returns how many a second it did."""


def alternate(first: Way, second: Way, *, rounds: int) -> float:
    """Run both ways ``rounds`` times and print; returns the median of first / second."""
    ratios = []
    for number in range(rounds):
        ways = [first, second]
        # who begins changes, so that neither always meets the other's leftovers
        done = {name: run() for name, run in (ways if number % 2 == 0 else reversed(ways))}
        ratios.append(done[first[0]] / done[second[0]])
        shown = ", ".join(f"{done[name]:7.0f}/s {name}" for name, _ in ways)
        print(f"round {number + 1}: {shown}, ratio {ratios[-1]:.2f}", flush=True)
    return statistics.median(ratios)
