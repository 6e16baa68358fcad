"""What becomes of each line: the rules of docs/replay.md."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from tessera.ops.replay.source import Invoice, Line

CANCELLATION, BOOKKEEPING = "C", "A"
"""What an invoice number may begin with; all others are sales."""

_FEES = frozenset({"POST", "DOT", "C2", "M", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK"})
_VOUCHERS = "GIFT_0001_"


class Aside(Enum):
    """Why a line is set aside; the value is what the reconciliation calls it."""

    BOOKKEEPING = "bookkeeping"
    NEGATIVE_PRICE = "negative price"
    NO_STOCK = "correction of what has no stock"
    PRICED_CORRECTION = "correction with a price"
    POSITIVE_CANCELLATION = "cancellation above zero"


@dataclass(slots=True)
class Treated:
    """The lines of one invoice by what becomes of them."""

    sold: list[Line] = field(default_factory=list)
    returned: list[Line] = field(default_factory=list)
    corrected: list[Line] = field(default_factory=list)
    aside: list[tuple[Line, Aside]] = field(default_factory=list)

    @property
    def is_posted(self) -> bool:
        """Whether anything of the invoice is written."""
        return bool(self.sold or self.returned or self.corrected)


def is_fee(code: str) -> bool:
    """Whether a stock code is no goods: postage, fees, discounts, samples and gift vouchers."""
    capitals = code.upper()
    return capitals in _FEES or capitals.startswith(_VOUCHERS)


def treat(invoice: Invoice) -> Treated:
    """Say what becomes of every line of ``invoice``."""
    treated = Treated()
    is_count = not invoice.customer and all(line.price.is_free for line in invoice.lines)
    for line in invoice.lines:
        _treat(treated, invoice.number, line, is_count=is_count)
    return treated


def _treat(treated: Treated, number: str, line: Line, *, is_count: bool) -> None:
    reason = _aside(number, line, is_count=is_count)
    if reason is not None:
        treated.aside.append((line, reason))
    elif number.startswith(CANCELLATION):
        treated.returned.append(line)
    elif line.quantity < 0 or is_count:
        treated.corrected.append(line)
    else:
        treated.sold.append(line)


def _aside(number: str, line: Line, *, is_count: bool) -> Aside | None:
    is_cancellation = number.startswith(CANCELLATION)
    if number.startswith(BOOKKEEPING):
        return Aside.BOOKKEEPING
    if line.price.minor < 0:
        return Aside.NEGATIVE_PRICE
    if is_cancellation:
        return Aside.POSITIVE_CANCELLATION if line.quantity > 0 else None
    if line.quantity < 0 and not line.price.is_free:
        return Aside.PRICED_CORRECTION
    if (line.quantity < 0 or is_count) and is_fee(line.code):
        return Aside.NO_STOCK
    return None


@dataclass(frozen=True, slots=True)
class Seed:
    """What a stock code's product is made from."""

    name: str
    kind: str
    tag_minor: int


def seeds(invoices: Iterable[Invoice]) -> dict[str, Seed]:
    """A product for every code: the first description and price it was sold by."""
    found: dict[str, Seed] = {}
    for invoice in invoices:
        for line in invoice.lines:
            seed = found.get(line.code)
            if seed is None or (not seed.tag_minor and line.price.minor > 0):
                found[line.code] = _seed(line)
    return found


def _seed(line: Line) -> Seed:
    sold = line.price.minor > 0
    return Seed(
        name=(line.name if sold else "")[:120] or line.code,
        kind="fee" if is_fee(line.code) else "goods",
        tag_minor=max(line.price.minor, 0),
    )
