"""Step 9: rounding at the till (抹零). Handbook 5.6."""

from types import MappingProxyType

from tessera.pricing.base import Rule
from tessera.pricing.model import Book, Rounding

RULE = Rule("rounding", 1, "rounding", "")

_PLACES: MappingProxyType[Rounding, tuple[int, bool]] = MappingProxyType(
    {
        "drop_fen": (1, False),
        "drop_jiao": (0, False),
        "half_up_jiao": (1, True),
        "half_up_yuan": (0, True),
    }
)
"""Decimal places that stay, and whether half is rounded up."""


def unit_minor(book: Book) -> int:
    """The unit that payments are a multiple of; one where nothing is rounded."""
    if book.rounding == "off":
        return 1
    places, _ = _PLACES[book.rounding]
    unit: int = 10 ** max(book.exponent - places, 0)
    return unit


def adjustment(book: Book, amount_minor: int) -> int:
    """What is added to ``amount_minor``; negative in the payer's favour."""
    if book.rounding == "off":
        return 0
    unit = unit_minor(book)
    _, half_up = _PLACES[book.rounding]
    over = amount_minor % unit
    up = half_up and 2 * over >= unit and over > 0
    return unit - over if up else -over
