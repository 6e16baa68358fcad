"""Freezing a part of a member's stored value, as the office does."""

from datetime import datetime
from uuid import UUID

from tessera.wallet import usecases as wallet
from tests.support.shop import NOON, Shop


def freeze(shop: Shop, member_id: UUID, amount_minor: int | None) -> UUID:
    """Freeze an amount, or with None all that is there."""
    return wallet.freeze(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        member_id=member_id,
        amount_minor=amount_minor,
        reason="盗刷争议",
    )


def release(shop: Shop, freeze_id: UUID, *, at: datetime = NOON) -> None:
    """Give it back to the lots it came from."""
    wallet.release(actor=shop.boss, at=at, freeze_id=freeze_id, reason="已查清")
