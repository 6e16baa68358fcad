"""Spend X, so much percent off: the best tier that is reached (满折). Handbook 5.5."""

from collections.abc import Sequence

from tessera.pricing import rates
from tessera.pricing.kinds import tiers
from tessera.pricing.terms import SpendPercent


def save(config: SpendPercent, amount_minor: int) -> int:
    """What is saved on ``amount_minor``, at most the cap."""
    rate = 0
    for tier in config.tiers:
        if amount_minor >= tier.threshold_minor and tier.off_bp > rate:
            rate = tier.off_bp
    if not rate:
        return 0
    saved = rates.part(amount_minor, rate)
    return saved if config.cap_minor is None else min(saved, config.cap_minor)


def steps(config: SpendPercent, above_minor: int, upto_minor: int) -> Sequence[int]:
    """The thresholds in ``(above, upto]``; between them a raise costs more than it saves."""
    return tiers.steps(config.tiers, above_minor, upto_minor)


def missing(config: SpendPercent, amount_minor: int) -> tuple[int, int]:
    """How much more to spend until it saves, and the threshold."""
    return tiers.missing(config.tiers, amount_minor)
