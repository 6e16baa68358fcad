"""What somebody at a till sets by hand, who may, and what a manager has allowed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from tessera.kernel.errors import gettext_noop
from tessera.pricing import Manual, ManualOff, Quote, Reason

Need = Literal["percent", "amount", "cost"]
"""Why somebody else must approve: the percentage, the amount in all, or goods below cost."""

FULL_BP = 10_000

USUAL_REASONS = (
    gettext_noop("Small flaw"),
    gettext_noop("Display piece"),
    gettext_noop("Regular customer"),
    gettext_noop("Wrong tag"),
    gettext_noop("Goodwill after a complaint"),
)
"""The reasons of a brand that has set none, for surfaces to translate."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a role may set by hand: at most ``off_bp`` off a line or a ticket, at most
    ``amount_minor`` off a sale in all (None: any), and goods ``below_cost`` or not."""

    off_bp: int = 0
    amount_minor: int | None = None
    below_cost: bool = False


DEFAULTS: Mapping[str, Limits] = {
    "owner": Limits(FULL_BP, below_cost=True),
    "manager": Limits(FULL_BP, below_cost=True),
    "cashier": Limits(1000),
}
"""Where the brand has said nothing; other roles set nothing by hand."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be set, and for what reason: of one line, or with ``off`` of the whole ticket.

    ``sku_id`` and ``quantity`` are the line's.
    """

    reason: str
    manual: Manual | None = None
    off: ManualOff | None = None
    sku_id: UUID | None = None
    quantity: int = 0

    @property
    def kind(self) -> str:
        """``off``, ``price``, ``gift``, or ``total`` for the whole ticket."""
        return "total" if self.manual is None else self.manual.kind


@dataclass(frozen=True, slots=True)
class Change:
    """A wish as it was priced: ``saved_minor`` off ``base_minor`` at the place ``position``, None for the
    whole ticket. ``below_cost`` says that goods were left for less than they cost."""

    wish: Wish
    position: int | None
    base_minor: int
    saved_minor: int
    below_cost: bool = False

    def exceeds(self, off_bp: int) -> bool:
        """Whether it is more than ``off_bp``; a percentage is judged as it was typed, since pieces
        are rounded one by one."""
        manual, off = self.wish.manual, self.wish.off
        typed = manual.off_bp if manual is not None and manual.kind == "off" else 0
        if off is not None and not off.amount_minor:
            typed = off.off_bp
        if typed:
            return typed > off_bp
        return self.saved_minor * FULL_BP > self.base_minor * off_bp


def changes(
    wishes: Sequence[tuple[int | None, Wish]], costs: Sequence[int | None], quote: Quote
) -> list[Change]:
    """What was set as it was priced: each wish with the place of its line, None for the ticket;
    ``costs`` are what a piece of each line costs the brand, None where that is not known.

    Below cost is what a line comes to before points and rounding, and only where something was set
    on it by hand: promotions are somebody else's decision.
    """
    return [
        _of_ticket(wish, costs, quote) if at is None else _of_line(wish, at, costs[at], quote)
        for at, wish in wishes
    ]


def _of_line(wish: Wish, position: int, cost_minor: int | None, quote: Quote) -> Change:
    line = quote.lines[position]
    left, saved = line.unit_price_minor * line.quantity, _taken(line.reasons, wish)
    below = saved > 0 and is_below(left, cost_minor, line.quantity)
    return Change(wish, position, left + saved, saved, below)


def _of_ticket(wish: Wish, costs: Sequence[int | None], quote: Quote) -> Change:
    base, below = 0, False
    for line, cost in zip(quote.lines, costs, strict=True):
        if share := _taken(line.reasons, wish):
            rounded = sum(one.amount_minor for one in line.reasons if one.kind == "rounding")
            left = line.net_minor + rounded
            base += left + share
            below = below or is_below(left, cost, line.quantity)
    return Change(wish, None, base, _taken(quote.reasons, wish), below)


def _taken(reasons: Sequence[Reason], wish: Wish) -> int:
    return sum(one.amount_minor for one in reasons if one.kind == f"manual_{wish.kind}")


def is_below(left_minor: int, cost_minor: int | None, quantity: int) -> bool:
    """Whether so many pieces that come to ``left_minor`` cost the brand more."""
    return cost_minor is not None and left_minor < cost_minor * quantity


def needs(found: Sequence[Change], limits: Limits) -> tuple[Need, ...]:
    """What of it is beyond ``limits``; empty where nothing is."""
    told: list[Need] = []
    if any(one.saved_minor and one.exceeds(limits.off_bp) for one in found):
        told.append("percent")
    saved = sum(one.saved_minor for one in found)
    if limits.amount_minor is not None and saved > limits.amount_minor:
        told.append("amount")
    if not limits.below_cost and any(one.below_cost for one in found):
        told.append("cost")
    return tuple(told)


def described(found: Sequence[Change]) -> list[dict[str, Any]]:
    """What is approved, in a form to be kept."""
    return [
        {
            "sku_id": str(one.wish.sku_id or ""),
            "quantity": one.wish.quantity,
            "set": _setting(one.wish),
            "saved_minor": one.saved_minor,
        }
        for one in found
    ]


def covers(approved: Sequence[Mapping[str, Any]], found: Sequence[Change]) -> bool:
    """Whether all that was set stands among what was approved: of the same goods, set to the same,
    not more pieces, and not given away for more than was seen then."""
    left = [dict(one) for one in approved]
    for change in sorted(found, key=lambda one: -one.wish.quantity):
        match = next((one for one in left if _is_covered(change, one)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _is_covered(change: Change, one: Mapping[str, Any]) -> bool:
    same = one["sku_id"] == str(change.wish.sku_id or "") and one["set"] == _setting(change.wish)
    fits = change.wish.quantity <= one["quantity"] and change.saved_minor <= one["saved_minor"]
    return bool(same and fits)


def _setting(wish: Wish) -> list[str | int]:
    """The setting as JSON keeps it."""
    if wish.manual is not None:
        return [wish.kind, wish.manual.off_bp, wish.manual.price_minor]
    off = wish.off or ManualOff()
    return [wish.kind, off.off_bp, off.amount_minor]
