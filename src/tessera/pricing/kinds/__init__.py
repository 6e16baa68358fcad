"""The kinds of promotion: one module each, named in one of the tables.

A kind for lines prices a line by itself. A kind for deals prices several pieces together. A kind
for orders says what it saves on the amount of the lines that it serves; that saving must not
shrink when the amount grows. A kind for extras gives pieces for a price once other goods reach a
threshold.
"""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, Literal, Protocol

from tessera.pricing.kinds import (
    add_on,
    bundle,
    buy_get,
    limited_time,
    nth_piece,
    pieces_off,
    spend_gift,
    spend_percent,
    spend_save,
    stock_price,
)
from tessera.pricing.kinds.pieces import Piece
from tessera.pricing.terms import Promotion


class LineKind(Protocol):
    """What a module for promotions on lines offers."""

    def line_minor(self, config: Any, *, tag_minor: int, quantity: int) -> int:
        """The price of the whole line under this promotion, in minor units."""


class DealKind(Protocol):
    """What a module for promotions on several pieces together offers."""

    def least(self, config: Any) -> int:
        """The fewest pieces that it is about."""

    def per_sku(self, config: Any) -> bool:
        """Whether all its pieces must be of one SKU."""

    def sizes(self, config: Any, available: int) -> Sequence[int]:
        """How many pieces can take part together, of so many."""

    def most_bp(self, config: Any) -> int:
        """What share of the plain prices it gives at most, in basis points."""

    def costs(self, config: Any, pieces: Sequence[Piece]) -> list[int] | None:
        """What each of these costs, dearest first, none above plain; None if they do not go."""


class OrderKind(Protocol):
    """What a module for promotions on the order offers."""

    def save(self, config: Any, amount_minor: int) -> int:
        """What it saves on that amount; between nothing and the amount."""

    def steps(self, config: Any, above_minor: int, upto_minor: int) -> Sequence[int]:
        """The amounts in ``(above, upto]`` at which the saving grows by more than the amount does."""

    def missing(self, config: Any, amount_minor: int) -> tuple[int, int]:
        """What is missing to the threshold, and that threshold."""


class ExtraKind(Protocol):
    """What a module for pieces that a threshold gives offers."""

    def price_minor(self, config: Any) -> int:
        """What each of the pieces costs."""

    def room(self, config: Any, amount_minor: int) -> int:
        """How many pieces that amount of other goods gives."""

    def threshold_minor(self, config: Any, count: int) -> int:
        """The amount of other goods that gives so many pieces."""


LINE: MappingProxyType[str, LineKind] = MappingProxyType({"limited_time": limited_time})
DEAL: MappingProxyType[str, DealKind] = MappingProxyType(
    {
        "nth_piece": nth_piece,
        "buy_get": buy_get,
        "pieces_off": pieces_off,
        "bundle": bundle,
    }
)
ORDER: MappingProxyType[str, OrderKind] = MappingProxyType(
    {"spend_save": spend_save, "spend_percent": spend_percent}
)
EXTRA: MappingProxyType[str, ExtraKind] = MappingProxyType(
    {"spend_gift": spend_gift, "add_on": add_on}
)


Role = Literal["line", "deal", "order", "extra"]
ROLES: MappingProxyType[str, Role] = MappingProxyType(
    {
        **dict.fromkeys(LINE, "line"),
        **dict.fromkeys(DEAL, "deal"),
        **dict.fromkeys(ORDER, "order"),
        **dict.fromkeys(EXTRA, "extra"),
    }
)


def role(promotion: Promotion) -> Role:
    """In which table it is looked up; a price for so many pieces only is a deal."""
    if promotion.left.units is not None and promotion.kind in LINE:
        return "deal"
    return ROLES[promotion.kind]


def deal_kind(promotion: Promotion) -> DealKind:
    """The kind of a promotion whose role is a deal."""
    return stock_price if promotion.kind in LINE else DEAL[promotion.kind]
