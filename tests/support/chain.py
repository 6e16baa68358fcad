"""A shop with a franchise beside it, and people who see only one of the two."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from tessera.config.roles import ROLES
from tessera.kernel.actor import Actor
from tessera.members import usecases as members
from tessera.org import usecases as org
from tests.support.shop import NOON, Shop, open_shop


@dataclass
class Chain:
    """``shop`` and ``franchise``; goods are on hand in the shop only."""

    shop: Shop
    franchise: Shop

    @property
    def boss(self) -> Actor:
        """Sees everything."""
        return self.shop.boss

    @property
    def manager(self) -> Actor:
        """Manages the shop."""
        return _manager(self.shop.store_id)

    @property
    def partner(self) -> Actor:
        """Manages the franchise."""
        return _manager(self.franchise.store_id)

    def third(self) -> Actor:
        """Manages a store that is neither."""
        return _manager(uuid4())

    def nobody(self) -> Actor:
        """Works in the shop and may do nothing."""
        return Actor(
            "staff", uuid4(), "无", "cashier", frozenset(), frozenset({self.shop.store_id})
        )

    def join_franchise(self, name: str = "李雷") -> UUID:
        """Register a member at home in the franchise."""
        return members.register(
            actor=self.boss,
            at=NOON,
            store_id=self.franchise.store_id,
            phone="13900000001",
            name=name,
        ).id


def open_chain() -> Chain:
    """Set both up through the use cases; the franchise may sell what it does not have."""
    shop = open_shop()
    franchise = org.open_store(
        actor=shop.boss,
        at=NOON,
        code="F1",
        name="加盟店",
        kind="franchise",
        allows_negative_stock=True,
    )
    till = org.open_till(actor=shop.boss, at=NOON, store_id=franchise, code="T1", name="一号台")
    beside = Shop(shop.boss, franchise, till, shop.level_id, skus=shop.skus)
    beside.open_shift()
    return Chain(shop, beside)


def _manager(store_id: UUID) -> Actor:
    return Actor("staff", None, "店长", "manager", ROLES["manager"], frozenset({store_id}))
