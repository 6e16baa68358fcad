"""Points that nobody spent in time."""

from collections.abc import Iterator
from datetime import timedelta

from tessera.wallet import usecases as wallet
from tests.support import bonus
from tests.support.shop import NOON, TODAY, Shop


def two_years_later(shop: Shop) -> Iterator[None]:
    member, blouse = shop.join(), shop.add("BLOUSE", 12000)
    shop.sell(shop.order((blouse, 1), member_id=member))
    yield
    wallet.expire_points(actor=shop.boss, at=NOON + timedelta(days=800))


def bonus_after_its_last_day(shop: Shop) -> Iterator[None]:
    bonus.give(shop.join(), 5000, store_id=shop.store_id, at=NOON, until=TODAY)
    yield
    wallet.expire_bonus(actor=shop.boss, at=NOON + timedelta(days=1))


SCENES = (two_years_later, bonus_after_its_last_day)
