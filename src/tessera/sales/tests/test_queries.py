from datetime import date, timedelta

import pytest
from tests.support.shop import NOON, Shop

from tessera.sales import queries
from tessera.sales.queries import lists


def numbers(shop: Shop, text: str) -> list[str]:
    return [row.number for row in queries.list_sales(actor=shop.boss, text=text)]


def test_a_sale_is_found_by_how_its_number_begins(shop: Shop) -> None:
    first = shop.sell(shop.order((shop.dress, 1)))
    second = shop.sell(shop.order((shop.dress, 1)), at=NOON + timedelta(minutes=1))

    assert numbers(shop, first.number.lower()) == [first.number]
    assert numbers(shop, "S1-T1") == [second.number, first.number]


def test_a_part_of_a_number_is_looked_for_among_the_newest(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = shop.sell(shop.order((shop.dress, 1)))
    shop.sell(shop.order((shop.dress, 1)), at=NOON + timedelta(minutes=1))
    newest = shop.sell(shop.order((shop.dress, 1)), at=NOON + timedelta(minutes=2))

    assert numbers(shop, "-0001") == [old.number]
    monkeypatch.setattr(lists, "RECENT", 1)
    assert numbers(shop, "-0001") == []
    assert numbers(shop, "-0003") == [newest.number]


def test_the_number_of_a_return_finds_its_sale(shop: Shop) -> None:
    sale = shop.sell(shop.order((shop.dress, 1)))
    shop.sell(shop.order((shop.dress, 1)), at=NOON + timedelta(minutes=1))
    back = shop.give_back(sale.sale_id, 1)

    assert numbers(shop, back.number) == [sale.number]
    assert numbers(shop, back.number[:-1].lower()) == [sale.number]
    assert numbers(shop, back.number[-5:]) == [sale.number]
    assert numbers(shop, "R99") == []


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_days_are_business_days_at_whatever_hour(shop: Shop, hour: int) -> None:
    sale = shop.sell(shop.order((shop.dress, 1)), at=NOON + timedelta(hours=hour))
    day = date(2026, 3, 10 if hour < 12 else 11)

    def listed(since: date, until: date) -> list[str]:
        rows = queries.list_sales(actor=shop.boss, since=since, until=until)
        return [row.number for row in rows]

    assert listed(day, day) == [sale.number]
    assert listed(day + timedelta(days=1), day + timedelta(days=9)) == []
    assert listed(day - timedelta(days=9), day - timedelta(days=1)) == []
