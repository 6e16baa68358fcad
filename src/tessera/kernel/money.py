"""Money as an integer of minor units, and the one way to divide it.

Inside arithmetic the plain integer of minor units is used (names end in ``_minor``);
``Money`` joins the integer with its currency wherever an amount is shown or leaves a room.
"""

from collections.abc import Sequence
from dataclasses import dataclass

BASIS = 10_000
"""Basis points in a whole (10 000 bp = 100 %)."""

MOST_MINOR = 10**12
"""No price, tender or document is higher; a typing slip is. Keeps every sum far inside 64 bits."""

MINUS = "\N{MINUS SIGN}"

_SYMBOLS = {
    "CNY": "¥",
    "JPY": "¥",
    "GBP": "£",
    "EUR": "€",
    "USD": "$",
    "HKD": "HK$",
    "MOP": "MOP$",
    "TWD": "NT$",
    "SGD": "S$",
    "KRW": "₩",
}

_EXPONENTS = {"JPY": 0, "KRW": 0, "VND": 0, "BHD": 3, "KWD": 3, "TND": 3}


def exponent_of(currency: str) -> int:
    """Decimal places of ``currency``'s minor unit (ISO 4217); two unless listed."""
    return _EXPONENTS.get(currency, 2)


def symbol(currency: str) -> str:
    """The narrow sign of a currency; its code where it has none."""
    return _SYMBOLS.get(currency, f"{currency} ")


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units of one currency."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other).minor

    def __str__(self) -> str:
        return f"{self.currency} {self.decimal}"

    @property
    def decimal(self) -> str:
        """The amount as decimal text, such as ``-12.05``."""
        places = exponent_of(self.currency)
        sign, digits = ("-" if self.minor < 0 else ""), str(abs(self.minor)).zfill(places + 1)
        return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits

    @property
    def shown(self) -> str:
        """The amount as people read it: ``-123450`` fen as ``−¥1,234.50``."""
        whole, _, rest = Money(abs(self.minor), self.currency).decimal.partition(".")
        text = symbol(self.currency) + f"{int(whole):,}" + (f".{rest}" if rest else "")
        return MINUS + text if self.minor < 0 else text

    def allocate(self, weights: Sequence[int]) -> "list[Money]":
        """Divide by ``weights`` with the largest remainder; the parts sum to the whole."""
        return [Money(part, self.currency) for part in allocate(self.minor, weights)]

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"cannot mix {self.currency} and {other.currency}")
        return other


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Divide ``total`` over ``weights`` by the largest remainder, ties to the earlier.

    The shares are integers and sum to ``total`` exactly. No share exceeds its weight while
    ``0 <= total <= sum(weights)``. Rule: domain handbook, section 0.

    Raises ValueError for negative weights, or when something is to be divided over nothing.
    """
    if total < 0:
        return [-share for share in allocate(-total, weights)]
    whole = sum(weights)
    if min(weights, default=0) < 0:
        raise ValueError("weights must not be negative")
    if whole == 0:
        if total:
            raise ValueError("nothing to allocate over")
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    left = total - sum(shares)
    if left:
        order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
        for index in order[:left]:
            shares[index] += 1
    return shares


def cumulative_share(total: int, done: int, whole: int) -> int:
    """The part of ``total`` that belongs to the first ``done`` of ``whole`` units.

    Differences of this are what partial returns refund: whatever the steps, they add up to
    exactly what one full return gives (CASES 7).
    """
    return total * done // whole if whole else 0
