"""The checkout knows its till from memory, and still sees at once that it changed."""

from tests.support.shop import NOON, Shop
from tests.support.till import Till

from tessera.org import usecases as org


def buy(shop: Shop, till: Till) -> int:
    return till.post("/sales", till.sale((shop.dress, 1), total=29900)).status


def test_a_revoked_token_sells_nothing_more_though_it_is_remembered(shop: Shop, till: Till) -> None:
    assert [buy(shop, till), buy(shop, till)] == [200, 200]
    org.revoke_till_tokens(actor=shop.boss, at=NOON, till_id=shop.till_id)
    assert buy(shop, till) == 401


def test_a_change_elsewhere_in_the_brand_does_not_stop_a_sale(shop: Shop, till: Till) -> None:
    assert buy(shop, till) == 200
    org.open_store(actor=shop.boss, at=NOON, code="S9", name="新店")
    assert buy(shop, till) == 200
