"""Points that goods earn."""

from collections.abc import Iterator

from tests.recipes.scenes import owing_points
from tests.support.shop import Shop


def a_skirt(shop: Shop) -> Iterator[None]:
    member, skirt = shop.join(), shop.add("SKIRT", 27900)
    yield
    shop.sell(shop.order((skirt, 1), member_id=member))


def with_points_owed(shop: Shop) -> Iterator[None]:
    member, skirt = owing_points(shop, 100), shop.add("SKIRT", 27900)
    yield
    shop.sell(shop.order((skirt, 1), member_id=member))


SCENES = (a_skirt, with_points_owed)
