"""Points that wait until goods can no longer come back."""

from collections.abc import Iterator
from datetime import timedelta

from tessera.rewards import jobs
from tessera.rewards import usecases as rewards
from tests.support.shop import NOON, Shop


def sold(shop: Shop) -> Iterator[None]:
    member = shop.join()
    rewards.set_earn_rule(actor=shop.boss, at=NOON, minor_per_point=100, pending_days=7)
    yield
    shop.sell(shop.order((shop.dress, 1), member_id=member))


def released(shop: Shop) -> Iterator[None]:
    member = shop.join()
    rewards.set_earn_rule(actor=shop.boss, at=NOON, minor_per_point=100, pending_days=7)
    shop.sell(shop.order((shop.dress, 1), member_id=member))
    yield
    jobs.release_points(NOON + timedelta(days=7))


SCENES = (sold, released)
