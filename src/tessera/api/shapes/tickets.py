"""Tickets that are put aside and taken again."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from tessera.api.fields import MOST_LINES, AmountMinor, Code, In, Out, Words
from tessera.api.shapes.carts import CartIn
from tessera.api.shapes.products import SkuOut
from tessera.sales.usecases import ParkWish


class MarkIn(In):
    """What a ticket knows of a line besides the cart: ``pickup`` is the code of a reward that the line
    is, ``apart`` says that it was split off."""

    key: Words
    pickup: Code = ""
    apart: bool = False


class ParkIn(In):
    """A ticket to put aside: ``ticket_id`` is what it will be sold under, ``total_minor`` what the
    till showed, ``staff_id`` the colleague it waits for."""

    request_id: UUID
    ticket_id: UUID
    cart: CartIn
    marks: Annotated[list[MarkIn], Field(max_length=MOST_LINES)] = []
    total_minor: AmountMinor
    note: Words = ""
    staff_id: UUID | None = None

    def wish(self) -> ParkWish:
        """The ticket in the words of the sales room. It waits without the codes of gift cards, which
        are as good as money."""
        secret = {"lines": {"__all__": {"gift_codes"}}}
        return ParkWish(
            ticket_id=self.ticket_id,
            cart={
                **self.cart.model_dump(mode="json", exclude=secret),
                "marks": [mark.model_dump() for mark in self.marks],
            },
            pieces=sum(line.quantity for line in self.cart.lines),
            total_minor=self.total_minor,
            note=self.note,
            for_staff_id=self.staff_id,
        )


class EndIn(In):
    """The sender's name for taking a ticket, or for throwing it away."""

    request_id: UUID


class ParkedOut(Out):
    """A ticket that waits, or waits no more."""

    id: UUID


class WaitingOut(Out):
    """A ticket that waits in the store; an empty ``for_name`` is anybody."""

    id: UUID
    at: datetime
    note: str
    staff_name: str
    for_name: str
    till_name: str
    pieces: int
    total_minor: int


class ColleagueOut(Out):
    """Somebody for whom a ticket can wait."""

    id: UUID
    name: str


class WaitingListOut(Out):
    """The tickets that wait in the store, the newest first, and who works there."""

    items: list[WaitingOut]
    colleagues: list[ColleagueOut]


class TakenOut(Out):
    """A ticket that this till has now. ``skus`` are those of its lines that are still on sale."""

    id: UUID
    ticket_id: UUID
    note: str
    cart: dict[str, Any]
    skus: list[SkuOut]
