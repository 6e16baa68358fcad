"""The house accounts that a sale posts to, by name."""

from uuid import UUID

from tessera.ledger.rules import Place
from tessera.sales.rules.settlement import CARD, CASH

BANK = "bank"
"""A transfer from the brand's account, which pays stored value out."""


def revenue(store_id: UUID, currency: str) -> Place:
    """What a store sold, less what came back."""
    return Place(store_id, "revenue", currency)


def points_as_money(store_id: UUID, currency: str) -> Place:
    """What a store gave for points that were spent as money."""
    return Place(store_id, "points_as_money", currency)


def payout_kept(store_id: UUID, currency: str) -> Place:
    """What of stored value a store kept when it paid the rest out, as the law lets it."""
    return Place(store_id, "payout_kept", currency)


def card_kept(store_id: UUID, currency: str) -> Place:
    """What of cards a store kept when they ended, as their terms or the law let it."""
    return Place(store_id, "card_kept", currency)


def tender(till_id: UUID, kind: str, currency: str) -> Place:
    """What a till took by a kind of tender; its debit balance is the money there."""
    if kind not in {CASH, CARD, BANK}:
        raise ValueError(f"{kind} is not taken in at a till")
    return Place(till_id, f"tender.{kind}", currency)
