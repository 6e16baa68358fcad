"""What the law has against a top-up is said with the quote, before money is taken."""

from typing import Any

from tests.support.shop import NOON, Shop
from tests.support.till import Till

from tessera.wallet import usecases as wallet
from tessera.wallet.rules import prepaid


def notices(till: Till, shop: Shop, member: Any, pieces: int = 1) -> list[dict[str, Any]]:
    cart = till.cart((shop.topup, pieces), member_id=str(member))
    found: list[dict[str, Any]] = till.post("/quote", cart).body["notices"]
    return found


def test_a_missing_name_is_a_calm_notice_until_it_is_noted(shop: Shop, till: Till) -> None:
    member = shop.join()
    (one,) = notices(till, shop, member)
    assert (one["key"], one["blocks"]) == (prepaid.NAME_REGISTERED, False)
    assert one["message"]
    wallet.record_name(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        member_id=member,
        name="王芳",
    )
    assert notices(till, shop, member) == []


def test_what_will_be_refused_is_said_beforehand_in_the_words_of_the_refusal(
    shop: Shop, till: Till
) -> None:
    member = shop.join()
    found = {one["key"]: one for one in notices(till, shop, member, pieces=11)}
    assert found[prepaid.MAX_REGISTERED]["blocks"] is True
    assert found[prepaid.MAX_REGISTERED]["message"]


def test_goods_alone_have_no_notices(shop: Shop, till: Till) -> None:
    cart = till.cart((shop.dress, 1), member_id=str(shop.join()))
    assert till.post("/quote", cart).body["notices"] == []
