"""Goods for which no sale is found."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from tessera.sales import usecases as sales
from tessera.sales.rules.order import Order, OrderLine
from tessera.sales.usecases import LooseLine
from tests.support.shop import NOON, Shop, agree_on_prices


def to_the_wallet(shop: Shop) -> Iterator[None]:
    member = shop.join()
    cheap = Order((OrderLine("1", shop.dress, 1, price_minor=19900),))
    shop.sell(cheap)
    yield
    take_back(shop, None, refund_kind="wallet", member_id=member)


def in_cash(shop: Shop) -> Iterator[None]:
    agree_on_prices(shop)
    yield
    take_back(shop, 15000, refund_kind="cash")


def take_back(shop: Shop, minor: int | None, **how: Any) -> None:
    """A dress comes back."""
    sales.return_without_receipt(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        lines=[LooseLine(shop.dress, 1, minor)],
        reason="旧衣",
        **how,
    )


SCENES = (to_the_wallet, in_cash)
