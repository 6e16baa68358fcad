"""The kinds of promotion: one module each, named in one of the two tables.

A kind for lines prices a line by itself. A kind for orders says what it saves on the amount of
the lines that it serves; that saving must not shrink when the amount grows.
"""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, Protocol

from tessera.pricing.kinds import limited_time, spend_percent, spend_save


class LineKind(Protocol):
    """What a module for promotions on lines offers."""

    def line_minor(self, config: Any, *, tag_minor: int, quantity: int) -> int:
        """The price of the whole line under this promotion, in minor units."""


class OrderKind(Protocol):
    """What a module for promotions on the order offers."""

    def save(self, config: Any, amount_minor: int) -> int:
        """What it saves on that amount; between nothing and the amount."""

    def steps(self, config: Any, above_minor: int, upto_minor: int) -> Sequence[int]:
        """The amounts in ``(above, upto]`` at which the saving grows by more than the amount does."""

    def missing(self, config: Any, amount_minor: int) -> tuple[int, int]:
        """What is missing to the threshold, and that threshold."""


LINE: MappingProxyType[str, LineKind] = MappingProxyType({"limited_time": limited_time})
ORDER: MappingProxyType[str, OrderKind] = MappingProxyType(
    {"spend_save": spend_save, "spend_percent": spend_percent}
)
