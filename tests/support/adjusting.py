"""An adjustment that waits for a second person."""

from uuid import UUID, uuid4

from tessera.wallet import usecases as wallet
from tests.support.shop import NOON, Shop


def ask_for_points(shop: Shop, member_id: UUID, points: int = 900) -> UUID:
    """More points than whoever asks may add alone."""
    asked = wallet.adjust(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        member_id=member_id,
        unit="points",
        amount=points,
        cause="goodwill",
        reason="系统故障补偿",
    )
    assert asked.waits
    return asked.adjustment_id
