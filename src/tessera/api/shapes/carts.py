"""Carts, quotes and the first answer to a completed sale."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from tessera import pricing
from tessera.api.fields import (
    MOST_LINES,
    AmountMinor,
    BasisPoints,
    Code,
    In,
    Note,
    Out,
    PointCount,
    Quantity,
    Reference,
    Words,
)
from tessera.offers import queries as offers
from tessera.sales.rules.guides import Share
from tessera.sales.rules.order import Order, OrderLine, TenderOffer
from tessera.sales.usecases import BuyerNote


class ManualIn(In):
    """A price that is set by hand, and why: ``off_bp`` off what the piece costs anyway, a
    ``price_minor``, or a gift."""

    kind: Literal["off", "price", "gift"]
    off_bp: BasisPoints = 0
    price_minor: AmountMinor = 0
    reason: Words

    def setting(self) -> pricing.Manual:
        """The price in the words of the price engine."""
        return pricing.Manual(self.kind, self.off_bp, self.price_minor)


class ManualOffIn(In):
    """What is taken off the whole cart by hand, and why: ``off_bp`` of it, or an amount."""

    off_bp: BasisPoints = 0
    amount_minor: AmountMinor = 0
    reason: Words

    def setting(self) -> pricing.ManualOff:
        """The discount in the words of the price engine."""
        return pricing.ManualOff(self.off_bp, self.amount_minor)


class GuideIn(In):
    """``share_bp`` of what is sold was served by a colleague; all shares are 10,000 together."""

    staff_id: UUID
    share_bp: Annotated[int, Field(strict=True, ge=1, le=10_000)]

    def share(self) -> Share:
        """The share in the words of the sales room."""
        return Share(self.staff_id, self.share_bp)


Guides = Annotated[list[GuideIn], Field(max_length=5)]


class CartLine(In):
    """So many pieces of a SKU; ``key`` is the sender's own name for the line, ``amount_minor`` what
    the member chose to top up, ``gift_codes`` the gift cards that are sold, one a piece, ``manual``
    the price that was set by hand, ``guides`` who served it if not those of the cart."""

    key: Words
    sku_id: UUID
    quantity: Quantity
    amount_minor: AmountMinor | None = None
    gift_codes: Annotated[list[Code], Field(max_length=100)] = []
    manual: ManualIn | None = None
    guides: Guides = []
    note: Note = ""

    def line(self) -> OrderLine:
        """The line in the words of the sales room."""
        manual = self.manual
        return OrderLine(
            self.key,
            self.sku_id,
            self.quantity,
            amount_minor=self.amount_minor,
            gift_codes=tuple(self.gift_codes),
            manual=None if manual is None else manual.setting(),
            reason="" if manual is None else manual.reason,
            guides=tuple(one.share() for one in self.guides),
            note=self.note,
        )


class CartIn(In):
    """A cart: lines, a member, coupons by code, points to spend as money; ``manual`` is off all of it,
    ``approval`` what ``POST /approvals`` gave for prices by hand. ``guides`` served it; without any it was who sells. ``note``
    is for the shop, and with those of the lines for the receipt where ``prints_notes``."""

    member_id: UUID | None = None
    lines: Annotated[list[CartLine], Field(max_length=MOST_LINES)]
    coupon_codes: Annotated[list[Code], Field(max_length=10)] = []
    points: PointCount = 0
    manual: ManualOffIn | None = None
    approval: Reference = ""
    guides: Guides = []
    note: Note = ""
    prints_notes: bool = False

    def order(self) -> Order:
        """The cart in the words of the sales room."""
        codes = dict.fromkeys(offers.tidy_code(code) for code in self.coupon_codes)
        manual = self.manual
        return Order(
            lines=tuple(line.line() for line in self.lines),
            member_id=self.member_id,
            coupon_codes=tuple(codes),
            points=self.points,
            manual=None if manual is None else manual.setting(),
            reason="" if manual is None else manual.reason,
            approval=self.approval,
            guides=tuple(one.share() for one in self.guides),
            note=self.note,
            prints_notes=self.prints_notes,
        )


class TenderIn(In):
    """A payment as offered; for cash what was handed over. The reference of a gift card is its code."""

    kind: Literal["cash", "card", "wallet", "gift"]
    amount_minor: AmountMinor
    reference: Reference = ""

    def offer(self) -> TenderOffer:
        """The tender in the words of the sales room."""
        return TenderOffer(self.kind, self.amount_minor, self.reference)


class BuyerIn(In):
    """Who buys prepaid value: ``name`` and ``number`` as a document shows them, how to reach them,
    the ``firm`` that pays if one does, the name and number of the ``account`` that pays where it is by
    transfer; and, of somebody without a card, the version of the contract
    that was read and accepted, in which language."""

    name: Words = ""
    number: Code = ""
    contact: Code = ""
    firm: Words = ""
    contract_version: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    language: Code = ""
    account_name: Words = ""
    account: Code = ""

    def note(self) -> BuyerNote:
        """The buyer in the words of the sales room."""
        return BuyerNote(**self.model_dump())


class SaleIn(CartIn):
    """A cart to complete. ``request_id`` is made by the sender and kept until answered; ``proof`` is
    the member's PIN, or the code of the app, where stored value asks for one; ``buyer`` is who buys,
    where prepaid value asks for it."""

    request_id: UUID
    expected_total_minor: AmountMinor
    tenders: Annotated[list[TenderIn], Field(max_length=20)]
    proof: Code = ""
    buyer: BuyerIn = BuyerIn()


class ReasonOut(Out):
    """What a rule, in its version of that time, took off."""

    rule_id: str
    version: int
    kind: str
    name: str
    amount_minor: int


class MissedOut(Out):
    """A rule that gave nothing, and why; ``message`` is for reading out."""

    rule_id: str
    kind: str
    name: str
    code: str
    data: dict[str, Any]
    message: str


class QuoteLineOut(Out):
    """A priced line: ``gross - reasons = net``, and ``net - points_share = paid``."""

    key: str
    sku_id: UUID
    kind: str
    quantity: int
    unit_tag_minor: int
    unit_price_minor: int
    gross_minor: int
    net_minor: int
    points_share_minor: int
    paid_minor: int
    reasons: list[ReasonOut]


class PointsRoomOut(Out):
    """How many points this cart takes: at most ``most``, in steps, from ``least`` on; ``usable`` is
    what this member, who holds ``held``, can use of them; ``cap_bp`` is the share. ``message`` says why no more, for reading out."""

    most: int
    step: int
    least: int
    limit: str
    cap_bp: int
    held: int
    usable: int
    message: str


class ChoiceOut(Out):
    """The amounts that a member may choose to top up."""

    min_minor: int
    max_minor: int
    step_minor: int


class TopUpOut(Out):
    """What a line of a top-up gives besides the money, in sentences to read out."""

    key: str
    bonus_minor: int
    choice: ChoiceOut | None
    words: list[str]


class NoticeOut(Out):
    """What a rule of the law has against the cart's prepaid value: ``blocks`` it, or warns."""

    key: str
    blocks: bool
    message: str


class EarnReasonOut(Out):
    """What one rule gives of the points that a cart would earn; ``name`` is for reading out."""

    name: str
    points: int


class QuoteChoiceOut(Out):
    """A promotion whose threshold is reached: ``more`` pieces of these SKUs for that price each."""

    rule_id: str
    version: int
    kind: str
    name: str
    more: int
    price_minor: int
    sku_ids: list[str]


class NeedOut(Out):
    """Why a manager must approve a price by hand; ``message`` is for reading out."""

    code: str
    message: str


class ByHandOut(Out):
    """What was set by hand: ``saved_minor`` in all, what of it the person at the till may not set, and
    who approved that, if somebody has."""

    saved_minor: int
    needs: list[NeedOut]
    approved: bool
    approver_name: str


class QuoteOut(Out):
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
    points_room: PointsRoomOut | None
    topups: list[TopUpOut]
    points_reasons: list[EarnReasonOut] = []
    notices: list[NoticeOut] = []
    contract_needed: bool = False
    choices: list[QuoteChoiceOut] = []
    by_hand: ByHandOut | None = None


class CompletedOut(Out):
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
