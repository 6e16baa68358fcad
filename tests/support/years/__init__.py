"""Years of a shop at random: the shop with its tills, the model of what each owns, the clock."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.clock import business_day
from tessera.org import queries as org
from tests.support.purse import Bought, Gift, Pass, Purse, Redeemed, Sent
from tests.support.shop import NOON, Shop


@dataclass
class Years:
    """The shop with its tills, the model, and the clock. A redemption takes ``reward``, an exchange
    ``offer``, which gives bonus for ``bonus_days`` where it lapses; ``pass_sku``,
    ``value_sku`` and ``both_sku`` sell cards: uses, stored value, and both."""

    tills: list[Shop]
    reward: UUID
    offer: UUID
    bonus_days: int | None
    pass_sku: UUID
    value_sku: UUID
    both_sku: UUID
    chance: random.Random
    at: datetime = NOON
    purses: dict[UUID, Purse] = field(default_factory=dict)
    gone: dict[UUID, UUID] = field(default_factory=dict)
    bought: list[Bought] = field(default_factory=list)
    redeemed: list[Redeemed] = field(default_factory=list)
    passes: dict[UUID, Pass] = field(default_factory=dict)
    gifts: list[Gift] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    cash: int = 0
    phones: int = 0

    @property
    def day(self) -> date:
        """The store's business day."""
        store = org.get_store(self.tills[0].store_id)
        return business_day(self.at, zone=store.zone, cutover_hour=store.cutover_hour)

    def till(self) -> Shop:
        """Somebody's till."""
        return self.chance.choice(self.tills)

    def anybody(self) -> UUID:
        """A member."""
        return self.chance.choice(sorted(self.purses))

    def now(self, member_id: UUID) -> UUID:
        """Who a member is after merges."""
        while member_id in self.gone:
            member_id = self.gone[member_id]
        return member_id
