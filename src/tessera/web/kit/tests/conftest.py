"""A shop whose people sign in with their names."""

import pytest
from tests.support.shop import NOON, Shop, open_shop

from tessera.org import usecases as org

PASSWORD = "silk-and-brocade-88"


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


@pytest.fixture
def people(shop: Shop) -> Shop:
    for role in ("owner", "manager", "cashier", "guide", "auditor"):
        org.hire(
            actor=shop.boss,
            at=NOON,
            username=role,
            password=PASSWORD,
            name=role,
            role=role,
            store_ids=[] if role == "owner" else [shop.store_id],
        )
    return shop
