"""A dress that is paid with points, stored value and cash."""

from collections.abc import Iterator

from tests.support.shop import Shop


def three_ways_of_paying(shop: Shop) -> Iterator[None]:
    member = shop.join()
    shop.top_up(member)
    shop.sell(shop.order((shop.dress, 4), member_id=member))
    yield
    order = shop.order((shop.dress, 1), member_id=member, points=1000)
    shop.sell(order, ("wallet", 11000), ("cash", 17900))


SCENES = (three_ways_of_paying,)
