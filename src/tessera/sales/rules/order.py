"""What a till sends: the cart, and the tenders offered for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from tessera.pricing import Manual, ManualOff
from tessera.sales.rules.by_hand import Wish
from tessera.sales.rules.guides import Share


@dataclass(frozen=True, slots=True)
class OrderLine:
    """So many pieces of a SKU. ``key`` is the sender's own name for the line.

    ``price_minor`` replaces the tag price where the actor may do so; ``amount_minor`` is what the
    member chose to top up, where the plan lets one choose. ``gift_codes`` are the codes of the gift
    cards that the line sells, one a piece. ``manual`` is what was set by hand, for a ``reason``;
    ``guides`` are who served, if not those of the ticket.
    """

    key: str
    sku_id: UUID
    quantity: int
    price_minor: int | None = None
    amount_minor: int | None = None
    gift_codes: tuple[str, ...] = ()
    manual: Manual | None = None
    reason: str = ""
    guides: tuple[Share, ...] = ()
    note: str = ""

    @property
    def own_price_minor(self) -> int | None:
        """The price of this line alone, if it has one."""
        return self.price_minor if self.amount_minor is None else self.amount_minor


@dataclass(frozen=True, slots=True)
class Order:
    """A cart: lines, a member, coupons by code, and how many points to spend as money.

    ``ticket_id`` is the ticket that was put aside and is taken up by this cart: what it holds is
    this cart's to use.
    ``manual`` is what is taken off all of it by hand, for a ``reason``; ``approval`` is what a manager
    has handed out for prices by hand. ``guides`` served it all, unless a line says otherwise; without any
    it was who sells. Notes are for the shop, and for the receipt where ``prints_notes``.
    """

    lines: tuple[OrderLine, ...]
    member_id: UUID | None = None
    coupon_codes: tuple[str, ...] = ()
    points: int = 0
    ticket_id: UUID | None = None
    manual: ManualOff | None = None
    reason: str = ""
    approval: str = ""
    guides: tuple[Share, ...] = ()
    note: str = ""
    prints_notes: bool = False

    def wishes(self) -> Iterator[tuple[int | None, Wish]]:
        """What was set by hand, with the place of its line; None is the whole ticket."""
        for position, line in enumerate(self.lines):
            if line.manual is not None:
                yield (
                    position,
                    Wish(line.reason, line.manual, None, line.sku_id, line.quantity),
                )
        if self.manual is not None:
            yield None, Wish(self.reason, off=self.manual)


@dataclass(frozen=True, slots=True)
class TenderOffer:
    """A payment as offered: for cash what was handed over, change included. The ``reference`` of a
    gift card is its code; it is not kept."""

    kind: str
    amount_minor: int
    reference: str = ""
