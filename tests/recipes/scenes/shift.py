"""A shift that is closed and another that is opened."""

from collections.abc import Iterator

from tests.support.shop import Shop


def handed_over(shop: Shop) -> Iterator[None]:
    shop.sell(shop.order((shop.dress, 1)))
    yield
    shop.close_shift(counted_minor=79900)
    shop.open_shift()


SCENES = (handed_over,)
