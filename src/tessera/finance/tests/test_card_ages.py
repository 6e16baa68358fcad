"""How old the uses of cards are, and the money in them."""

from datetime import timedelta

import pytest
from tests.support.redeeming import card_kind
from tests.support.shop import NOON, TODAY, Shop

from tessera.catalog.models import Sku
from tessera.finance import jobs
from tessera.finance.queries import ages, liabilities

ZONE = "Asia/Shanghai"


@pytest.fixture
def sold(shop: Shop) -> Shop:
    """A card of twelve uses for 90.00, which counts for a year from its sale."""
    card_kind(shop, paid_uses=10, gift_uses=2, days=365)
    sku = Sku.objects.get(product__style="COFFEE")
    shop.sell(shop.order((sku.id, 1), member_id=shop.join()))
    return shop


@pytest.mark.parametrize(("days", "age", "expiry"), [(0, 0, 3), (31, 1, 3), (365, 3, 0)])
def test_what_is_on_a_card_is_as_old_as_the_card_and_ends_with_it(
    sold: Shop, days: int, age: int, expiry: int
) -> None:
    found = ages.read_ages(at=NOON, today=TODAY + timedelta(days=days), zone=ZONE)
    assert {(one.store_id, one.kind, one.age, one.expiry, one.amount) for one in found.sums} == {
        (sold.store_id, "pass.uses", age, expiry, 12),
        (sold.store_id, "pass.deferred", age, expiry, 9000),
    }


@pytest.mark.parametrize(("holding", "owed"), [("uses", 12), ("deferred", 9000)])
def test_the_page_shows_what_the_accounts_say(sold: Shop, holding: str, owed: int) -> None:
    for _ in range(2):  # from the cards themselves, then from what the worker kept
        found = liabilities.get_liability(actor=sold.boss, at=NOON, holding=holding)
        assert (found.whole.amount, found.balance, found.whole.lots) == (owed, owed, 1)
        jobs.keep_sums(NOON)
