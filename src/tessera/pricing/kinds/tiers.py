"""Thresholds of a promotion with tiers."""

from collections.abc import Sequence
from typing import Protocol


class Tier(Protocol):
    """Something that an amount reaches."""

    @property
    def threshold_minor(self) -> int:
        """From which amount on it is reached."""


def steps(tiers: Sequence[Tier], above_minor: int, upto_minor: int) -> list[int]:
    """The thresholds in ``(above, upto]``, ascending."""
    found = {tier.threshold_minor for tier in tiers}
    return sorted(one for one in found if above_minor < one <= upto_minor)


def missing(tiers: Sequence[Tier], amount_minor: int) -> tuple[int, int]:
    """How much more to spend until the first tier is reached, and its threshold."""
    first = min(tier.threshold_minor for tier in tiers)
    return max(first - amount_minor, 0), first


def further(tiers: Sequence[Tier], amount_minor: int) -> int:
    """The next threshold above ``amount_minor``; 0 if there is none."""
    return min((t.threshold_minor for t in tiers if t.threshold_minor > amount_minor), default=0)
