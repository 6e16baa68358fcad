from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.support.chain import Chain
from tests.support.shop import NOON, TODAY, Shop

from tessera.insights.queries import charts, today
from tessera.insights.queries.today import Today
from tessera.kernel.errors import Forbidden, NotFound
from tessera.sales.models import Buyer
from tessera.sales.tests.test_exchanging import exchange

WEEK = timedelta(days=7)


def see(shop: Shop, **asked: Any) -> Today:
    found = today.get_today(actor=shop.boss, at=NOON + timedelta(hours=1), **asked)
    assert found is not None
    return found


def test_what_was_sold_today_is_counted_with_its_average(shop: Shop) -> None:
    shop.sell(shop.order((shop.dress, 2)))
    shop.sell(shop.order((shop.dress, 1)))

    found = see(shop)

    assert found.day == TODAY
    assert found.now.net_minor == 3 * 29900
    assert found.now.sale_count == 2
    assert found.now.ticket_minor == 3 * 29900 // 2


def test_a_return_lowers_what_was_sold(shop: Shop) -> None:
    sale = shop.sell(shop.order((shop.dress, 2)))
    shop.give_back(sale.sale_id, 1)

    assert see(shop).now.net_minor == 29900
    assert see(shop).now.returned_minor == 29900


def test_an_exchange_is_one_sale_and_one_return_and_one_more_visit(shop: Shop) -> None:
    member, coat = shop.join(), shop.add("COAT", 49900)
    sale = shop.sell(shop.order((shop.dress, 1), member_id=member))
    exchange(shop, sale.sale_id, coat, ("cash", 20000))

    found = see(shop).now

    assert (found.sale_count, found.sold_minor) == (2, 29900 + 49900)
    assert (found.return_count, found.returned_minor) == (1, 29900)
    assert found.ticket_minor == (29900 + 49900) // 2
    assert found.net_minor == 49900
    assert Buyer.objects.get(member=member).visits == 2


def test_an_even_exchange_leaves_the_average_sale_as_it_is(shop: Shop) -> None:
    blouse = shop.add("BLOUSE", 29900)
    sale = shop.sell(shop.order((shop.dress, 1)))
    before = see(shop).now
    exchange(shop, sale.sale_id, blouse)

    found = see(shop).now

    assert found.ticket_minor == before.ticket_minor == 29900
    assert found.net_minor == before.net_minor
    assert found.return_count == 1


def test_a_top_up_is_owed_and_not_sold(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)

    assert see(shop).now.net_minor == 0
    assert today.get_owed(actor=shop.boss) == today.Owed(50000, 5000)


def test_what_stored_value_buys_is_sold_and_no_longer_owed(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    shop.sell(shop.order((shop.dress, 1), member_id=member), ("wallet", 29900))

    assert see(shop).now.net_minor == 29900
    owed = today.get_owed(actor=shop.boss)
    assert owed is not None
    assert owed.whole_minor == 55000 - 29900


def test_today_stands_beside_the_same_weekday_until_the_same_time(shop: Shop) -> None:
    shop.sell(shop.order((shop.dress, 1)), at=NOON - WEEK)
    shop.sell(shop.order((shop.dress, 3)), at=NOON - WEEK + timedelta(hours=4))
    shop.sell(shop.order((shop.dress, 2)))

    found = see(shop)

    assert found.then.net_minor == 29900
    assert found.then_whole.net_minor == 4 * 29900
    assert found.change_bp == 10_000


def test_there_is_no_change_without_anything_to_compare_with(shop: Shop) -> None:
    shop.sell(shop.order((shop.dress, 1)))

    assert see(shop).change_bp is None


def test_points_and_new_members_of_today_are_counted(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 1), member_id=member))

    found = see(shop)

    assert (found.new_members, found.points_issued, found.points_spent) == (1, 299, 0)


def test_who_works_in_one_store_sees_that_store_only(chain: Chain) -> None:
    chain.shop.sell(chain.shop.order((chain.shop.dress, 1)))

    own = today.get_today(actor=chain.manager, at=NOON)
    other = today.get_today(actor=chain.partner, at=NOON)

    assert own is not None
    assert other is not None
    assert own.now.net_minor == 29900
    assert other.now.net_minor == 0
    assert today.get_owed(actor=chain.partner) is None


def test_another_store_cannot_be_chosen(chain: Chain) -> None:
    with pytest.raises(NotFound):
        today.get_today(actor=chain.partner, at=NOON, store_id=chain.shop.store_id)


def test_nobody_looks_without_the_permission(shop: Shop) -> None:
    stranger = replace(shop.boss, permissions=frozenset())

    with pytest.raises(Forbidden):
        today.get_today(actor=stranger, at=NOON)
    with pytest.raises(Forbidden):
        charts.get_charts(actor=stranger, at=NOON)


def test_the_charts_end_with_today_and_agree_with_the_figures(chain: Chain) -> None:
    shop = chain.shop
    member = shop.join()
    shop.sell(shop.order((shop.dress, 2), member_id=member), ("cash", 20000), ("card", 39800))
    shop.sell(shop.order((shop.dress, 1)), at=NOON - WEEK)

    found = charts.get_charts(actor=shop.boss, at=NOON)

    assert found is not None
    assert (found.days[-1], len(found.days)) == (TODAY, 30)
    assert [(one.store.code, one.amounts[-1], one.amounts[-8]) for one in found.stores] == [
        ("S1", 2 * 29900, 29900),
        ("F1", 0, 0),
    ]
    assert found.hours.now[found.hours.hours.index(12)] == 2 * 29900
    assert found.hours.then[found.hours.hours.index(12)] == 29900
    assert {share.name: share.amount for share in found.tenders} == {"card": 39800, "cash": 20000}
    assert [(share.name, share.amount) for share in found.levels] == [("普通", 1)]
    assert [(style.pieces, style.amount_minor) for style in found.styles] == [(2, 2 * 29900)]


def test_before_the_first_store_there_is_nothing_to_see(shop: Shop) -> None:
    nowhere = replace(shop.boss, store_ids=frozenset())

    assert today.get_today(actor=nowhere, at=NOON) is None
    assert charts.get_charts(actor=nowhere, at=NOON) is None
