"""Promotions: what they serve, when and for whom, and what each kind takes.

All amounts are integers of the currency's minor unit, all percentages basis points
(10 000 = 100 %), all validities closed ranges of the store's business days.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

PromotionKind = Literal[
    "limited_time",
    "nth_piece",
    "buy_get",
    "pieces_off",
    "bundle",
    "spend_save",
    "spend_percent",
    "spend_gift",
    "add_on",
]
Birthday = Literal["", "day", "week", "month"]

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which goods: the union of the first five, or everything if all are empty; less the union
    of what is excluded."""

    styles: frozenset[str] = NONE
    categories: frozenset[str] = NONE
    brands: frozenset[str] = NONE
    seasons: frozenset[str] = NONE
    sku_ids: frozenset[str] = NONE
    excluded_styles: frozenset[str] = NONE
    excluded_categories: frozenset[str] = NONE
    excluded_brands: frozenset[str] = NONE
    excluded_seasons: frozenset[str] = NONE
    excluded_sku_ids: frozenset[str] = NONE

    @property
    def names(self) -> bool:
        """Whether anything is named."""
        return bool(self.styles or self.categories or self.brands or self.seasons or self.sku_ids)

    @property
    def excludes(self) -> bool:
        """Whether anything is taken away."""
        return bool(
            self.excluded_styles
            or self.excluded_categories
            or self.excluded_brands
            or self.excluded_seasons
            or self.excluded_sku_ids
        )


@dataclass(frozen=True, slots=True)
class Purchases:
    """So many sales in the last ``days`` business days, today's included: from ``least`` on, and
    at most ``most``."""

    days: int
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """Who may have it and when; what is empty or None asks for nothing.

    ``month_days``: 31 stands for the last day of a shorter month. Clock minutes count from
    ``from_minute`` up to but not including ``until_minute``, over midnight if that is smaller.
    """

    member_only: bool = False
    level_ids: frozenset[str] = NONE
    tags: frozenset[str] = NONE
    lifecycles: frozenset[str] = NONE
    first_purchase: bool = False
    birthday: Birthday = ""
    joined_within_days: int | None = None
    purchases: Purchases | None = None
    channels: frozenset[str] = NONE
    weekdays: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    from_minute: int = 0
    until_minute: int = 1440


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a promotion's limits when the book is made; None is without limit.

    ``uses`` are sales, ``units`` pieces at its price, ``budget_minor`` what it may still cost.
    """

    uses: int | None = None
    units: int | None = None
    budget_minor: int | None = None


EVERYTHING = Filters()
EVERYBODY = Conditions()
UNLIMITED = Left()


@dataclass(frozen=True, slots=True)
class LimitedTime:
    """A price for a time: so much off the tag, or a fixed price for each unit."""

    discount_bp: int | None = None
    price_minor: int | None = None


@dataclass(frozen=True, slots=True)
class NthPiece:
    """Of every ``n`` pieces the cheapest has ``off_bp`` off."""

    n: int
    off_bp: int
    same_sku: bool = False


@dataclass(frozen=True, slots=True)
class BuyGet:
    """Of every ``buy + get`` pieces the cheapest ``get`` are free."""

    buy: int
    get: int
    same_sku: bool = False


@dataclass(frozen=True, slots=True)
class PiecesTier:
    """From ``pieces`` on all of them have ``off_bp`` off."""

    pieces: int
    off_bp: int


@dataclass(frozen=True, slots=True)
class PiecesOff:
    """N pieces at M percent: the best tier that the pieces reach, for all of them."""

    tiers: tuple[PiecesTier, ...]


@dataclass(frozen=True, slots=True)
class Slot(Filters):
    """A part of a bundle: so many pieces of these goods."""

    pieces: int = 1


@dataclass(frozen=True, slots=True)
class Bundle:
    """The pieces of all slots together for ``price_minor``."""

    price_minor: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class SaveTier:
    """Spend ``threshold_minor``, save ``save_minor``."""

    threshold_minor: int
    save_minor: int


@dataclass(frozen=True, slots=True)
class SpendSave:
    """The best tier that is reached; with ``repeat`` its one tier as often as it is reached."""

    tiers: tuple[SaveTier, ...]
    repeat: bool = False
    cap_minor: int | None = None


@dataclass(frozen=True, slots=True)
class PercentTier:
    """Spend ``threshold_minor``, and ``off_bp`` is taken off."""

    threshold_minor: int
    off_bp: int


@dataclass(frozen=True, slots=True)
class SpendPercent:
    """The best tier that is reached, at most ``cap_minor``."""

    tiers: tuple[PercentTier, ...]
    cap_minor: int | None = None


@dataclass(frozen=True, slots=True)
class SpendGift:
    """Spend ``threshold_minor`` on other goods and choose so many of these SKUs for nothing; once,
    or for each time it is reached."""

    threshold_minor: int
    sku_ids: frozenset[str]
    choose: int = 1
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class AddOn:
    """Spend ``threshold_minor`` on other goods and buy at most ``most`` pieces of these SKUs for
    ``price_minor`` each."""

    threshold_minor: int
    price_minor: int
    sku_ids: frozenset[str]
    most: int = 1


Config = (
    LimitedTime
    | NthPiece
    | BuyGet
    | PiecesOff
    | Bundle
    | SpendSave
    | SpendPercent
    | SpendGift
    | AddOn
)


@dataclass(frozen=True, slots=True)
class Promotion:
    """A promotion of a kind, with what it serves, for whom, when, and what is left of its limits.

    A smaller ``priority`` goes first where two are equally good. Order promotions of one
    ``group`` exclude each other; one that does not combine stands alone among them.
    ``combines_with_level`` None means by the book's policy.
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
    combines_with_level: bool | None = None
    filters: Filters = field(default=EVERYTHING)
    conditions: Conditions = field(default=EVERYBODY)
    left: Left = field(default=UNLIMITED)

    def __post_init__(self) -> None:
        """Let what asks for nothing be the same object everywhere, which is quick to see."""
        for name, default in (
            ("filters", EVERYTHING),
            ("conditions", EVERYBODY),
            ("left", UNLIMITED),
        ):
            if getattr(self, name) == default:
                object.__setattr__(self, name, default)
