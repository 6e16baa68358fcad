"""What a till sees of members who were made one (CASES 14)."""

import pytest
from tests.support.shop import NOON, Shop
from tests.support.till import Till

from tessera.members import usecases as members


def test_case_14_the_duplicates_card_and_phone_find_who_stayed_at_the_till(
    shop: Shop, till: Till
) -> None:
    keep, gone = shop.join("王芳"), shop.join("王方")
    shop.top_up(gone)
    card = members.show_card(actor=shop.boss, at=NOON, member_id=gone)
    members.merge(actor=shop.boss, at=NOON, keep_id=keep, gone_id=gone, reason="one person")
    for text in (card, "13800000002", "0002", "王方"):
        found = till.get("/members", q=text).body["items"]
        assert [one["member_id"] for one in found] == [str(keep)], text
    assert till.get(f"/members/{gone}").body["member_id"] == str(keep)
    for member_id in (keep, gone):
        balances = till.get(f"/members/{member_id}/balances").body
        assert balances["principal_minor"] == 50000


@pytest.mark.parametrize("named", ["gone", "keep"])
def test_case_14_a_cart_is_priced_for_who_stayed_only(shop: Shop, till: Till, named: str) -> None:
    ids = {"keep": shop.join("王芳"), "gone": shop.join("王方")}
    members.merge(
        actor=shop.boss, at=NOON, keep_id=ids["keep"], gone_id=ids["gone"], reason="one person"
    )
    cart = {
        "lines": [{"key": "1", "sku_id": str(shop.dress), "quantity": 1}],
        "member_id": str(ids[named]),
    }
    answer = till.post("/quote", cart)
    assert answer.status == (200 if named == "keep" else 404)
