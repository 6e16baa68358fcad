"""A shop with a second store, seen by its boss and by who works in one store only."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from tests.support.shop import NOON, Shop, open_shop

from tessera.config.roles import ROLES
from tessera.kernel.actor import Actor
from tessera.org import usecases as org
from tessera.sales import usecases as sales


@dataclass
class Chain:
    """``shop`` with a franchise beside it; ``manager`` works in the shop, ``partner`` in the franchise."""

    shop: Shop
    franchise_id: UUID
    franchise_till_id: UUID

    @property
    def boss(self) -> Actor:
        """Sees everything."""
        return self.shop.boss

    @property
    def manager(self) -> Actor:
        """Sees the shop."""
        return manager_of(self.shop.store_id)

    @property
    def partner(self) -> Actor:
        """Sees the franchise."""
        return manager_of(self.franchise_id)


def manager_of(store_id: UUID) -> Actor:
    """A store manager."""
    return Actor("staff", None, "店长", "manager", ROLES["manager"], frozenset({store_id}))


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


@pytest.fixture
def chain(shop: Shop) -> Chain:
    franchise = org.open_store(
        actor=shop.boss,
        at=NOON,
        code="F1",
        name="加盟店",
        kind="franchise",
        allows_negative_stock=True,
    )
    till = org.open_till(actor=shop.boss, at=NOON, store_id=franchise, code="T1", name="一号台")
    sales.open_shift(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=franchise,
        till_id=till,
        float_minor=0,
    )
    return Chain(shop, franchise, till)
