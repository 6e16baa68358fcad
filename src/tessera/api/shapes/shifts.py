"""Shifts: opening, and closing on a blind count."""

from datetime import date, datetime
from uuid import UUID

from tessera.api.fields import AmountMinor, In, Out


class OpenShiftIn(In):
    """The cash in the drawer at the start."""

    request_id: UUID
    float_minor: AmountMinor


class CloseShiftIn(In):
    """The cash counted, blind."""

    request_id: UUID
    counted_minor: AmountMinor


class OpenedShiftOut(Out):
    """An open shift."""

    shift_id: UUID
    business_on: date
    opened_at: datetime
    float_minor: int


class ShiftTenderOut(Out):
    """What a shift took and gave back by one kind of tender."""

    kind: str
    taken_minor: int
    refunded_minor: int
    count: int


class ClosedShiftOut(Out):
    """A closed shift; ``variance_minor`` is what was counted less what should be there."""

    shift_id: UUID
    business_on: date
    sale_count: int
    return_count: int
    payout_count: int
    use_count: int
    expected_minor: int
    counted_minor: int
    variance_minor: int
    tenders: list[ShiftTenderOut]
