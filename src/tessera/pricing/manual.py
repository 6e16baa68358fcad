"""What somebody at the till sets by hand: the price of a line, or something off the whole cart.

Such a line stands outside of everything else, as an exchanged piece does: what a person has decided
is neither reduced once more (CASES 12) nor undone by a promotion, and it reaches no threshold.
"""

from collections.abc import Sequence

from tessera.kernel import errors
from tessera.pricing import base, rates
from tessera.pricing.base import Offer, Rule
from tessera.pricing.lines import Line
from tessera.pricing.model import Book, Manual, ManualOff
from tessera.pricing.quote import Missed
from tessera.pricing.sheet import Sheet

GOODS_ONLY = errors.gettext_noop(
    "Only goods and services take a price by hand. Take it off line %(key)s."
)
INVALID = errors.gettext_noop(
    "A discount is from 0 to 100 % and a price is not negative. Enter it again."
)
KINDS = frozenset({"manual_off", "manual_price", "manual_gift", "manual_total"})
"""The kinds of reason that come from here."""


def set_prices(sheet: Sheet, book: Book, lines: Sequence[Line]) -> None:
    """Give the lines with a price by hand that price.

    Raises ``manual.goods_only`` for what is never reduced, and ``manual.invalid``.
    """
    for line in lines:
        if line.manual is None:
            continue
        if not line.item.is_reducible:
            raise errors.Invalid("manual.goods_only", GOODS_ONLY, key=line.key)
        plain = _plain(book, line, line.manual)
        unit_minor = _unit_minor(line.manual, plain.amount_minor)
        sheet.set_by_hand(line, plain, unit_minor, _rule(line.manual.kind))


def take_off(sheet: Sheet, off: ManualOff | None) -> list[Missed]:
    """Take ``off`` what may still be reduced; what it missed where that was nothing.

    Raises ``manual.invalid``.
    """
    if off is None:
        return []
    _check(off.off_bp, off.amount_minor)
    wanted = off.amount_minor or rates.part(sheet.open_minor, off.off_bp)
    amount_minor = min(wanted, sheet.open_minor)
    if not amount_minor:
        return [Missed("manual", "manual_total", "", "nothing_left")]
    sheet.take(_rule("total"), amount_minor)
    return []


def _plain(book: Book, line: Line, manual: Manual) -> Offer:
    """What the piece costs anyway; a price that is not below it stands for itself, off the tag."""
    plain = base.plain_piece(book, line)
    if manual.kind == "price" and manual.price_minor >= plain.amount_minor:
        return Offer(line.item.tag_minor, None)
    return plain


def _unit_minor(manual: Manual, plain_minor: int) -> int:
    """A price above the tag is the tag: nothing costs more than its tag says."""
    _check(manual.off_bp, manual.price_minor)
    if manual.kind == "gift":
        return 0
    if manual.kind == "price":
        return min(manual.price_minor, plain_minor)
    return plain_minor - rates.part(plain_minor, manual.off_bp)


def _check(off_bp: int, amount_minor: int) -> None:
    if not 0 <= off_bp <= 10_000 or amount_minor < 0:
        raise errors.Invalid("manual.invalid", INVALID)


def _rule(kind: str) -> Rule:
    return Rule("manual", 1, f"manual_{kind}", "")
