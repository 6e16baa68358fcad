"""Cards sold, used, earned by the day, refunded and ended."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from tessera.sales import usecases as sales
from tessera.sales.usecases import PayoutTerms
from tessera.wallet import usecases as wallet
from tessera.wallet.queries.cards import list_cards
from tessera.wallet.rules.cards import Terms
from tests.support.law import let_cards_lapse
from tests.support.shop import NOON, Shop

TWELVE = Terms(paid_uses=10, gift_uses=2, days=365)


def _kind(shop: Shop, terms: Terms, price_minor: int) -> UUID:
    sku_id = shop.add("CARD", price_minor, kind="card")
    wallet.set_card_kind(actor=shop.boss, at=NOON, sku_id=sku_id, terms=terms)
    return sku_id


def _card(shop: Shop, terms: Terms = TWELVE, price_minor: int = 200000) -> UUID:
    member = shop.join()
    shop.sell(shop.order((_kind(shop, terms, price_minor), 1), member_id=member))
    return list_cards(member, "CNY")[0].id


def _use(shop: Shop, card_id: UUID, uses: int) -> None:
    sales.use_pass(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        card_id=card_id,
        uses=uses,
    )


def sold(shop: Shop) -> Iterator[None]:
    member, sku_id = shop.join(), _kind(shop, TWELVE, 200000)
    yield
    shop.sell(shop.order((sku_id, 1), member_id=member))


def used(shop: Shop) -> Iterator[None]:
    card_id = _card(shop)
    yield
    _use(shop, card_id, 1)


def earned_by_the_day(shop: Shop) -> Iterator[None]:
    _card(shop, Terms(is_unlimited=True, days=365), 36500)
    yield
    sales.earn_card_days(actor=shop.boss, at=NOON + timedelta(days=1))


def refunded(shop: Shop) -> Iterator[None]:
    card_id = _card(shop)
    _use(shop, card_id, 3)
    yield
    sales.refund_card(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        card_id=card_id,
        terms=PayoutTerms(
            "consumer", "bank", "王芳", "6222", "搬家", identity_checked=True, document_name="王芳"
        ),
        expected_minor=140000,
    )


def ended(shop: Shop) -> Iterator[None]:
    let_cards_lapse(shop)
    _card(shop, replace(TWELVE, kept_days=0))
    yield
    sales.lapse_cards(actor=shop.boss, at=NOON + timedelta(days=365))


def sold_with_value(shop: Shop) -> Iterator[None]:
    terms = Terms(paid_uses=10, value_minor=100000, value_bonus_minor=20000, alone_minor=100000)
    member, sku_id = shop.join(), _kind(shop, terms, 180000)
    yield
    shop.sell(shop.order((sku_id, 1), member_id=member))


SCENES = (sold, used, earned_by_the_day, refunded, ended, sold_with_value)
