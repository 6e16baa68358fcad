"""A duplicate whose everything goes to who stays."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from tessera.wallet import usecases as wallet
from tests.recipes.scenes import owing_points
from tests.support.living import merge
from tests.support.shop import NOON, Shop

Names = Mapping[str, UUID]


def all_goes_over(shop: Shop) -> Iterator[Names]:
    keep, gone, blouse = shop.join(), shop.join(), shop.add("BLOUSE", 12000)
    shop.top_up(gone)
    shop.sell(shop.order((blouse, 1), member_id=gone))
    yield {"keep": keep, "gone": gone}
    merge(shop, keep=keep, gone=gone)


def points_are_owed(shop: Shop) -> Iterator[Names]:
    keep, gone = shop.join(), owing_points(shop, 80)
    yield {"keep": keep, "gone": gone}
    merge(shop, keep=keep, gone=gone)


def the_duplicates_goods_come_back(shop: Shop) -> Iterator[Names]:
    keep, gone = shop.join(), shop.join()
    shop.sell(shop.order((shop.add("SCARF", 10000), 1), member_id=gone))
    order = shop.order((shop.add("NEEDLE", 5000), 1), member_id=gone, points=100)
    sold = shop.sell(order)
    merge(shop, keep=keep, gone=gone)
    shop.give_back(sold.sale_id, 1)
    yield {"keep": keep, "gone": gone}
    wallet.carry_over(actor=shop.boss, at=NOON)


SCENES = (all_goes_over, points_are_owed, the_duplicates_goods_come_back)
