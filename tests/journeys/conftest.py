"""A shop at noon, and a till in it that is asked by HTTP."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from tests.support.shop import NOON, Shop, open_shop
from tests.support.till import Till, sign_in


@pytest.fixture
def shop(db: None) -> Iterator[Shop]:
    with time_machine.travel(NOON, tick=False):
        yield open_shop()


@pytest.fixture
def till(shop: Shop) -> Till:
    """A token that outlives what the stories need."""
    return sign_in(shop, life=timedelta(days=3650))
