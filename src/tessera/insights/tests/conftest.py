import pytest
from tests.support.chain import Chain, open_chain
from tests.support.shop import Shop, open_shop


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


@pytest.fixture
def chain(db: None) -> Chain:
    return open_chain()
