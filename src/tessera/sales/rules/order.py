"""What a till sends: the cart, and the tenders offered for it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OrderLine:
    """So many pieces of a SKU. ``key`` is the sender's own name for the line.

    ``price_minor`` replaces the tag price where the actor may do so; ``amount_minor`` is what the
    member chose to top up, where the plan lets one choose. ``gift_codes`` are the codes of the gift
    cards that the line sells, one a piece.
    """

    key: str
    sku_id: UUID
    quantity: int
    price_minor: int | None = None
    amount_minor: int | None = None
    gift_codes: tuple[str, ...] = ()

    @property
    def own_price_minor(self) -> int | None:
        """The price of this line alone, if it has one."""
        return self.price_minor if self.amount_minor is None else self.amount_minor


@dataclass(frozen=True, slots=True)
class Order:
    """A cart: lines, a member, coupons by code, and how many points to spend as money.

    ``ticket_id`` is the ticket that was put aside and is taken up by this cart: what it holds is
    this cart's to use.
    """

    lines: tuple[OrderLine, ...]
    member_id: UUID | None = None
    coupon_codes: tuple[str, ...] = ()
    points: int = 0
    ticket_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TenderOffer:
    """A payment as offered: for cash what was handed over, change included. The ``reference`` of a
    gift card is its code; it is not kept."""

    kind: str
    amount_minor: int
    reference: str = ""
