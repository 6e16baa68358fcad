"""Spend X, save Y: once, or for every full X (满减). Handbook 5.5."""

from tessera.pricing.model import SpendSave


def save(config: SpendSave, amount_minor: int) -> int:
    """What is saved on ``amount_minor``: at most the cap and at most the amount."""
    threshold = config.threshold_minor
    if amount_minor < threshold:
        return 0
    saved = config.save_minor
    if config.repeat and threshold > 0:
        saved *= amount_minor // threshold
    if config.cap_minor is not None and saved > config.cap_minor:
        saved = config.cap_minor
    if saved > amount_minor:
        return amount_minor
    return saved


def steps(config: SpendSave, above_minor: int, upto_minor: int) -> range:
    """The amounts in ``(above, upto]`` that are full multiples, or the one threshold."""
    threshold = config.threshold_minor
    if threshold <= 0:
        return range(0)
    if config.repeat:
        return range(threshold * (above_minor // threshold + 1), upto_minor + 1, threshold)
    return range(threshold, min(threshold, upto_minor) + 1) if above_minor < threshold else range(0)


def missing(config: SpendSave, amount_minor: int) -> tuple[int, int]:
    """How much more to spend until it saves, and the threshold."""
    return max(config.threshold_minor - amount_minor, 0), config.threshold_minor
