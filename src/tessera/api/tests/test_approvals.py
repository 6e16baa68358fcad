"""Prices by hand over HTTP: quoted with what a manager must approve, approved by PIN, sold once."""

from typing import Any
from uuid import uuid4

import pytest
from tests.support.shop import NOON, Shop
from tests.support.till import Till, hire

from tessera.kernel.actor import Actor
from tessera.org import queries
from tessera.org import usecases as org

PIN = "628415"


@pytest.fixture
def manager(shop: Shop) -> Actor:
    made = hire(shop, "manager")
    org.choose_own_pin(actor=made, at=NOON, present_password="silk-and-brocade-88", pin=PIN)
    return made


def username(shop: Shop, actor: Actor) -> str:
    assert actor.id is not None
    return queries.get_staff(shop.boss, actor.id).username


def by_hand(till: Till, shop: Shop, **manual: Any) -> dict[str, Any]:
    """A dress with a price by hand."""
    cart = till.cart((shop.dress, 1))
    lines: Any = cart["lines"]
    return {"lines": [{**lines[0], "manual": {"reason": "小瑕疵", **manual}}]}


def sale(cart: dict[str, Any], total: int, **more: Any) -> dict[str, Any]:
    paid = [{"kind": "cash", "amount_minor": total}]
    return {
        **cart,
        "request_id": str(uuid4()),
        "expected_total_minor": total,
        "tenders": paid,
        **more,
    }


def test_a_till_is_told_what_its_cashier_may_set(shop: Shop, till: Till) -> None:
    told = till.get("/till").body["by_hand"]
    assert (told["off_bp"], told["amount_minor"], told["below_cost"]) == (1000, None, False)
    assert told["reasons"][0] == "Small flaw"


def test_a_quote_says_what_a_manager_must_approve(shop: Shop, till: Till) -> None:
    assert till.post("/quote", till.cart((shop.dress, 1))).body["by_hand"] is None
    own = till.post("/quote", by_hand(till, shop, kind="off", off_bp=1000)).body
    assert (own["total_minor"], own["by_hand"]["needs"]) == (26910, [])
    more = till.post("/quote", by_hand(till, shop, kind="gift")).body
    assert [one["code"] for one in more["by_hand"]["needs"]] == ["percent"]
    assert (more["total_minor"], more["by_hand"]["approved"]) == (0, False)
    assert more["lines"][0]["reasons"][0]["kind"] == "manual_gift"


def test_a_manager_approves_by_pin_and_it_is_sold_once(
    shop: Shop, till: Till, manager: Actor
) -> None:
    cart = by_hand(till, shop, kind="price", price_minor=10000)
    refused = till.post("/sales", sale(cart, 10000))
    assert (refused.status, refused.code) == (409, "manual.approval_needed")
    name = username(shop, manager)
    wrong = till.post("/approvals", {"username": name, "pin": "111222", "cart": cart})
    assert (wrong.status, wrong.code) == (409, "manual.pin_wrong")
    given = till.post("/approvals", {"username": name.upper(), "pin": PIN, "cart": cart}).body
    assert given["approver_name"] == "manager"
    cart["approval"] = given["approval"]
    assert till.post("/quote", cart).body["by_hand"]["approved"] is True
    request = sale(cart, 10000)
    sold = till.post("/sales", request)
    assert (sold.status, till.post("/sales", request).body) == (200, sold.body)
    again = till.post("/sales", sale(cart, 10000))
    assert (again.status, again.code) == (409, "manual.approval_ended")
    assert len(till.get("/sales").body["items"]) == 1


def test_case_12_the_ticket_s_discount_does_not_reduce_a_price_by_hand_over_http(
    shop: Shop, till: Till
) -> None:
    cart = by_hand(till, shop, kind="off", off_bp=1000)
    cart["manual"] = {"off_bp": 1000, "reason": "老顾客"}
    quote = till.post("/quote", cart).body
    assert (quote["total_minor"], quote["by_hand"]["saved_minor"]) == (26910, 2990)
    assert quote["missed"][0]["code"] == "nothing_left"


@pytest.mark.parametrize(
    ("manual", "code"),
    [
        ({"kind": "off", "off_bp": 10_001}, "input.invalid"),
        ({"kind": "price", "price_minor": -1}, "input.invalid"),
        ({"kind": "free"}, "input.invalid"),
        ({"kind": "gift", "reason": " "}, "manual.reason_needed"),
    ],
)
def test_what_makes_no_sense_is_refused(
    shop: Shop, till: Till, manual: dict[str, Any], code: str
) -> None:
    refused = till.post("/quote", by_hand(till, shop, **manual))
    assert (refused.status, refused.code) == (422, code)


def test_a_till_of_another_store_has_nothing_of_the_approval(
    shop: Shop, till: Till, other_till: Till, manager: Actor
) -> None:
    cart, name = by_hand(till, shop, kind="gift"), username(shop, manager)
    refused = other_till.post("/approvals", {"username": name, "pin": PIN, "cart": cart})
    assert (refused.status, refused.code) == (403, "manual.not_an_approver")
    given = till.post("/approvals", {"username": name, "pin": PIN, "cart": cart}).body
    quote = other_till.post("/quote", {**cart, "approval": given["approval"]}).body
    assert quote["by_hand"]["approved"] is False
