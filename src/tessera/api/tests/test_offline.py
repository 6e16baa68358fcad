"""A till over HTTP that sells without the server, and tells it afterwards."""

from typing import Any
from uuid import UUID, uuid4

from tests.support.books import broken
from tests.support.shop import Shop
from tests.support.till import Till, sign_in

AMOUNTS = ("gross_minor", "reduction_minor", "rounding_minor", "points_used", "points_minor")
LINE = ("key", "quantity", "unit_tag_minor", "unit_price_minor", "gross_minor", "net_minor")


def shown(quote: dict[str, Any]) -> dict[str, Any]:
    """What of a quote goes with a sale: the numbers, and the rules that made them."""
    lines = [
        {name: line[name] for name in (*LINE, "points_share_minor", "paid_minor", "reasons")}
        for line in quote["lines"]
    ]
    kept = ("book_version", "currency", "reasons", "total_minor", *AMOUNTS)
    return {"lines": lines, **{name: quote[name] for name in kept}}


def made(till: Till, *lines: tuple[UUID, int]) -> dict[str, Any]:
    """A sale under the first number of a new block."""
    block = till.post("/number-blocks", {"request_id": str(uuid4())}).body
    cart = till.cart(*lines)
    quote = shown(till.post("/quote", cart).body)
    return {
        "request_id": str(uuid4()),
        "number_on": block["business_on"],
        "number": block["first"],
        "made_at": "2026-03-10T11:59:58.123+08:00",
        "shift_id": till.get("/till").body["shift"]["id"],
        "order": cart,
        "quote": quote,
        "tenders": [{"kind": "cash", "amount_minor": quote["total_minor"]}],
    }


def test_case_23_a_sale_made_offline_is_sent_under_a_new_token_and_taken_once(shop: Shop) -> None:
    till = sign_in(shop)
    sale = made(till, (shop.dress, 2))
    first = till.post("/offline-sales", sale)
    assert (first.status, first.body["number"]) == (200, "S1-T1-260310-F0001")
    assert (first.body["total_minor"], first.body["remarks"]) == (59800, [])
    assert sign_in(shop).post("/offline-sales", sale).body == first.body
    (row,) = till.get("/sales").body["items"]
    assert (row["number"], row["at"]) == ("S1-T1-260310-F0001", "2026-03-10T04:00:00+00:00")
    assert not broken()


def test_a_sale_of_another_till_is_refused_in_words(
    shop: Shop, till: Till, other_till: Till
) -> None:
    sale = made(till, (shop.dress, 1))
    refused = other_till.post("/offline-sales", sale)
    assert (refused.status, refused.code) == (409, "offline.number_unknown")
    assert till.get("/sales").body["items"] == []


def test_amounts_that_do_not_add_up_are_refused_in_words(shop: Shop, till: Till) -> None:
    sale = made(till, (shop.dress, 1))
    sale["quote"]["total_minor"] = 1
    refused = till.post("/offline-sales", sale)
    assert (refused.status, refused.code) == (422, "offline.sums_wrong")
    assert "total" in refused.body["message"]
