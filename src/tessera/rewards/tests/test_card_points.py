"""Whether what a card's discount lowers earns points, as its kind says."""

from dataclasses import replace
from uuid import UUID

import pytest
from tests.support.books import broken
from tests.support.shop import NOON, TODAY, Shop

from tessera.ledger.queries import get_balance
from tessera.rewards.queries import points_to_earn
from tessera.sales import usecases as sales
from tessera.sales.tests.test_discount_cards import TENTH
from tessera.sales.tests.test_passes import sold
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
