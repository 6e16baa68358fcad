"""The price engine: a book and a cart go in, a quote with its reasons comes out.

Pure standard library and ``tessera.kernel``; the till's browser runs these very files through
Pyodide. It reads no clock and no database and keeps nothing. The rule is docs/price-algorithm.md.
"""

from tessera.pricing.engine import price
from tessera.pricing.model import (
    Book,
    CardRate,
    Cart,
    CartLine,
    Coupon,
    Exchange,
    Item,
    MemberFacts,
    PointsRule,
    PriceOption,
)
from tessera.pricing.moment import Moment
from tessera.pricing.quote import Choice, Missed, PointsRoom, Quote, QuoteLine, Reason, Served
from tessera.pricing.terms import (
    AddOn,
    Bundle,
    BuyGet,
    Conditions,
    Filters,
    Left,
    LimitedTime,
    NthPiece,
    PercentTier,
    PiecesOff,
    PiecesTier,
    Promotion,
    Purchases,
    SaveTier,
    Slot,
    SpendGift,
    SpendPercent,
    SpendSave,
)

__all__ = [
    "AddOn",
    "Book",
    "Bundle",
    "BuyGet",
    "CardRate",
    "Cart",
    "CartLine",
    "Choice",
    "Conditions",
    "Coupon",
    "Exchange",
    "Filters",
    "Item",
    "Left",
    "LimitedTime",
    "MemberFacts",
    "Missed",
    "Moment",
    "NthPiece",
    "PercentTier",
    "PiecesOff",
    "PiecesTier",
    "PointsRoom",
    "PointsRule",
    "PriceOption",
    "Promotion",
    "Purchases",
    "Quote",
    "QuoteLine",
    "Reason",
    "SaveTier",
    "Served",
    "Slot",
    "SpendGift",
    "SpendPercent",
    "SpendSave",
    "price",
]
