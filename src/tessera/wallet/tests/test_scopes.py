"""Who manages one store sees nothing of another's cards, gift cards and freezes."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.shop import NOON, Shop, open_shop

from tessera.kernel.actor import Actor
from tessera.org import usecases as org
from tessera.wallet import queries, usecases
from tessera.wallet.queries import gifts, kinds
from tessera.wallet.rules.cards import Terms


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


@pytest.fixture
def other(shop: Shop) -> UUID:
    return org.open_store(actor=shop.boss, at=NOON, code="S2", name="淮海路店")


def manager(shop: Shop, store_id: UUID) -> Actor:
    return replace(shop.boss, store_ids=frozenset({store_id}))


def test_gift_cards_and_their_batches_are_seen_in_the_stores_that_have_them(
    shop: Shop, other: UUID
) -> None:
    made = usecases.make_gift_cards(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="新春礼品卡",
        amount_minor=50000,
        count=2,
        years=3,
    )
    number = made.cards[0].number

    def seen(actor: Actor) -> tuple[int, int]:
        return len(gifts.list_batches(actor)), len(gifts.search_gifts(actor, number, "CNY"))

    assert seen(manager(shop, other)) == (0, 0)
    assert seen(manager(shop, shop.store_id)) == seen(shop.boss) == (1, 1)


def test_what_is_frozen_is_listed_in_the_store_that_froze_it(shop: Shop, other: UUID) -> None:
    member = shop.join()
    shop.top_up(member)
    usecases.freeze(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        member_id=member,
        amount_minor=1000,
        reason="争议",
    )
    assert queries.list_all_freezes(manager(shop, other)) == []
    for actor in (manager(shop, shop.store_id), shop.boss):
        (row,) = queries.list_all_freezes(actor)
        assert row.principal_minor + row.bonus_minor == 1000


def sell_a_kind(shop: Shop, style: str) -> None:
    sku_id = shop.add(style, 10000, kind="card")
    usecases.set_card_kind(actor=shop.boss, at=NOON, sku_id=sku_id, terms=Terms(paid_uses=4))
    shop.sell(shop.order((sku_id, 1), member_id=shop.join()))


def test_the_figures_of_a_kind_are_those_of_the_cards_that_ones_stores_sold(
    shop: Shop, other: UUID
) -> None:
    sell_a_kind(shop, "CARD")

    def seen(actor: Actor) -> tuple[int, int, int]:
        (told,) = kinds.list_kind_figures(actor)
        return told.sold, told.running, told.deferred_minor

    assert seen(manager(shop, other)) == (0, 0, 0)
    assert seen(manager(shop, shop.store_id)) == seen(shop.boss) == (1, 1, 10000)


def test_the_figures_of_many_kinds_cost_as_many_reads_as_those_of_one(shop: Shop) -> None:
    sell_a_kind(shop, "CARD")
    alone = reads(lambda: kinds.list_kind_figures(shop.boss))
    for style in ("CARD2", "CARD3"):
        sell_a_kind(shop, style)
    assert [kind.sold for kind in kinds.list_kind_figures(shop.boss)] == [1, 1, 1]
    assert reads(lambda: kinds.list_kind_figures(shop.boss)) == alone


def reads(act: Callable[[], object]) -> int:
    """How many statements it takes."""
    with CaptureQueriesContext(connection) as told:
        act()
    return len(told)
