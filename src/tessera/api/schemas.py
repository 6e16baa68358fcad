"""What goes in and out of the API. Money in minor units, instants in UTC, ids as UUIDs."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from tessera.sales.rules.order import Order, OrderLine, TenderOffer

_MOST_MINOR = 10**12


def _printable(text: str) -> str:
    """Text without control characters, which no database and no receipt can take."""
    if any(ord(sign) < 32 for sign in text):
        raise ValueError("control characters are not allowed")
    return text.strip()


def _text(most: int) -> Any:
    return Annotated[str, Field(max_length=most), AfterValidator(_printable)]


Code = _text(40)
Words = _text(80)
AmountMinor = Annotated[int, Field(ge=0, le=_MOST_MINOR)]
SignedMinor = Annotated[int, Field(ge=-_MOST_MINOR, le=_MOST_MINOR)]
Quantity = Annotated[int, Field(ge=1, le=99_999)]


class Strict(BaseModel):
    """Input that refuses what it does not know, so that a typing error is not lost.

    Plain pydantic: ninja's own schema looks every field up through an attribute getter,
    which costs a checkout more than its price.
    """

    model_config = ConfigDict(extra="forbid")


class Refusal(Schema):
    """Why nothing was done, and what to do next."""

    code: str
    message: str
    data: dict[str, Any]


class CartLine(Strict):
    """So many pieces of a SKU; ``key`` is the sender's own name for the line."""

    key: Words  # type: ignore[valid-type]
    sku_id: UUID
    quantity: Quantity


class CartIn(Strict):
    """A cart: lines, a member, coupons by code, points to spend as money."""

    member_id: UUID | None = None
    lines: Annotated[list[CartLine], Field(max_length=500)]
    coupon_codes: Annotated[list[Code], Field(max_length=10)] = []  # type: ignore[valid-type]
    points: Annotated[int, Field(ge=0, le=10**9)] = 0

    def order(self) -> Order:
        """The cart in the words of the sales room."""
        return Order(
            lines=tuple(OrderLine(x.key, x.sku_id, x.quantity) for x in self.lines),
            member_id=self.member_id,
            coupon_codes=tuple(self.coupon_codes),
            points=self.points,
        )


class TenderIn(Strict):
    """A payment as offered; for cash what was handed over."""

    kind: Literal["cash", "card", "wallet"]
    amount_minor: AmountMinor
    reference: Annotated[str, Field(max_length=60), AfterValidator(_printable)] = ""

    def offer(self) -> TenderOffer:
        """The tender in the words of the sales room."""
        return TenderOffer(self.kind, self.amount_minor, self.reference)


class SaleIn(CartIn):
    """A cart to complete. ``request_id`` is made by the sender and kept until answered."""

    request_id: UUID
    expected_total_minor: AmountMinor
    tenders: Annotated[list[TenderIn], Field(max_length=20)]


class ReasonOut(Schema):
    """What a rule took off."""

    rule_id: str
    kind: str
    name: str
    amount_minor: int


class MissedOut(Schema):
    """A rule that gave nothing, and why."""

    rule_id: str
    kind: str
    name: str
    code: str
    data: dict[str, Any]
    message: str


class QuoteLineOut(Schema):
    """A priced line."""

    key: str
    sku_id: str
    quantity: int
    unit_tag_minor: int
    unit_price_minor: int
    gross_minor: int
    net_minor: int
    points_share_minor: int
    paid_minor: int
    reasons: list[ReasonOut]


class QuoteOut(Schema):
    """A priced cart; ``total_minor`` is what tenders must pay."""

    book_version: str
    currency: str
    lines: list[QuoteLineOut]
    reasons: list[ReasonOut]
    missed: list[MissedOut]
    gross_minor: int
    reduction_minor: int
    rounding_minor: int
    points_used: int
    points_minor: int
    total_minor: int
    points_to_earn: int


class BalancesOut(Schema):
    """What a member holds."""

    points: int
    points_debt: int
    principal_minor: int
    bonus_minor: int


class CompletedOut(Schema):
    """The first answer to a completed sale; balances are those after it."""

    sale_id: UUID
    number: str
    business_on: date
    total_minor: int
    change_minor: int
    points_earned: int
    points: int | None
    principal_minor: int | None
    bonus_minor: int | None


class LineOut(Schema):
    """A posted line."""

    line_id: UUID
    sku_id: UUID
    kind: str
    name: str
    colour: str
    size: str
    quantity: int
    returned: int
    unit_tag_minor: int
    unit_price_minor: int
    gross_minor: int
    net_minor: int
    points_share_minor: int
    refundable_minor: int
    reasons: list[dict[str, Any]]


class TenderOut(Schema):
    """A payment or refund."""

    kind: str
    amount_minor: int
    reference: str = ""


class SaleOut(Schema):
    """A posted sale."""

    sale_id: UUID
    number: str
    store_name: str
    till_code: str
    staff_name: str
    member_id: UUID | None
    member_name: str
    at: datetime
    business_on: date
    gross_minor: int
    reduction_minor: int
    rounding_minor: int
    points_used: int
    points_minor: int
    total_minor: int
    change_minor: int
    lines: list[LineOut]
    tenders: list[TenderOut]


class SaleRowOut(Schema):
    """A sale in a list."""

    sale_id: UUID
    number: str
    at: datetime
    total_minor: int
    member_id: UUID | None
    member_name: str
    line_count: int
    returnable: bool


class SaleRowsOut(Schema):
    """Sales, newest first."""

    items: list[SaleRowOut]


class ReturnLineIn(Strict):
    """So many pieces of a line of the sale."""

    line_id: UUID
    quantity: Quantity


class ReturnQuoteIn(Strict):
    """Lines of a sale to take back."""

    sale_id: UUID
    lines: Annotated[list[ReturnLineIn], Field(max_length=500)]


class ReturnIn(ReturnQuoteIn):
    """A return to post."""

    request_id: UUID
    reason: Words = ""  # type: ignore[valid-type]
    expected_refund_minor: AmountMinor | None = None


class LooseLineIn(Strict):
    """Pieces that come back without a receipt, at a price agreed by hand."""

    sku_id: UUID
    quantity: Quantity
    unit_price_minor: AmountMinor


class LooseReturnIn(Strict):
    """A return without a receipt."""

    request_id: UUID
    lines: Annotated[list[LooseLineIn], Field(max_length=500)]
    refund_kind: Literal["cash", "card", "wallet"]
    member_id: UUID | None = None
    reason: Words = ""  # type: ignore[valid-type]


class RefundOut(Schema):
    """What goes back by one kind of tender."""

    kind: str
    amount_minor: int


class ReturnOut(Schema):
    """What a return gives back and takes back."""

    return_id: UUID
    number: str
    business_on: date
    refund_minor: int
    refunds: list[RefundOut]
    points_back: int
    points_clawed: int


class OpenShiftIn(Strict):
    """The cash in the drawer at the start."""

    request_id: UUID
    float_minor: AmountMinor


class CloseShiftIn(Strict):
    """The cash counted, blind."""

    request_id: UUID
    counted_minor: AmountMinor


class OpenedShiftOut(Schema):
    """An open shift."""

    shift_id: UUID
    business_on: date
    opened_at: datetime
    float_minor: int


class ShiftTenderOut(Schema):
    """What a shift took and gave back by one kind of tender."""

    kind: str
    taken_minor: int
    refunded_minor: int
    count: int


class ClosedShiftOut(Schema):
    """A closed shift."""

    shift_id: UUID
    business_on: date
    sale_count: int
    return_count: int
    expected_minor: int
    counted_minor: int
    variance_minor: int
    tenders: list[ShiftTenderOut]
