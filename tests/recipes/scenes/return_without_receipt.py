"""Goods for which no sale is found."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from tessera.sales import usecases as sales
from tessera.sales.usecases import LooseLine
from tests.support.shop import NOON, Shop


def in_cash(shop: Shop) -> Iterator[None]:
    yield
    take_back(shop, refund_kind="cash")


def to_the_wallet(shop: Shop) -> Iterator[None]:
    member = shop.join()
    yield
    take_back(shop, refund_kind="wallet", member_id=member)


def take_back(shop: Shop, **how: Any) -> None:
    """A dress comes back for 150.00."""
    sales.return_without_receipt(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        lines=[LooseLine(shop.dress, 1, 15000)],
        **how,
    )


SCENES = (in_cash, to_the_wallet)
