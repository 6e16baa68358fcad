"""What comes out of a price: the quote, with a reason for every change and every non-change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tessera.pricing.model import ItemKind

Limit = Literal["", "share", "amount", "order", "goods", "minimum"]
"""What holds the points down: nothing but the price, the share of the bill, the absolute cap, a bill
that is too small, goods that points do not pay for, fewer points than must be used at once."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule took ``amount_minor`` off (negative: it added, which only rounding can)."""

    rule_id: str
    version: int
    kind: str
    name: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Missed:
    """A rule that could have applied, and why it did not."""

    rule_id: str
    kind: str
    name: str
    code: str
    data: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Served:
    """So many pieces have the price of a promotion that serves a limited number of them."""

    rule_id: str
    pieces: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A threshold is reached: ``more`` pieces of these SKUs may be had for ``price_minor`` each."""

    rule_id: str
    version: int
    kind: str
    name: str
    more: int
    price_minor: int
    sku_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointsRoom:
    """How many points this cart would take: at most ``most``, in steps of ``step``, from ``least``
    on, whatever the member holds; ``limit`` says why no more, ``cap_bp`` what the share is."""

    most: int
    step: int
    least: int
    limit: Limit
    cap_bp: int
    held: int

    @property
    def usable(self) -> int:
        """The most that this member can use."""
        points = min(self.most, self.held)
        points -= points % self.step
        return points if points >= self.least else 0


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """``gross - sum(reasons) = net``; ``net - points_share = paid``, which tenders pay."""

    key: str
    sku_id: str
    kind: ItemKind
    quantity: int
    unit_tag_minor: int
    unit_price_minor: int
    gross_minor: int
    net_minor: int
    points_share_minor: int
    paid_minor: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A priced cart: ``gross - reduction + rounding - points = total``.

    ``reasons`` are those of the order as a whole; the lines carry their shares of the same.
    ``rounding_minor`` is signed: negative where rounding was in the member's favour.
    """

    book_version: str
    currency: str
    lines: tuple[QuoteLine, ...]
    reasons: tuple[Reason, ...]
    missed: tuple[Missed, ...]
    gross_minor: int
    reduction_minor: int
    points_used: int
    points_minor: int
    rounding_minor: int
    total_minor: int
    points_room: PointsRoom | None = None
    choices: tuple[Choice, ...] = ()
    served: tuple[Served, ...] = ()
