"""Stored value that is bought, and points that come with it."""

from collections.abc import Iterator
from datetime import timedelta

import time_machine

from tessera.sales.usecases import CompletedSale
from tessera.wallet import usecases as wallet
from tessera.wallet.rules.topups import Gifts, PlanTerms
from tests.support.queue import work_off
from tests.support.shop import NOON, Shop

LATER = NOON + timedelta(minutes=1)


def paid_by_card(shop: Shop) -> Iterator[None]:
    member = shop.join()
    yield
    shop.sell(shop.order((shop.topup, 1), member_id=member), ("card", 50000))


def _giving_points(shop: Shop) -> CompletedSale:
    sku_id = shop.add("GIVING", 100000, kind="topup")
    terms = PlanTerms(gives=Gifts(points=200))
    wallet.set_plan(actor=shop.boss, at=NOON, sku_id=sku_id, principal_minor=100000, terms=terms)
    return shop.sell(shop.order((sku_id, 1), member_id=shop.join()))


def points_come_with_it(shop: Shop) -> Iterator[None]:
    _giving_points(shop)
    yield
    work_off()


def points_go_with_it(shop: Shop) -> Iterator[None]:
    sold = _giving_points(shop)
    work_off()
    with time_machine.travel(LATER, tick=False):
        shop.give_back(sold.sale_id, 1, at=LATER)
        yield
        work_off()


SCENES = (paid_by_card, points_come_with_it, points_go_with_it)
