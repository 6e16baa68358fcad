"""Limited-time price: a fixed unit price, or a percentage off the tag (限时折扣)."""

from tessera.pricing import rates
from tessera.pricing.terms import LimitedTime


def line_minor(config: LimitedTime, *, tag_minor: int, quantity: int) -> int:
    """The price of ``quantity`` units, never above the tag. Handbook 5.5: not multiplied."""
    unit = tag_minor
    if config.discount_bp is not None:
        unit = tag_minor - rates.part(tag_minor, config.discount_bp)
    if config.price_minor is not None:
        unit = min(unit, max(config.price_minor, 0))
    return unit * quantity
