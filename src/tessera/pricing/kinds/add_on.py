"""Spend X on other goods, buy a piece for a price (加价购). Handbook 5.5."""

from tessera.pricing.terms import AddOn


def price_minor(config: AddOn) -> int:
    """What each piece costs."""
    return config.price_minor


def room(config: AddOn, amount_minor: int) -> int:
    """How many pieces that amount of other goods gives."""
    return config.most if amount_minor >= config.threshold_minor else 0


def threshold_minor(config: AddOn, count: int) -> int:
    """The amount of other goods that gives so many pieces."""
    return config.threshold_minor if count else 0
