"""A shop whose books are looked at."""

from collections.abc import Iterator

import pytest
import time_machine
from tests.support.chain import Chain, open_chain
from tests.support.shop import NOON, Shop, open_shop


@pytest.fixture
def shop(db: None) -> Iterator[Shop]:
    with time_machine.travel(NOON, tick=False):
        yield open_shop()


@pytest.fixture
def chain(db: None) -> Iterator[Chain]:
    with time_machine.travel(NOON, tick=False):
        yield open_chain()
