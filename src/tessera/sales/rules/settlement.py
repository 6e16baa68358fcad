"""How tenders settle a total, and which money pays for what."""

from collections.abc import Sequence
from dataclasses import dataclass

from tessera.ledger.rules import Place
from tessera.sales import errors
from tessera.sales.rules.order import TenderOffer

CASH, CARD, WALLET, GIFT = "cash", "card", "wallet", "gift"
KINDS = (CARD, WALLET, GIFT, CASH)
MONEY = (CASH, CARD)
"""What may pay for a top-up, in the order in which it does."""


@dataclass(frozen=True, slots=True)
class Paid:
    """A tender as kept: cash after change."""

    kind: str
    amount_minor: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was kept by each tender, and the change."""

    tenders: tuple[Paid, ...]
    change_minor: int

    def amount(self, kind: str) -> int:
        """What was kept by tenders of ``kind``."""
        return sum(paid.amount_minor for paid in self.tenders if paid.kind == kind)


def settle(*, total_minor: int, topup_minor: int, offers: Sequence[TenderOffer]) -> Settlement:
    """Settle ``total_minor``, of which ``topup_minor`` is for top-ups, by what is offered.

    Raises Invalid ``sales.tender_invalid``; Conflict ``sales.underpaid``, ``sales.overpaid``
    (only cash gives change) and ``sales.topup_needs_money``.
    """
    for offer in offers:
        if offer.kind not in KINDS or offer.amount_minor <= 0:
            raise errors.tender_invalid(kind=offer.kind)
    change = sum(offer.amount_minor for offer in offers) - total_minor
    if change < 0:
        raise errors.underpaid(missing_minor=-change)
    tenders = _keep(offers, change)
    if sum(paid.amount_minor for paid in tenders) != total_minor:
        raise errors.overpaid(excess_minor=change)
    settlement = Settlement(tenders, change)
    if settlement.amount(WALLET) + settlement.amount(GIFT) > total_minor - topup_minor:
        raise errors.topup_needs_money()
    return settlement


def _keep(offers: Sequence[TenderOffer], change: int) -> tuple[Paid, ...]:
    """The tenders in the order they were offered, with the change taken out of the cash."""
    kept = []
    for offer in offers:
        back = min(change, offer.amount_minor) if offer.kind == CASH else 0
        change -= back
        if offer.amount_minor > back:
            kept.append(Paid(offer.kind, offer.amount_minor - back, offer.reference))
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class Flow:
    """So much from one place to another."""

    source: Place
    destination: Place
    amount: int


def match(
    sources: Sequence[tuple[Place, int]], destinations: Sequence[tuple[Place, int]]
) -> list[Flow]:
    """Pay ``destinations`` from ``sources``, both in order, with the fewest flows.

    Raises ValueError when the two sides do not sum to the same.
    """
    if sum(amount for _, amount in sources) != sum(amount for _, amount in destinations):
        raise ValueError("sources and destinations differ")
    flows: list[Flow] = []
    waiting = [(place, amount) for place, amount in sources if amount]
    for destination, wanted in destinations:
        left = wanted
        while left:
            source, there = waiting[0]
            part = min(left, there)
            flows.append(Flow(source, destination, part))
            left -= part
            waiting[0] = source, there - part
            if part == there:
                waiting.pop(0)
    return flows
