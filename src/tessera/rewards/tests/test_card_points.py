"""Whether what a card's discount lowers earns points, as its kind says."""

from dataclasses import replace
from uuid import UUID

import pytest
from tests.support.books import broken
from tests.support.shop import NOON, TODAY, Shop

from tessera.ledger.queries import get_balance
from tessera.rewards import usecases
from tessera.rewards.queries import points_to_earn
from tessera.sales import usecases as sales
from tessera.sales.tests.test_discount_cards import TENTH
from tessera.sales.tests.test_passes import sold, use
from tessera.wallet import places as held
from tessera.wallet import usecases as wallet
from tessera.wallet.rules.cards import Group, Terms

SILENT = replace(TENTH, earns=False)


def points(member: UUID) -> int:
    return get_balance(held.points(member))


@pytest.mark.parametrize(("terms", "earned_points"), [(TENTH, 269), (SILENT, 0)])
def test_the_card_says_whether_what_it_lowers_earns(
    shop: Shop, terms: Terms, earned_points: int
) -> None:
    member = shop.join()
    sold(shop, member, terms=terms)
    order = shop.order((shop.dress, 1), member_id=member)
    quoted = sales.quote(actor=shop.boss, at=NOON, store_id=shop.store_id, order=order)
    promised = points_to_earn(quoted, member_id=member, store_id=shop.store_id, at=NOON, on=TODAY)
    shop.sell(order)
    assert (points(member), promised.points) == (earned_points, earned_points)
    assert not broken()


def test_case_07_only_goods_at_another_price_earn_and_only_they_are_clawed_back(
    shop: Shop,
) -> None:
    other, member = shop.add("SCARF", 40000), shop.join()
    dresses = Group(sku_ids=(str(shop.dress),))
    sold(shop, member, terms=replace(SILENT, discount_group=dresses))
    done = shop.sell(shop.order((shop.dress, 1), (other, 1), member_id=member))
    assert points(member) == 400
    shop.give_back(done.sale_id, 1, 0)
    assert points(member) == 400
    shop.give_back(done.sale_id, 0, 1)
    assert points(member) == 0
    assert not broken()


def test_who_bought_a_card_that_earns_keeps_that(shop: Shop) -> None:
    member = shop.join()
    sold(shop, member, terms=TENTH)
    wallet.set_card_kind(actor=shop.boss, at=NOON, sku_id=shop.skus["CARD"], terms=SILENT)
    shop.sell(shop.order((shop.dress, 1), member_id=member))
    assert points(member) == 269


@pytest.mark.parametrize("earns", [True, False])
def test_a_pass_earns_neither_by_its_sale_nor_by_its_use(shop: Shop, *, earns: bool) -> None:
    usecases.set_earn_rule(
        actor=shop.boss, at=NOON, minor_per_point=100, earns_on_services=True, earns_on_fees=True
    )
    member = shop.join()
    card = sold(shop, member, terms=Terms(paid_uses=10, days=365, earns=earns))
    use(shop, card)
    assert points(member) == 0
    assert not broken()


@pytest.mark.parametrize("earns", [True, False])
def test_stored_value_that_a_card_brought_earns_when_it_pays(shop: Shop, *, earns: bool) -> None:
    member = shop.join()
    sold(shop, member, terms=Terms(value_minor=50000, earns=earns), price_minor=50000)
    assert points(member) == 0
    shop.sell(shop.order((shop.dress, 1), member_id=member), ("wallet", 29900))
    assert points(member) == 299
    assert not broken()
