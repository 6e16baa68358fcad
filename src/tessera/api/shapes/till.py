"""A till and its surroundings."""

from datetime import date, datetime
from uuid import UUID

from tessera.api.fields import Out


class BrandOut(Out):
    """The brand; ``exponent`` is how many decimals its money has."""

    name: str
    currency: str
    exponent: int


class PlaceOut(Out):
    """A store or till."""

    id: UUID
    name: str
    code: str


class PersonOut(Out):
    """Who is signed in; a token without a person has the till's id and name."""

    id: UUID | None
    name: str


class CurrentShiftOut(Out):
    """The open shift."""

    id: UUID
    opened_at: datetime
    business_on: date
    float_minor: int
    document_count: int


class HandOut(Out):
    """What who is signed in may set by hand without a manager, and the reasons to choose from."""

    off_bp: int
    amount_minor: int | None
    below_cost: bool
    reasons: list[str]


class TillOut(Out):
    """A till, who is signed in and what they may do; so many points are one unit of money.

    Where ``allows_negative_stock``, more may be sold than the stock shows; where it
    ``has_gift_cards``, one may pay with them.
    """

    brand: BrandOut
    store: PlaceOut
    allows_negative_stock: bool
    has_gift_cards: bool
    till: PlaceOut
    staff: PersonOut
    shift: CurrentShiftOut | None
    permissions: list[str]
    points_per_major: int
    language: str
    by_hand: HandOut
