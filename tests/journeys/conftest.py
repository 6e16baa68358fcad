import pytest

from tests.support.shop import Shop, open_shop


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()
