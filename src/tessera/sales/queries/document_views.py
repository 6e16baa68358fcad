"""What people see of a posted sale or return."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class GuideView:
    """Who served a line, and their share of it in basis points."""

    staff_id: UUID
    name: str
    share_bp: int


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a sale or return. ``refundable_minor`` is what the rest would give back; without
    ``guides`` it was served by who sold it."""

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
    reasons: tuple[Mapping[str, Any], ...]
    guides: tuple[GuideView, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class TenderView:
    """A payment or refund."""

    kind: str
    amount_minor: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class RenewedView:
    """What came back to lots that were over, or nearly, and is valid anew through ``expires_on``:
    ``kind`` is ``points`` or ``wallet``."""

    kind: str
    amount: int
    expires_on: date


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """A return and the sale posted with it. The difference is positive where the customer paid it;
    ``carried`` paid for the new goods at once, ``given_back`` went to the customer, and ``paid_now``
    is what the customer paid, after change."""

    sale_id: UUID
    sale_number: str
    return_id: UUID
    return_number: str
    refund_minor: int
    difference_minor: int
    carried: tuple[TenderView, ...]
    given_back: tuple[TenderView, ...]
    paid_now: tuple[TenderView, ...]
    back_lines: tuple[LineView, ...]

    @property
    def difference_abs_minor(self) -> int:
        """The one difference, whoever gets it."""
        return abs(self.difference_minor)


@dataclass(frozen=True, slots=True)
class ReturnView:
    """A return, with what it gave back."""

    return_id: UUID
    number: str
    sale_id: UUID | None
    sale_number: str
    store_id: UUID
    store_name: str
    till_code: str
    staff_name: str
    member_id: UUID | None
    member_name: str
    at: datetime
    business_on: date
    refund_minor: int
    points_back: int
    points_minor: int
    reason: str
    lines: tuple[LineView, ...]
    refunds: tuple[TenderView, ...]
    exchange: ExchangeView | None = None
    kept_minor: int = 0
    renewed: tuple[RenewedView, ...] = ()


@dataclass(frozen=True, slots=True)
class ByHandView:
    """What was set by hand: on the line of an ``article``, or on the whole ticket (empty)."""

    article: str
    kind: str
    reason: str
    saved_minor: int
    staff_name: str
    approver_name: str
    below_cost: bool


@dataclass(frozen=True, slots=True)
class SaleView:
    """A sale with its lines, tenders and returns."""

    sale_id: UUID
    number: str
    store_id: UUID
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
    reasons: tuple[Mapping[str, Any], ...]
    lines: tuple[LineView, ...]
    tenders: tuple[TenderView, ...]
    returns: tuple[ReturnView, ...]
    exchange: ExchangeView | None = None
    note: str = ""
    prints_notes: bool = False
    by_hand: tuple[ByHandView, ...] = ()
