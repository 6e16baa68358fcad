"""Cards that are used at the till."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from tessera.api.fields import In, Out, Words
from tessera.catalog.queries import SkuView
from tessera.wallet.queries.cards import CardFacts


class ItemOut(Out):
    """Something a card is good for."""

    sku_id: UUID
    name: str


class PassOut(Out):
    """A card that can be used today; ``uses_left`` is null where as often as one likes.

    ``items`` are some of what it is good for; none means anything.
    """

    card_id: UUID
    member_id: UUID
    name: str
    colour: str
    number_masked: str
    uses: int
    uses_left: int | None
    ends_on: date | None
    is_personal: bool
    items: list[ItemOut]


class UseIn(In):
    """So many uses of a card. ``used_by`` says who carried it, where it is not personal."""

    request_id: UUID
    card_id: UUID
    uses: Annotated[int, Field(strict=True, ge=1, le=9_999)] = 1
    sku_id: UUID | None = None
    used_by: Words = ""


class UndoIn(In):
    """A use of today to undo."""

    request_id: UUID
    use_id: UUID


class UsedOut(Out):
    """What a use took, or gave back, and what is left."""

    use_id: UUID
    card_id: UUID
    business_on: date
    name: str
    item: str
    uses: int
    uses_left: int | None
    ends_on: date | None


def card(facts: CardFacts, items: Sequence[SkuView]) -> dict[str, Any]:
    """A card as ``PassOut``."""
    return {
        "card_id": facts.id,
        "member_id": facts.member_id,
        "name": facts.name,
        "colour": facts.colour,
        "number_masked": facts.number_masked,
        "uses": facts.uses,
        "uses_left": None if facts.terms.is_unlimited else facts.uses_left,
        "ends_on": facts.ends_on,
        "is_personal": facts.terms.is_personal,
        "items": [
            {"sku_id": one.sku_id, "name": " ".join(filter(None, (one.name, one.colour, one.size)))}
            for one in items
        ],
    }
