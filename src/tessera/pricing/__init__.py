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
    LimitedTime,
    MemberFacts,
    PointsRule,
    PriceOption,
    Promotion,
    SpendSave,
)
from tessera.pricing.quote import Missed, PointsRoom, Quote, QuoteLine, Reason

__all__ = [
    "Book",
    "CardRate",
    "Cart",
    "CartLine",
    "Coupon",
    "Exchange",
    "Item",
    "LimitedTime",
    "MemberFacts",
    "Missed",
    "PointsRoom",
    "PointsRule",
    "PriceOption",
    "Promotion",
    "Quote",
    "QuoteLine",
    "Reason",
    "SpendSave",
    "price",
]
