"""Posted sales."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator

from tessera.api.fields import Out
from tessera.api.shapes.carts import ReasonOut
from tessera.api.shapes.returns import ReturnOut


def _off_the_price(reasons: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What a top-up gave stands among a line's reasons, and took nothing off."""
    return [reason for reason in reasons if "gave" not in reason]


class GuideOut(Out):
    """Who served a line, and their share of it in basis points."""

    staff_id: UUID
    name: str
    share_bp: int


class LineOut(Out):
    """A posted line; ``refundable_minor`` is what the rest of it would give back. Without ``guides`` it
    was served by who sold it."""

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
    reasons: Annotated[list[ReasonOut], BeforeValidator(_off_the_price)]
    guides: list[GuideOut] = []
    note: str = ""


class TenderOut(Out):
    """A payment; cash is what was kept."""

    kind: str
    amount_minor: int
    reference: str


class SaleOut(Out):
    """A posted sale with what has come back of it."""

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
    reasons: list[ReasonOut]
    lines: list[LineOut]
    tenders: list[TenderOut]
    returns: list[ReturnOut]
    note: str = ""
    prints_notes: bool = False


class SaleRowOut(Out):
    """A sale in a list."""

    sale_id: UUID
    number: str
    at: datetime
    business_on: date
    total_minor: int
    member_id: UUID | None
    member_name: str
    line_count: int
    returnable: bool


class SaleRowsOut(Out):
    """Sales, newest first."""

    items: list[SaleRowOut]
