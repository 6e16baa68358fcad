"""Returns: what is asked and what was given back."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from tessera.api.fields import MOST_LINES, AmountMinor, In, Out, Quantity, Words
from tessera.sales.usecases import LooseLine, Wanted


class ReturnLineIn(In):
    """So many pieces of a line of the sale."""

    line_id: UUID
    quantity: Quantity


class ReturnQuoteIn(In):
    """Lines of a sale to take back."""

    sale_id: UUID
    lines: Annotated[list[ReturnLineIn], Field(max_length=MOST_LINES)]

    def wanted(self) -> list[Wanted]:
        """The lines in the words of the sales room."""
        return [Wanted(line.line_id, line.quantity) for line in self.lines]


class ReturnIn(ReturnQuoteIn):
    """A return to post; ``expected_refund_minor`` is the refund that was shown."""

    request_id: UUID
    reason: Words = ""
    expected_refund_minor: AmountMinor | None = None


class LooseLineIn(In):
    """Pieces that come back without a receipt; without a price at the lowest they were sold at."""

    sku_id: UUID
    quantity: Quantity
    unit_price_minor: AmountMinor | None = None


class LooseQuoteIn(In):
    """Goods that may come back without a receipt."""

    sku_ids: Annotated[list[UUID], Field(max_length=MOST_LINES)]


class LoosePriceOut(Out):
    """The most that one piece gives back."""

    sku_id: UUID
    most_minor: int


class LooseTermsOut(Out):
    """By which terms goods come back without a receipt: at any price where it ``is_agreed``, else at
    no more than ``prices`` say; what is missing there was not sold within ``days``."""

    is_agreed: bool
    days: int
    refund_kinds: list[str]
    prices: list[LoosePriceOut]


class LooseReturnIn(In):
    """A return without a receipt."""

    request_id: UUID
    lines: Annotated[list[LooseLineIn], Field(max_length=MOST_LINES)]
    refund_kind: Literal["cash", "card", "wallet"]
    member_id: UUID | None = None
    reason: Words = ""

    def loose(self) -> list[LooseLine]:
        """The lines in the words of the sales room."""
        return [LooseLine(x.sku_id, x.quantity, x.unit_price_minor) for x in self.lines]


class RefundOut(Out):
    """What goes back by one kind of tender."""

    kind: str
    amount_minor: int


class ReturnedOut(Out):
    """What a return gives back and takes back."""

    return_id: UUID
    number: str
    business_on: date
    refund_minor: int
    refunds: list[RefundOut]
    points_back: int
    points_clawed: int
    kept_minor: int = 0


class ReturnLineOut(Out):
    """Pieces of a line that came back, with their share of what was paid."""

    line_id: UUID
    sku_id: UUID
    name: str
    colour: str
    size: str
    quantity: int
    net_minor: int
    points_share_minor: int


class ReturnOut(Out):
    """A posted return of a sale."""

    return_id: UUID
    number: str
    at: datetime
    business_on: date
    refund_minor: int
    points_back: int
    reason: str
    lines: list[ReturnLineOut]
    refunds: list[RefundOut]
