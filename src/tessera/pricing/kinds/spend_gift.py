"""Spend X, choose a gift, once or for every full X (满赠). Handbook 5.5."""

from tessera.pricing.terms import SpendGift


def price_minor(config: SpendGift) -> int:
    """Gifts cost nothing."""
    return 0


def room(config: SpendGift, amount_minor: int) -> int:
    """How many gifts that amount of other goods gives."""
    if amount_minor < config.threshold_minor:
        return 0
    if config.repeat and config.threshold_minor > 0:
        return config.choose * (amount_minor // config.threshold_minor)
    return config.choose


def threshold_minor(config: SpendGift, count: int) -> int:
    """The amount of other goods that gives so many gifts."""
    times = -(-count // config.choose) if config.repeat else 1
    return config.threshold_minor * times
