"""What goes into a price: the book, the cart, and the facts about the member.

All amounts are integers of the currency's minor unit, all percentages basis points
(10 000 = 100 %), all validities closed ranges of the store's business days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

ItemKind = Literal["goods", "service", "fee", "topup", "card", "gift"]
PriceKind = Literal["store", "level"]
PromotionKind = Literal["limited_time", "spend_save"]
Rounding = Literal["off", "drop_fen", "drop_jiao", "half_up_jiao", "half_up_yuan"]

EVERYTHING: frozenset[str] = frozenset()
"""An empty filter: it lets everything pass."""


@dataclass(frozen=True, slots=True)
class PriceOption:
    """Another price than the tag: the store's, or that of one level's members."""

    rule_id: str
    kind: PriceKind
    amount_minor: int
    level_id: str | None = None
    version: int = 1
    name: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One SKU with the price on its tag and the prices that may replace it."""

    sku_id: str
    style: str
    category: str
    kind: ItemKind
    tag_minor: int
    prices: tuple[PriceOption, ...] = ()

    @property
    def is_reducible(self) -> bool:
        """Goods and services; fees, top-ups and cards are never reduced and count to no threshold."""
        return self.kind in {"goods", "service"}


@dataclass(frozen=True, slots=True)
class CardRate:
    """A member's card that takes ``discount_bp`` off what it serves: the union of its filters, or
    everything. ``earns`` says whether what it lowers earns points; no price depends on it."""

    rule_id: str
    name: str
    discount_bp: int
    version: int = 1
    categories: frozenset[str] = EVERYTHING
    sku_ids: frozenset[str] = EVERYTHING
    earns: bool = True

    def serves(self, item: Item) -> bool:
        """Whether ``item`` is among what it serves."""
        if not self.categories and not self.sku_ids:
            return True
        return item.category in self.categories or item.sku_id.partition("@")[0] in self.sku_ids


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What the price depends on about the member."""

    level_id: str
    level_name: str
    discount_bp: int
    points: int
    cards: tuple[CardRate, ...] = ()


@dataclass(frozen=True, slots=True)
class PointsRule:
    """Points as money. ``cap_bp`` is of what goods and services cost that points may pay for;
    ``minimum_minor`` of what all of them cost. From ``minimum_points`` on, in whole steps."""

    points_per_major: int = 100
    step_points: int = 1
    enabled: bool = True
    cap_bp: int = 10_000
    cap_minor: int | None = None
    minimum_minor: int = 0
    minimum_points: int = 0
    excluded_categories: frozenset[str] = frozenset()
    excluded_sku_ids: frozenset[str] = frozenset()
    excludes_promotions: bool = False

    @property
    def is_selective(self) -> bool:
        """Whether there are goods that points do not pay for."""
        return bool(self.excluded_categories or self.excluded_sku_ids or self.excludes_promotions)


@dataclass(frozen=True, slots=True)
class LimitedTime:
    """A price for a time: so much off the tag, or a fixed price for each unit."""

    discount_bp: int | None = None
    price_minor: int | None = None


@dataclass(frozen=True, slots=True)
class SpendSave:
    """Spend ``threshold_minor``, save ``save_minor``; once, or for each time it is reached."""

    threshold_minor: int
    save_minor: int
    repeat: bool = False
    cap_minor: int | None = None


Config = LimitedTime | SpendSave


@dataclass(frozen=True, slots=True)
class Promotion:
    """A promotion. What it serves is the union of its three filters, or everything.

    A smaller ``priority`` goes first where two are equally good. Order promotions of one
    ``group`` exclude each other; one that does not combine stands alone among them.
    """

    id: str
    version: int
    name: str
    kind: PromotionKind
    starts_on: date
    ends_on: date
    config: Config
    group: str = ""
    combines: bool = True
    priority: int = 0
    styles: frozenset[str] = EVERYTHING
    categories: frozenset[str] = EVERYTHING
    sku_ids: frozenset[str] = EVERYTHING
    member_only: bool = False
    level_ids: frozenset[str] = EVERYTHING


@dataclass(frozen=True, slots=True)
class Exchange:
    """One piece of one of these SKUs for ``price_minor`` instead of its tag."""

    sku_ids: frozenset[str]
    price_minor: int = 0


@dataclass(frozen=True, slots=True)
class Coupon:
    """An amount off from a threshold, or an ``exchange`` for one piece.

    ``rule_id`` names its kind, an exchange's names itself; a sale takes one of a ``rule_id``.
    """

    code: str
    rule_id: str
    version: int
    name: str
    threshold_minor: int
    amount_minor: int
    starts_on: date
    ends_on: date
    combines_with_level: bool = True
    exchange: Exchange | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A frozen, versioned snapshot of everything that a price depends on besides the cart."""

    version: str
    currency: str
    items: Mapping[str, Item]
    promotions: tuple[Promotion, ...] = ()
    coupons: tuple[Coupon, ...] = ()
    member: MemberFacts | None = None
    points: PointsRule = field(default_factory=PointsRule)
    level_discount_combines: bool = False
    rounding: Rounding = "off"
    exponent: int = 2

    @property
    def major_minor(self) -> int:
        """Minor units in one major unit: 100 fen in a yuan."""
        units: int = 10**self.exponent
        return units


@dataclass(frozen=True, slots=True)
class CartLine:
    """So many units of one SKU; ``key`` is the caller's own name for the line."""

    key: str
    sku_id: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Cart:
    """What somebody wants to buy, the coupons presented and the points they wish to spend."""

    lines: tuple[CartLine, ...]
    coupon_codes: tuple[str, ...] = ()
    points: int = 0
