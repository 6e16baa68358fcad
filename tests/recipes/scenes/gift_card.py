"""Gift cards sold, spent, paid back to, and claimed."""

from collections.abc import Iterator
from uuid import uuid4

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.sales import usecases as sales
from tessera.sales.rules.order import Order, OrderLine, TenderOffer
from tessera.sales.usecases import CompletedSale
from tessera.wallet import permissions
from tessera.wallet import usecases as wallet
from tessera.wallet.queries.gifts import find_by_code
from tests.support.shop import NOON, Shop

SECOND = Actor("staff", uuid7(), "赵店长", "manager", permissions.ALL, None)
"""Somebody else than who blocks a card."""


def _made(shop: Shop) -> tuple[str, Order]:
    batch = wallet.make_gift_cards(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="礼品卡",
        amount_minor=50000,
        count=1,
        years=3,
    )
    code = batch.cards[0].code
    return code, Order((OrderLine("g", batch.sku_id, 1, gift_codes=(code,)),))


def _sold(shop: Shop) -> str:
    code, order = _made(shop)
    shop.sell(order)
    return code


def _pay(shop: Shop, code: str) -> CompletedSale:
    return sales.complete(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        order=shop.order((shop.dress, 1)),
        tenders=[TenderOffer("gift", 29900, code)],
        expected_total_minor=29900,
    )


def sold(shop: Shop) -> Iterator[None]:
    _, order = _made(shop)
    yield
    shop.sell(order)


def spent(shop: Shop) -> Iterator[None]:
    code = _sold(shop)
    yield
    _pay(shop, code)


def refunded(shop: Shop) -> Iterator[None]:
    done = _pay(shop, _sold(shop))
    yield
    shop.give_back(done.sale_id, 1)


def claimed(shop: Shop) -> Iterator[None]:
    code, member = _sold(shop), shop.join()
    actor = Actor("member", member, "", "member", frozenset({permissions.OWN}))
    yield
    wallet.claim_gift(actor=actor, at=NOON, request_id=uuid4(), code=code)


def replaced(shop: Shop) -> Iterator[None]:
    code, order = _made(shop)
    done = shop.sell(order)
    card_id = find_by_code(code, "CNY").id
    wallet.block_gift(actor=shop.boss, at=NOON, card_id=card_id, reason="挂失")
    yield
    sales.replace_gift(
        actor=SECOND, at=NOON, card_id=card_id, receipt=done.number, reason="挂失补卡"
    )


SCENES = (sold, spent, refunded, claimed, replaced)
