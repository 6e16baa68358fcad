"""What goes into a price: the book, the cart, and the facts about the member.

All amounts are integers of the currency's minor unit, all percentages basis points
(10 000 = 100 %), all validities closed ranges of the store's business days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tessera.pricing.terms import EVERYTHING, NONE, Filters, Promotion

ItemKind = Literal["goods", "service", "fee", "topup", "card", "gift", "shipping"]
PriceKind = Literal["store", "level"]
ManualKind = Literal["off", "price", "gift"]
Rounding = Literal["off", "drop_fen", "drop_jiao", "half_up_jiao", "half_up_yuan"]


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
    brand: str = ""
    season: str = ""

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
    categories: frozenset[str] = NONE
    sku_ids: frozenset[str] = NONE
    earns: bool = True

    def serves(self, item: Item) -> bool:
        """Whether ``item`` is among what it serves."""
        if not self.categories and not self.sku_ids:
            return True
        return item.category in self.categories or item.sku_id.partition("@")[0] in self.sku_ids


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What the price depends on about the member.

    ``birthdays`` are the days on which the birthday falls in the last, this and the next year, by
    the member's own calendar. ``bought_on`` are the business days of the sales of late, as far back
    as any promotion looks, one for each sale.
    """

    level_id: str
    level_name: str
    discount_bp: int
    points: int
    cards: tuple[CardRate, ...] = ()
    tags: frozenset[str] = NONE
    lifecycle: str = ""
    joined_on: date | None = None
    birthdays: tuple[date, ...] = ()
    has_bought: bool = False
    bought_on: tuple[date, ...] = ()


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
class Exchange:
    """One piece of one of these SKUs for ``price_minor`` instead of its tag."""

    sku_ids: frozenset[str]
    price_minor: int = 0


@dataclass(frozen=True, slots=True)
class Coupon:
    """From a threshold an amount off, or ``off_bp`` of it and at most ``cap_minor``; or an
    ``exchange`` for one piece, for nothing if it is a gift; or the ``shipping``, all of it if the
    amount is 0.

    Threshold and amount are those of the goods that ``filters`` serve, of all for shipping.
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
    off_bp: int = 0
    cap_minor: int | None = None
    filters: Filters = EVERYTHING
    shipping: bool = False

    def __post_init__(self) -> None:
        """Let no filter be the same object everywhere, which is quick to see."""
        if self.filters == EVERYTHING:
            object.__setattr__(self, "filters", EVERYTHING)


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
class Manual:
    """What somebody at the till makes a piece cost: ``off_bp`` less than its plain price, that
    ``price_minor``, or nothing. Who may do so is for the caller to know."""

    kind: ManualKind
    off_bp: int = 0
    price_minor: int = 0


@dataclass(frozen=True, slots=True)
class ManualOff:
    """What somebody at the till takes off the whole cart: ``off_bp`` of it, or an amount."""

    off_bp: int = 0
    amount_minor: int = 0


@dataclass(frozen=True, slots=True)
class CartLine:
    """So many units of one SKU; ``key`` is the caller's own name for the line."""

    key: str
    sku_id: str
    quantity: int
    manual: Manual | None = None


@dataclass(frozen=True, slots=True)
class Cart:
    """What somebody wants to buy, the coupons presented and the points they wish to spend."""

    lines: tuple[CartLine, ...]
    coupon_codes: tuple[str, ...] = ()
    points: int = 0
    channel: str = "store"
    manual: ManualOff | None = None
