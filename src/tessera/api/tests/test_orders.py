"""A shop system asks whose an online order is."""

from typing import Any

from tests.support.registering import AGREED, find_registered, registered
from tests.support.shop import Shop
from tests.support.till import Answer, Till, hire, sign_in

SCOPE = ["identity.join_by_order"]


def shop_system(shop: Shop) -> Till:
    return sign_in(shop, hire(shop, "owner"), scopes=SCOPE)


def ask(till: Till, **more: Any) -> Answer:
    told = {"order": "W-1", "phone": "13912341234", "name": "林小雅", "evidence": "结算页"}
    return till.post("/orders/member", {**told, "consents": AGREED, **more})


def test_a_shop_system_learns_whose_an_order_is_and_the_same_again(shop: Shop) -> None:
    system = shop_system(shop)
    first = ask(system)
    assert (first.status, first.body["is_new"], first.body["phone_masked"]) == (
        200,
        True,
        "139****1234",
    )
    assert ask(system).body == first.body
    assert str(registered("13912341234").id) == first.body["member_id"]


def test_its_token_does_nothing_else(shop: Shop) -> None:
    system = shop_system(shop)
    assert system.get("/members", q="1234").status == 403
    assert system.get("/joining").status == 403


def test_a_cashier_and_a_stranger_learn_nothing(shop: Shop, till: Till) -> None:
    shop.join()
    for asker, status in ((till, 403), (Till(), 401)):
        known, unknown = ask(asker, phone="13800000001"), ask(asker)
        assert (known.status, known.body) == (status, unknown.body)
    assert find_registered("13912341234") is None


def test_an_order_under_another_phone_is_refused(shop: Shop) -> None:
    system = shop_system(shop)
    ask(system)
    answer = ask(system, phone="13912349999")
    assert (answer.status, answer.code) == (409, "identity.order_differs")
