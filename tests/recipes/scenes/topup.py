"""Stored value that is bought."""

from collections.abc import Iterator

from tests.support.shop import Shop


def paid_by_card(shop: Shop) -> Iterator[None]:
    member = shop.join()
    yield
    shop.sell(shop.order((shop.topup, 1), member_id=member), ("card", 50000))


SCENES = (paid_by_card,)
