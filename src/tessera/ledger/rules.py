"""Pure rules of the ledger: what a place is, how lots are ordered and taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID, uuid5

POINTS = "PTS"
"""The unit of points; money's unit is its currency."""

USES = "USE"
"""The unit of the uses that a pass has."""

OVERDRAWN_FLOOR = -(10**15)
"""The floor of an account that may be overdrawn, such as clawed-back points still owed."""

_SPACE = UUID("5b1a7c1e-6f0e-4f0a-9d53-7e55e7a10001")


@dataclass(frozen=True, slots=True)
class Place:
    """An account by its name: whose, of which kind, in which unit.

    ``floor`` is None for a house account. The id follows from the name, so that nobody has
    to look an account up before posting to it.
    """

    owner: UUID
    kind: str
    unit: str
    floor: int | None = None

    @property
    def id(self) -> UUID:
        """The account's id."""
        return _account_id(self.owner.int, self.kind, self.unit)


@lru_cache(maxsize=65_536)
def _account_id(owner: int, kind: str, unit: str) -> UUID:
    return uuid5(_SPACE, f"{owner:032x}:{kind}:{unit}")


@dataclass(frozen=True, slots=True)
class OpenLot:
    """What is left of a credit. ``earned_at`` is the instant as ISO text, which sorts."""

    id: UUID
    account_id: UUID
    entry_id: UUID
    remaining: int
    expires_on: date | None
    earned_at: str
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Take:
    """So much from this lot."""

    lot_id: UUID
    amount: int


def in_spending_order(lots: Iterable[OpenLot]) -> list[OpenLot]:
    """Soonest expiry first, lots without expiry last, then the oldest (law 3)."""
    return sorted(lots, key=lambda lot: (lot.expires_on or date.max, lot.earned_at, lot.id))


def valid_on(lots: Iterable[OpenLot], day: date) -> list[OpenLot]:
    """The lots that may still be spent on ``day``: valid through their last day."""
    return [lot for lot in lots if lot.expires_on is None or lot.expires_on >= day]


def take_from(lots: Iterable[OpenLot], amount: int) -> list[Take]:
    """Take ``amount`` from ``lots`` in spending order.

    Raises ValueError when they hold less; callers refuse before they ask.
    """
    takes, left = [], amount
    for lot in in_spending_order(lots):
        if left == 0:
            break
        part = min(left, lot.remaining)
        if part:
            takes.append(Take(lot.id, part))
            left -= part
    if left:
        raise ValueError(f"the lots lack {left}")
    return takes
