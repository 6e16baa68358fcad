"""A shop with a cashier at its till, and another store of the brand, at noon."""

from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine
from tests.support.shop import NOON, Shop, open_shop
from tests.support.till import Till, hire, sign_in

from tessera.org import usecases as org


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


@pytest.fixture
def till(shop: Shop) -> Till:
    return sign_in(shop)


@pytest.fixture
def elsewhere(shop: Shop) -> UUID:
    """A franchise of the same brand."""
    return org.open_store(actor=shop.boss, at=NOON, code="F1", name="加盟店", kind="franchise")


@pytest.fixture
def other_till(shop: Shop, elsewhere: UUID) -> Till:
    """A cashier at the till of the franchise."""
    till_id = org.open_till(actor=shop.boss, at=NOON, store_id=elsewhere, code="T1", name="一号台")
    return sign_in(shop, hire(shop, "cashier", elsewhere), till_id=till_id)
