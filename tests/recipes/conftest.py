"""A shop at noon in which recipes are acted."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.support.shop import NOON, Shop, open_shop


@pytest.fixture
def shop(db: None) -> Iterator[Shop]:
    with time_machine.travel(NOON, tick=False):
        yield open_shop()
