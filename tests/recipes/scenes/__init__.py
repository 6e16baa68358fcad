"""How to make happen what each recipe shows: a module for each page, with its ``SCENES``."""

from uuid import UUID

from tests.support.shop import Shop


def owing_points(shop: Shop, points: int) -> UUID:
    """A member who spent ``points`` and brought back what had earned them."""
    member, coat, needle = (
        shop.join(),
        shop.add("COAT", points * 100),
        shop.add("NEEDLE", points + 50),
    )
    earned = shop.sell(shop.order((coat, 1), member_id=member))
    shop.sell(shop.order((needle, 1), member_id=member, points=points))
    shop.give_back(earned.sale_id, 1)
    return member
