"""The working sheet: what is left of each line while one rule after the other takes from it."""

from collections.abc import Sequence

from tessera.kernel import money
from tessera.pricing import points, rounding
from tessera.pricing.base import Offer, Rule
from tessera.pricing.lines import Line
from tessera.pricing.model import Book, PointsRule
from tessera.pricing.quote import QuoteLine, Reason

MONEY = frozenset({"topup", "gift"})
"""What is sold for the money that it is worth."""


class Sheet:
    """Amounts and reasons of the cart's lines, in the cart's order.

    ``reducible`` are the positions of goods and services, ``fixed`` what pieces set apart cost
    of each line, which no other rule reduces.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.reducible = [line.position for line in lines if line.item.is_reducible]
        self.left = [line.gross_minor for line in lines]
        self.units = [line.item.tag_minor for line in lines]
        self.points = [0] * len(lines)
        self.fixed = [0] * len(lines)
        self.order_reasons: list[Reason] = []
        self._reasons: list[list[Reason]] = [[] for _ in lines]

    @property
    def payable_minor(self) -> int:
        """What goods and services cost by now."""
        return sum(self.left[position] for position in self.reducible)

    @property
    def open_minor(self) -> int:
        """What of it may still be reduced."""
        return sum(self.left[position] - self.fixed[position] for position in self.reducible)

    def set_apart(self, rule: Rule, prices: dict[int, int], savings: dict[int, int]) -> None:
        """Pieces of lines cost ``prices``, which is ``savings`` less than their tags, and are
        reduced by nothing else; both by position."""
        for position, price_minor in prices.items():
            self.fixed[position] += price_minor
        self.take_shares(rule, savings)

    def set_price(self, line: Line, offer: Offer) -> None:
        """Step 4: the line, less its exchanged pieces, takes ``offer``."""
        taken = line.gross_minor - offer.amount_minor
        self.units[line.position] = offer.amount_minor // line.quantity
        self._reduce(line.position, offer.rule, taken)

    def set_by_hand(self, line: Line, plain: Offer, unit_minor: int, rule: Rule) -> None:
        """``rule`` makes each piece cost ``unit_minor`` instead of ``plain``; nothing else reduces
        the line."""
        plain_minor, total = plain.amount_minor * line.quantity, unit_minor * line.quantity
        self._reduce(line.position, plain.rule, line.gross_minor - plain_minor)
        self._reduce(line.position, rule, plain_minor - total)
        self.units[line.position] = unit_minor
        self.fixed[line.position] = total

    def set_prices(self, line: Line, rest: Offer, left: int, piece: Offer, dealt: int) -> None:
        """The same for a line with ``dealt`` pieces in deals at the plain price ``piece``, and
        ``left`` others at ``rest``; what deals take off comes after."""
        tag, own = line.item.tag_minor, piece.amount_minor
        taken = [(rest.rule, tag * left - rest.amount_minor), (piece.rule, (tag - own) * dealt)]
        if rest.rule == piece.rule:
            taken = [(rest.rule, sum(minor for _, minor in taken))]
        for rule, minor in taken:
            self._reduce(line.position, rule, minor)
        if left + dealt:
            total = rest.amount_minor + own * dealt
            self.units[line.position] = total // (left + dealt)

    def _reduce(self, position: int, rule: Rule | None, taken: int) -> None:
        self.left[position] -= taken
        if taken and rule is not None:
            self._reasons[position].append(rule.reason(taken))

    def take(self, rule: Rule, amount_minor: int, served: Sequence[int] | None = None) -> None:
        """``rule`` takes that much off goods and services, or off the positions ``served``, divided
        by what is left of them."""
        places = self.reducible if served is None else served
        weights = [self.left[position] - self.fixed[position] for position in places]
        shares = money.allocate(min(amount_minor, sum(weights)), weights)
        self.take_shares(rule, dict(zip(places, shares, strict=True)))

    @property
    def shipping(self) -> list[int]:
        """The positions of what is paid for shipping."""
        return [line.position for line in self.lines if line.item.kind == "shipping"]

    def take_shares(self, rule: Rule, shares: dict[int, int]) -> None:
        """``rule`` takes these shares, by position, and stands among the order's reasons."""
        for position, share in shares.items():
            self.left[position] -= share
            if share:
                self._reasons[position].append(rule.reason(share))
        self.order_reasons.append(rule.reason(sum(shares.values())))

    def points_scope(self, rule: PointsRule) -> list[int]:
        """The positions of what points may pay for."""
        if not rule.is_selective:
            return self.reducible
        lines, reasons = self.lines, self._reasons
        return [at for at in self.reducible if points.may_pay(rule, lines[at], reasons[at])]

    def spend_points(self, amount_minor: int, scope: Sequence[int]) -> None:
        """Points pay that much of the lines at the positions ``scope``."""
        shares = money.allocate(amount_minor, [self.left[position] for position in scope])
        for position, share in zip(scope, shares, strict=True):
            self.points[position] = share

    def round_off(self, book: Book) -> int:
        """Round what tenders pay for all but top-ups and gift cards; returns what was added."""
        rounded = [line.position for line in self.lines if line.item.kind not in MONEY]
        paid = [self.left[position] - self.points[position] for position in rounded]
        added = rounding.adjustment(book, sum(paid))
        if added:
            shares = money.allocate(-added, paid)
            self.take_shares(rounding.RULE, dict(zip(rounded, shares, strict=True)))
        return added

    def quote_lines(self) -> tuple[QuoteLine, ...]:
        """The lines as the quote shows them."""
        return tuple(self._quote_line(line) for line in self.lines)

    def _quote_line(self, line: Line) -> QuoteLine:
        position = line.position
        return QuoteLine(
            key=line.key,
            sku_id=line.item.sku_id,
            kind=line.item.kind,
            quantity=line.quantity,
            unit_tag_minor=line.item.tag_minor,
            unit_price_minor=self.units[position],
            gross_minor=line.gross_minor,
            net_minor=self.left[position],
            points_share_minor=self.points[position],
            paid_minor=self.left[position] - self.points[position],
            reasons=tuple(self._reasons[position]),
        )
