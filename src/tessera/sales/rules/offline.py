"""What a till did without the server: what of it can be true, and where the server would differ."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tessera import pricing
from tessera.sales.errors import offline as errors
from tessera.sales.rules.order import Order, TenderOffer
from tessera.sales.rules.settlement import MONEY, WALLET

SKEW = timedelta(minutes=10)
"""So far a till's clock may be out before a manager is told."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a till's block, printed on the receipt: the day of the block, and its place in it."""

    on: str
    value: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A limit by which the till took stored value or points, as it was handed out to it."""

    id: UUID
    signature: str


@dataclass(frozen=True, slots=True)
class SaleMade:
    """A sale as it was made: when by the till's clock, in which shift, by whom, and the price that was
    shown and paid. ``instead_of`` is the request by which the till had tried it before the line was
    cut; ``level_id`` is the level that the member had for the till; ``limits`` are those by which it took
    stored value or points of the member."""

    number: Number
    made_at: datetime
    shift_id: UUID | None
    staff_id: UUID | None
    order: Order
    shown: pricing.Quote
    tenders: tuple[TenderOffer, ...]
    level_id: UUID | None = None
    limits: tuple[Shown, ...] = ()
    instead_of: UUID | None = None

    @property
    def wallet_minor(self) -> int:
        """What stored value paid."""
        return sum(paid.amount_minor for paid in self.tenders if paid.kind == WALLET)

    @property
    def is_by_limit(self) -> bool:
        """Whether it took anything that only a limit lets a till take."""
        return bool(self.wallet_minor or self.shown.points_used)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the server would have done otherwise, for a manager to look at."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


def when(told: datetime, *, earliest: datetime, now: datetime) -> tuple[datetime, bool]:
    """When it was made: as told, but not before the shift it was made in and not after now; and
    whether the till's clock is further out than clocks are."""
    made = min(max(told, earliest), now)
    return made, abs(made - told) > SKEW


def check_means(made: SaleMade) -> None:
    """Refuse what only the server can take, but for stored value and points of a member by a limit
    that the server handed out. Raises Conflict ``offline.means``."""
    order, shown = made.order, made.shown
    kinds = {reason.kind for line in shown.lines for reason in line.reasons}
    by_limit = {WALLET} if made.limits and order.member_id else set()
    if order.coupon_codes or "coupon" in kinds:
        raise errors.means_not_offline()
    if any(paid.kind not in {*MONEY, *by_limit} for paid in made.tenders):
        raise errors.means_not_offline()
    if not by_limit and (order.points or shown.points_used):
        raise errors.means_not_offline()


def check_sums(order: Order, shown: pricing.Quote, *, currency: str) -> None:
    """Refuse a price that cannot have been one: the proofs of sales say what must fit.

    Raises Invalid ``offline.sums_wrong``.
    """
    if shown.currency != currency:
        raise errors.sums_wrong(what="currency")
    if [(x.key, x.quantity) for x in order.lines] != [(x.key, x.quantity) for x in shown.lines]:
        raise errors.sums_wrong(what="lines")
    for line in shown.lines:
        _check_line(line)
    net = sum(line.net_minor for line in shown.lines)
    points = sum(line.points_share_minor for line in shown.lines)
    if shown.gross_minor != sum(line.gross_minor for line in shown.lines):
        raise errors.sums_wrong(what="gross")
    if shown.gross_minor - shown.reduction_minor + shown.rounding_minor != net:
        raise errors.sums_wrong(what="reduction")
    if shown.points_minor != points or shown.total_minor != net - points:
        raise errors.sums_wrong(what="total")


def _check_line(line: pricing.QuoteLine) -> None:
    off = sum(reason.amount_minor for reason in line.reasons)
    fits = (
        line.gross_minor == line.quantity * line.unit_tag_minor
        and line.net_minor == line.gross_minor - off
        and 0 <= line.points_share_minor <= line.net_minor
        and line.paid_minor == line.net_minor - line.points_share_minor
    )
    if not fits:
        raise errors.sums_wrong(what=line.key)


def price_remark(shown: pricing.Quote, own: pricing.Quote) -> Remark | None:
    """Where the server's own price is another: by how much, and which rules it is about."""
    if shown.total_minor == own.total_minor:
        return None
    was, now = _names(shown), _names(own)
    data = {
        "shown_minor": shown.total_minor,
        "own_minor": own.total_minor,
        "gone": [name for rule, name in was.items() if rule not in now],
        "new": [name for rule, name in now.items() if rule not in was],
    }
    return Remark("price_differs", data)


def _names(quoted: pricing.Quote) -> dict[str, str]:
    return {reason.rule_id: reason.name for line in quoted.lines for reason in line.reasons}
