"""What happens in the demo's year. Each deed has a key of its own, from which its request id follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Piece = tuple[str, str, str]
"""A SKU by style, colour and size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that somebody does at an instant."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InShop(Deed):
    """A deed in a store, by somebody who works there."""

    shop: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member: who, from when, at home where, how often in the shop, and of which size.

    ``brought_by`` is the phone of another member.
    """

    number: int
    name: str
    phone: str
    birthday: date | None
    shop: str
    joins_on: date
    leaves_on: date
    weight: float
    size: int
    brought_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Join(InShop):
    """Somebody becomes a member."""

    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Sell(InShop):
    """A sale. ``points`` says that points shall pay, ``coupon`` that a coupon is shown.

    ``pays`` is the tender for what neither points nor the wallet pays; with cash, notes of
    ``note_minor`` are handed over.
    """

    till: str
    member: int | None
    lines: tuple[tuple[Piece, int], ...]
    coupon: bool = False
    points: bool = False
    wallet: bool = False
    pays: str = "card"
    note_minor: int = 100_00


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBack(InShop):
    """Lines of a sale come back: positions and pieces."""

    till: str
    sale: str
    lines: tuple[tuple[int, int], ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenShift(InShop):
    """A till is opened with the usual float."""

    till: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseShift(InShop):
    """A till is closed; the drawer differs from the books by ``variance_minor``."""

    till: str
    variance_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive(InShop):
    """Goods arrive."""

    pieces: tuple[tuple[Piece, int], ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(InShop):
    """A count is put right."""

    piece: Piece
    quantity: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Announce(Deed):
    """The boss sets up a promotion; ``shops`` empty means all."""

    kind: str
    name: str
    starts_on: date
    ends_on: date
    config: Mapping[str, Any]
    filters: Mapping[str, Any]
    shops: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Deed):
    """Coupons of a kind for members, or one for whoever carries it where ``members`` is empty."""

    kind: str
    members: tuple[int, ...]
    starts_on: date
    ends_on: date
