"""Stored value that goes back to who paid it in."""

from collections.abc import Iterator

from tests.support.payouts import pay_out
from tests.support.shop import Shop


def the_rest_by_bank(shop: Shop) -> Iterator[None]:
    member = shop.join()
    shop.top_up(member)
    shop.sell(shop.order((shop.dress, 1), member_id=member), ("wallet", 29900))
    yield
    pay_out(shop, member, 20100)


SCENES = (the_rest_by_bank,)
