"""Sales that a till made without the server, and the numbers for them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from tessera import pricing
from tessera.api.fields import (
    MOST_LINES,
    AmountMinor,
    Code,
    Day,
    In,
    Out,
    PointCount,
    Quantity,
    Reference,
    Words,
)
from tessera.api.shapes.carts import CartIn, TenderIn
from tessera.kernel.money import MOST_MINOR
from tessera.sales.rules.offline import Number, SaleMade, Shown

SignedMinor = Annotated[int, Field(strict=True, ge=-MOST_MINOR, le=MOST_MINOR)]
NumberValue = Annotated[int, Field(strict=True, ge=1, le=10**7)]


class NumberBlockIn(In):
    """Numbers for a business day; for today's without one."""

    request_id: UUID
    business_on: Day | None = None


class NumberBlockOut(Out):
    """The numbers from ``first`` to ``last`` are the till's own, for sales between ``starts_at`` and
    ``ends_at``; each is printed after ``prefix``, with four digits at least."""

    business_on: date
    first: int
    last: int
    prefix: str
    starts_at: datetime
    ends_at: datetime


class ShownReason(In):
    """What a rule took off."""

    rule_id: Reference
    version: int
    kind: Code
    name: Words
    amount_minor: SignedMinor

    def reason(self) -> pricing.Reason:
        """The reason in the words of the price engine."""
        return pricing.Reason(**self.model_dump())


class ShownLine(In):
    """A priced line as it was shown; ``key`` is that of the order's line."""

    key: Words
    quantity: Quantity
    unit_tag_minor: AmountMinor
    unit_price_minor: AmountMinor
    gross_minor: AmountMinor
    net_minor: AmountMinor
    points_share_minor: AmountMinor = 0
    paid_minor: AmountMinor
    reasons: Annotated[list[ShownReason], Field(max_length=50)] = []

    def line(self) -> pricing.QuoteLine:
        """The line in the words of the price engine; what it is of, the order says."""
        amounts = self.model_dump(exclude={"reasons"})
        reasons = tuple(reason.reason() for reason in self.reasons)
        return pricing.QuoteLine(sku_id="", kind="goods", reasons=reasons, **amounts)


class ServedIn(In):
    """So many pieces have the price of a promotion that serves a limited number."""

    rule_id: Reference
    pieces: Quantity


class ShownQuote(In):
    """The price as it was shown and paid: the numbers of a quote, and which rules made them."""

    book_version: Code
    currency: Code
    lines: Annotated[list[ShownLine], Field(max_length=MOST_LINES)]
    reasons: Annotated[list[ShownReason], Field(max_length=100)] = []
    gross_minor: AmountMinor
    reduction_minor: SignedMinor
    rounding_minor: SignedMinor
    points_used: PointCount = 0
    points_minor: AmountMinor = 0
    total_minor: AmountMinor
    served: Annotated[list[ServedIn], Field(max_length=100)] = []

    def quote(self) -> pricing.Quote:
        """The quote in the words of the price engine."""
        plain = self.model_dump(exclude={"lines", "reasons", "served"})
        return pricing.Quote(
            **plain,
            lines=tuple(line.line() for line in self.lines),
            reasons=tuple(reason.reason() for reason in self.reasons),
            missed=(),
            served=tuple(pricing.Served(one.rule_id, one.pieces) for one in self.served),
        )


class MadeIn(In):
    """When something was made by the till's clock, under which of the till's own numbers, in which
    shift and by whom."""

    request_id: UUID
    number_on: Day
    number: NumberValue
    made_at: AwareDatetime
    shift_id: UUID | None = None
    staff_id: UUID | None = None

    def printed(self) -> Number:
        """The number in the words of the sales room."""
        return Number(self.number_on.isoformat(), self.number)


class LimitShown(In):
    """A limit as it was handed out."""

    id: UUID
    signature: Annotated[str, Field(max_length=64)]


class OfflineSaleIn(MadeIn):
    """A sale as it was made: the cart, the price that was shown, and what was taken for it.

    ``level_id`` is the level that the member had for the till; ``instead_of`` the ``request_id`` under
    which the till had sent the same sale before and got no answer; ``limits`` those by which it took
    stored value or points.
    """

    order: CartIn
    quote: ShownQuote
    tenders: Annotated[list[TenderIn], Field(max_length=20)]
    level_id: UUID | None = None
    limits: Annotated[list[LimitShown], Field(max_length=10)] = []
    instead_of: UUID | None = None

    def made(self) -> SaleMade:
        """The sale in the words of the sales room."""
        return SaleMade(
            number=self.printed(),
            made_at=self.made_at,
            shift_id=self.shift_id,
            staff_id=self.staff_id,
            order=self.order.order(),
            shown=self.quote.quote(),
            tenders=tuple(tender.offer() for tender in self.tenders),
            level_id=self.level_id,
            limits=tuple(Shown(one.id, one.signature) for one in self.limits),
            instead_of=self.instead_of,
        )


class RecordedOut(Out):
    """What became of it. ``remarks`` say by their codes what a manager will look at: it stands as it
    was made."""

    sale_id: UUID
    number: str
    business_on: date
    total_minor: int
    points_earned: int
    remarks: list[str]
