"""Spend X, save Y: once, in tiers, or for every full X (满减). Handbook 5.5."""

from collections.abc import Sequence

from tessera.pricing.kinds import tiers
from tessera.pricing.terms import SpendSave


def save(config: SpendSave, amount_minor: int) -> int:
    """What is saved on ``amount_minor``: at most the cap and at most the amount."""
    saved = 0
    for tier in config.tiers:
        if amount_minor >= tier.threshold_minor and tier.save_minor > saved:
            saved = tier.save_minor
    if not saved:
        return 0
    if config.repeat and (threshold := config.tiers[0].threshold_minor) > 0:
        saved *= amount_minor // threshold
    if config.cap_minor is not None and saved > config.cap_minor:
        saved = config.cap_minor
    if saved > amount_minor:
        return amount_minor
    return saved


def steps(config: SpendSave, above_minor: int, upto_minor: int) -> Sequence[int]:
    """The amounts in ``(above, upto]`` that are thresholds, or full multiples of the one."""
    if not config.repeat:
        return tiers.steps(config.tiers, above_minor, upto_minor)
    threshold = config.tiers[0].threshold_minor
    if threshold <= 0:
        return ()
    return range(threshold * (above_minor // threshold + 1), upto_minor + 1, threshold)


def missing(config: SpendSave, amount_minor: int) -> tuple[int, int]:
    """How much more to spend until it saves, and the threshold."""
    return tiers.missing(config.tiers, amount_minor)
