"""A part of a sale that comes back."""

from collections.abc import Iterator

from tests.support.shop import Shop


def one_dress_of_two(shop: Shop) -> Iterator[None]:
    member = shop.join()
    shop.top_up(member)
    order = shop.order((shop.dress, 2), member_id=member)
    sold = shop.sell(order, ("wallet", 22000), ("cash", 37800))
    yield
    shop.give_back(sold.sale_id, 1)


SCENES = (one_dress_of_two,)
