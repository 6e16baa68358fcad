"""A desk at which a level is applied for."""

import pytest
from tests.support.applying import Desk, open_desk
from tests.support.shop import Shop, open_shop


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


@pytest.fixture
def desk(shop: Shop) -> Desk:
    return open_desk(shop)
