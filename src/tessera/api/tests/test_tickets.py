"""Tickets that wait, over HTTP."""

from uuid import uuid4

from tests.support.shop import Shop
from tests.support.till import Till, hire


def test_a_ticket_is_taken_again_with_its_goods_and_without_the_codes_of_gift_cards(
    shop: Shop, till: Till, other_till: Till
) -> None:
    guide = hire(shop, "guide")
    line = {"key": "k", "sku_id": str(shop.dress), "quantity": 2, "gift_codes": ["G23456789ABC"]}
    cart = {"lines": [line], "coupon_codes": ["C1"], "points": 5, "member_id": str(shop.join())}
    asked = {
        "request_id": str(uuid4()),
        "ticket_id": str(uuid4()),
        "cart": cart,
        "marks": [{"key": "k", "apart": True}],
        "total_minor": 59800,
        "note": "李女士",
        "staff_id": str(guide.id),
    }
    parked = till.post("/tickets", asked)
    assert (parked.status, till.post("/tickets", asked).body) == (200, parked.body)

    listed = till.get("/tickets").body
    assert [(one["note"], one["for_name"], one["pieces"]) for one in listed["items"]] == [
        ("李女士", guide.name, 2)
    ]
    assert str(guide.id) in {one["id"] for one in listed["colleagues"]}
    assert other_till.get("/tickets").body["items"] == []

    address, named = f"/tickets/{parked.body['id']}/take", {"request_id": str(uuid4())}
    assert other_till.post(address, named).code == "sales.ticket_not_found"
    taken = till.post(address, named).body
    assert (taken["ticket_id"], taken["note"]) == (asked["ticket_id"], "李女士")
    assert taken["cart"]["lines"][0]["quantity"] == 2
    assert (taken["cart"]["coupon_codes"], taken["cart"]["points"]) == (["C1"], 5)
    assert taken["cart"]["marks"] == [{"key": "k", "pickup": "", "apart": True}]
    assert [sku["sku_id"] for sku in taken["skus"]] == [str(shop.dress)]
    assert "G23456789ABC" not in str(taken)
    assert till.post(address, named).body == taken
    again = till.post(f"/tickets/{parked.body['id']}/drop", {"request_id": str(uuid4())})
    assert again.code == "sales.ticket_taken"
