"""Points that nobody spent in time."""

from collections.abc import Iterator
from datetime import timedelta

from tessera.wallet import usecases as wallet
from tests.support.shop import NOON, Shop


def two_years_later(shop: Shop) -> Iterator[None]:
    member, blouse = shop.join(), shop.add("BLOUSE", 12000)
    shop.sell(shop.order((blouse, 1), member_id=member))
    yield
    wallet.expire_points(actor=shop.boss, at=NOON + timedelta(days=800))


SCENES = (two_years_later,)
