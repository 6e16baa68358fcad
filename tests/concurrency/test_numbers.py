"""Numbers of documents run per till and business day, without gaps."""

from datetime import UTC, date, datetime, timedelta

from tessera.sales.models import Sale
from tests.support.arena import at_once, deed, told
from tests.support.books import broken
from tests.support.shop import NOON, Shop

MIDNIGHT = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)
"""Where 11 March begins in Shanghai."""


def sell_fees(shop: Shop, times: int) -> list[str]:
    """Sell so many fees; the numbers of the sales."""
    order = shop.order((shop.fee, 1))
    return [shop.sell(order, ("cash", 2000), total=2000).number for _ in range(times)]


def numbers_on(day: date) -> list[str]:
    found = Sale.objects.filter(business_on=day).values_list("number", flat=True)
    return sorted(found)


def test_two_clients_of_one_till_number_their_sales_without_gaps(shop: Shop) -> None:
    answers = at_once([deed(sell_fees, shop, 15)] * 2)
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    given = sorted(number for answer in answers for number in answer.value)
    assert given == [f"S1-T1-260310-{number:04d}" for number in range(1, 31)]
    assert numbers_on(date(2026, 3, 10)) == given
    assert not broken()


def test_ten_sales_of_one_till_at_once_all_get_through(shop: Shop) -> None:
    answers = at_once([deed(sell_fees, shop, 1)] * 10)
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert numbers_on(NOON.date()) == [f"S1-T1-260310-{number:04d}" for number in range(1, 11)]
    assert not broken()


def test_sales_at_once_around_midnight_begin_each_day_at_one(shop: Shop) -> None:
    order = shop.order((shop.fee, 1))
    moments = [MIDNIGHT - timedelta(seconds=1), MIDNIGHT] * 4
    answers = at_once([deed(shop.sell, order, ("cash", 2000), total=2000, at=at) for at in moments])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert numbers_on(date(2026, 3, 10)) == [f"S1-T1-260310-000{n}" for n in range(1, 5)]
    assert numbers_on(date(2026, 3, 11)) == [f"S1-T1-260311-000{n}" for n in range(1, 5)]
    assert not broken()
