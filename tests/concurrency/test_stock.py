"""Pieces of one SKU at several tills."""

import random
from uuid import UUID

from tessera.stock import queries as stock
from tests.support.arena import at_once, deed, told
from tests.support.arena_member import code_of
from tests.support.books import broken, deadlocks
from tests.support.shop import Shop, open_shop

TILLS = ("T2", "T3", "T4", "T5", "T6")


def test_the_last_piece_is_sold_once(shop: Shop) -> None:
    last = shop.add("LAST", 5000, pieces=1)
    tills = [shop, *(shop.another_till(code) for code in TILLS)]
    order = shop.order((last, 1))
    answers = at_once([deed(till.sell, order, ("cash", 5000), total=5000) for till in tills])
    codes = [answer.fault or answer.refused for answer in answers]
    assert sorted(codes) == ["", *["stock.insufficient"] * 5], told(answers)
    assert stock.on_hand(shop.store_id, [last]) == {last: 0}
    assert not broken()


def test_the_first_movements_of_a_sku_at_once_share_one_row(database: None) -> None:
    shop = open_shop(negative_stock=True)
    new = shop.add("NEW", 5000, pieces=0)
    tills = [shop, *(shop.another_till(code) for code in TILLS)]
    order = shop.order((new, 2))
    answers = at_once([deed(till.sell, order, ("cash", 10000), total=10000) for till in tills])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert stock.on_hand(shop.store_id, [new]) == {new: -12}
    assert not broken()


def test_tills_that_sell_the_same_skus_in_any_order_do_not_stop_each_other(shop: Shop) -> None:
    skus = [shop.add(f"S{number}", 1000, pieces=500) for number in range(6)]
    tills = [shop, *(shop.another_till(code) for code in TILLS[:3])]
    before = deadlocks()
    answers = at_once([deed(sell_shuffled, till, skus, seed) for seed, till in enumerate(tills)])
    assert [answer.value for answer in answers] == [[""] * 15] * 4, told(answers)
    assert set(stock.on_hand(shop.store_id, skus).values()) == {500 - 4 * 15}
    assert deadlocks() == before
    assert not broken()


def sell_shuffled(till: Shop, skus: list[UUID], seed: int) -> list[str]:
    """Sell one piece of each SKU, in another order each time."""
    chance, codes = random.Random(seed), []
    for _ in range(15):
        order = till.order(*((sku, 1) for sku in chance.sample(skus, len(skus))))
        codes.append(code_of(till.sell, order, ("cash", 6000), total=6000))
    return codes
