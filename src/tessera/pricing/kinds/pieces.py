"""What kinds for deals look at: single pieces of the cart."""

from dataclasses import dataclass

from tessera.pricing.model import Item


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the line ``index``: its plain price, and the lowest that it costs without deals."""

    index: int
    item: Item
    plain_minor: int
    low_minor: int
