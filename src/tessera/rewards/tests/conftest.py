"""A shop with three levels, whose rules a test sets."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pytest
from tests.support.books import broken
from tests.support.shop import NOON, Shop, open_shop

from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.rewards import usecases
from tessera.rewards.usecases import LevelTerms

__all__ = ["Steps", "broken", "shop", "steps"]


@dataclass
class Steps:
    """The levels base, silver (10 %) and gold (20 %), and a member of the lowest."""

    shop: Shop
    base: UUID
    silver: UUID
    gold: UUID
    member: UUID

    def rule(self, level_id: UUID, **terms: object) -> int:
        """Set the rule of a level."""
        return usecases.set_level_rule(
            actor=self.shop.boss,
            at=NOON,
            level_id=level_id,
            terms=LevelTerms(**terms),  # type: ignore[arg-type]  # as the test says
        )

    def buy(self, pieces: int = 1, at: datetime = NOON, member: UUID | None = None) -> UUID:
        """The member buys dresses; returns the sale."""
        order = self.shop.order((self.shop.dress, pieces), member_id=member or self.member)
        return self.shop.sell(order, at=at).sale_id

    def level(self, member: UUID | None = None) -> UUID:
        """The member's level now."""
        return Member.objects.get(id=member or self.member).level_id


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


@pytest.fixture
def steps(shop: Shop) -> Steps:
    silver, gold = (
        members.define_level(actor=shop.boss, at=NOON, name=name, rank=rank, discount_bp=bp)
        for name, rank, bp in (("银卡", 2, 1000), ("金卡", 3, 2000))
    )
    return Steps(shop, shop.level_id, silver, gold, shop.join())
