"""News from the wallet. Listeners are wired in ``config.wiring``."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PointsWillExpire:
    """Points of ``count`` members will end soon: the notices of the run ``run_id`` say whose, how
    many and when. Each notice is made once, so each is heard of once."""

    run_id: UUID
    count: int
    at: datetime

    def job_arguments(self) -> tuple[str]:
        """What a handler after the commit gets."""
        return (str(self.run_id),)


@dataclass(frozen=True, slots=True)
class BalanceLow:
    """A sale, a gift, a transfer, an adjustment or the end of bonus brought a member's stored value
    below a mark, that of the brand or any member's.

    Whether it crossed this member's own is for the listener to see. ``document_id`` is what took it,
    of this member alone. Amounts in minor units.
    """

    member_id: UUID
    document_id: UUID
    before_minor: int
    after_minor: int

    def job_arguments(self) -> tuple[str, str, int, int]:
        """What a handler after the commit gets."""
        return str(self.member_id), str(self.document_id), self.before_minor, self.after_minor


@dataclass(frozen=True, slots=True)
class StoreCloses:
    """A store is going to close that owes a member ``amount_minor`` of stored value."""

    closing_id: UUID
    member_id: UUID
    store_id: UUID
    closes_on: date
    amount_minor: int

    def job_arguments(self) -> tuple[str, str, str, str, int]:
        """What a handler after the commit gets."""
        ids = str(self.closing_id), str(self.member_id), str(self.store_id)
        return (*ids, self.closes_on.isoformat(), self.amount_minor)
