"""What a return refunds: by line to the fen, by tender as the brand has it (docs/recipes/return.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tessera.kernel.money import allocate, cumulative_share
from tessera.sales.rules.settlement import MONEY

PRO_RATA, FIRST_FIRST, LAST_FIRST = "pro_rata", "first_first", "last_first"
ORDERS = (PRO_RATA, LAST_FIRST, FIRST_FIRST)
"""How a refund is divided over the tenders of a sale: in proportion to what is left of each, what was
used last first, or what was used first first (CASES, rules worth taking over)."""


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A posted line as a return sees it. ``paid_minor`` is what the tenders paid for it."""

    id: UUID
    quantity: int
    returned: int
    paid_minor: int
    points_share_minor: int


@dataclass(frozen=True, slots=True)
class LineRefund:
    """What ``quantity`` pieces of a line give back: tenders' money, and points' money."""

    line_id: UUID
    quantity: int
    paid_minor: int
    points_share_minor: int


def refund_line(line: SoldLine, quantity: int) -> LineRefund:
    """The refund of ``quantity`` more pieces.

    Shares are cumulative, so ten partial returns give exactly what one full return would.
    """
    done = line.returned + quantity

    def share(total: int) -> int:
        return cumulative_share(total, done, line.quantity) - cumulative_share(
            total, line.returned, line.quantity
        )

    return LineRefund(line.id, quantity, share(line.paid_minor), share(line.points_share_minor))


@dataclass(frozen=True, slots=True)
class Refundable:
    """A tender of the sale and what of it has not been given back.

    ``topup_minor`` is what it paid for top-ups, and ``left_minor`` what is left of the rest;
    ``reference`` says which gift card it was.
    """

    tender_id: UUID
    kind: str
    left_minor: int
    topup_minor: int = 0
    reference: str = ""


def topup_parts(tenders: Sequence[tuple[str, int]], topup_minor: int) -> list[int]:
    """What of each tender, given by kind and amount, paid for top-ups: cash first, then card.

    As the sale posted it (docs/recipes/topup.md). Stored value never pays for stored value.
    """
    parts, left = [0] * len(tenders), topup_minor
    for kind in MONEY:
        for index, (own, amount) in enumerate(tenders):
            if own == kind:
                parts[index] = min(left, amount)
                left -= parts[index]
    return parts


def divide(amount_minor: int, left: Sequence[int], order: str = PRO_RATA) -> list[int]:
    """``amount_minor`` over tenders of which so much is ``left``, in the order they were used.

    Never more than what is left of one, so the last of several divisions takes exactly the rest,
    whatever the order. Raises ValueError where less is left in all.
    """
    if amount_minor > sum(left):
        raise ValueError(f"{amount_minor} is more than {sum(left)}")
    if order == PRO_RATA:
        return allocate(amount_minor, left)
    parts = [0] * len(left)
    places = range(len(left))
    for place in places if order == FIRST_FIRST else reversed(places):
        parts[place] = min(left[place], amount_minor)
        amount_minor -= parts[place]
    return parts


def refund_tenders(
    amount_minor: int,
    tenders: Sequence[Refundable],
    *,
    order: str = PRO_RATA,
    topups: bool = False,
) -> list[tuple[Refundable, int]]:
    """Divide a refund over the sale's tenders as ``divide`` does.

    With ``topups`` each tender gives back what it paid for them as well: money for stored value
    leaves as it came, and goods that stored value paid for are no way to draw it out. Leaves out
    tenders that get nothing.
    """
    shares = divide(amount_minor, [tender.left_minor for tender in tenders], order)
    whole = [
        share + (tender.topup_minor if topups else 0)
        for tender, share in zip(tenders, shares, strict=True)
    ]
    return [(tender, share) for tender, share in zip(tenders, whole, strict=True) if share]


def points_back(*, points_used: int, points_minor: int, done_minor: int, now_minor: int) -> int:
    """How many of the spent points return with ``now_minor`` of their ``points_minor`` value.

    ``done_minor`` has been given back before. Cumulative: everything back gives all points.
    """
    return cumulative_share(points_used, done_minor + now_minor, points_minor) - cumulative_share(
        points_used, done_minor, points_minor
    )
