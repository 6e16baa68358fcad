"""The cart's lines with the items that they name."""

from dataclasses import dataclass

from tessera.kernel import errors
from tessera.pricing.model import Book, Cart, Item, Manual

QUANTITY = errors.gettext_noop("The quantity of line %(key)s must be at least one.")
POINTS = errors.gettext_noop("Points to spend must not be negative.")
PRODUCT = errors.gettext_noop("There is no such product. Scan it again or search by name.")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cart; ``position`` is its place there."""

    position: int
    key: str
    item: Item
    quantity: int
    manual: Manual | None = None

    @property
    def gross_minor(self) -> int:
        """What the tags say."""
        return self.item.tag_minor * self.quantity

    @property
    def rank(self) -> tuple[str, int, str]:
        """An order that does not depend on how the cart was filled."""
        return self.item.sku_id, self.quantity, self.key


def read(book: Book, cart: Cart) -> tuple[Line, ...]:
    """The cart's lines in its order. Raises ``products.not_found`` and ``input.invalid``."""
    if cart.points < 0:
        raise errors.Invalid("input.invalid", POINTS, points=cart.points)
    lines = []
    for position, line in enumerate(cart.lines):
        if line.quantity < 1:
            raise errors.Invalid("input.invalid", QUANTITY, key=line.key)
        item = book.items.get(line.sku_id)
        if item is None:
            raise errors.NotFound("products.not_found", PRODUCT, sku_id=line.sku_id)
        lines.append(Line(position, line.key, item, line.quantity, line.manual))
    return tuple(lines)
