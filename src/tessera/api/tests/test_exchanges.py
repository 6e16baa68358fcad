"""Points into value at the till, as often at once as the member wants."""

from typing import Any
from uuid import uuid4

from tests.support import pointing
from tests.support.exchanging import offer_exchange
from tests.support.shop import NOON, Shop
from tests.support.till import Till


def test_a_member_exchanges_twice_and_is_told_how_many_points(shop: Shop, till: Till) -> None:
    member, offer = shop.join(), offer_exchange(shop.boss)
    pointing.give(member, 250, store_id=shop.store_id, at=NOON)
    (seen,) = till.get(f"/members/{member}/exchanges").body["items"]
    assert (seen["offer_id"], seen["points"], seen["most"]) == (str(offer), 100, 2)
    sent: dict[str, Any] = {
        "request_id": str(uuid4()),
        "member_id": str(member),
        "offer_id": str(offer),
        "expected_points": 100,
    }
    refused = till.post("/exchanges", sent | {"times": 3})
    assert (refused.status, refused.code) == (409, "rewards.exchange_too_often")
    done = till.post("/exchanges", sent | {"times": 2})
    assert (done.status, done.body["points"]) == (200, 200)
    assert till.post("/exchanges", sent | {"times": 2}).body == done.body
    balances = till.get(f"/members/{member}/balances").body
    assert (balances["points"], balances["bonus_minor"]) == (50, 1000)
