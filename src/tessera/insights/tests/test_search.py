from dataclasses import replace

import pytest
from tests.support.chain import Chain
from tests.support.shop import NOON

from tessera.insights.queries import assortment, search
from tessera.insights.queries.search import Found
from tessera.kernel.actor import Actor
from tessera.kernel.errors import NotFound


def find(actor: Actor, text: str) -> Found:
    return search.find(actor=actor, at=NOON, text=text)


def test_a_member_a_product_and_a_sale_are_found_by_what_they_are_called(chain: Chain) -> None:
    shop = chain.shop
    member = shop.join("王芳")
    sale = shop.sell(shop.order((shop.dress, 1)))

    assert [one.id for one in find(chain.boss, "王芳").members] == [member]
    assert [one.style for one in find(chain.boss, "dress").products] == ["DRESS"]
    assert [one.sale_id for one in find(chain.boss, sale.number).sales] == [sale.sale_id]


def test_one_sign_finds_nothing(chain: Chain) -> None:
    chain.shop.join("王芳")

    assert not find(chain.boss, "王")


def test_nobody_finds_what_they_may_not_see(chain: Chain) -> None:
    shop = chain.shop
    shop.join("王芳")
    sale = shop.sell(shop.order((shop.dress, 1)))

    assert find(chain.partner, "王芳").members == ()
    assert find(chain.partner, "0001").members == ()
    assert find(chain.partner, sale.number).sales == ()
    assert not find(replace(chain.boss, permissions=frozenset()), "王芳")


def test_a_matrix_counts_the_pieces_of_the_stores_that_are_seen(chain: Chain) -> None:
    shop = chain.shop
    shop.sell(shop.order((shop.dress, 3)))
    product = find(chain.boss, "DRESS").products[0].product_id

    whole = assortment.get_assortment(actor=chain.boss, product_id=product)
    here = assortment.get_assortment(
        actor=chain.boss, product_id=product, store_id=chain.franchise.store_id
    )
    partner = assortment.get_assortment(actor=chain.partner, product_id=product)

    assert [cell.on_hand for _, cells in whole.rows for cell in cells] == [97]
    assert [cell.on_hand for _, cells in here.rows for cell in cells] == [0]
    assert [(store.code, pieces) for store, pieces in partner.stores] == [("F1", 0)]
    shelves = assortment.list_shelves(actor=chain.boss, product_ids=[product])
    assert shelves[product] == assortment.Shelf(29900, 29900, 97)
    with pytest.raises(NotFound):
        assortment.get_assortment(actor=chain.partner, product_id=product, store_id=shop.store_id)
