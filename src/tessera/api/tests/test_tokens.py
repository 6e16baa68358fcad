"""Who is let in: a till's token, as long as it is good, and no further than it reaches."""

from datetime import timedelta

import pytest
import time_machine
from tests.support.shop import NOON, Shop
from tests.support.till import Answer, Till, hire, sign_in

from tessera.kernel.clock import utc_now
from tessera.members import permissions as members
from tessera.org import usecases as org
from tessera.sales import permissions as sales
from tessera.stock.queries import on_hand


def refused(answer: Answer) -> None:
    assert (answer.status, answer.code) == (401, "auth.required")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("token", ["", "nonsense", "Bearer x", "é" * 40, "x" * 5000])
def test_without_a_good_token_nothing_is_answered(shop: Shop, token: str) -> None:
    till = Till(token)
    refused(till.get("/till"))
    refused(till.post("/sales", till.sale((shop.dress, 1), total=29900)))
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 100}


@pytest.mark.parametrize("header", ["Basic eDp5", "Bearer", "bearer", "Token {token}", "{token}"])
def test_another_way_of_signing_in_is_none(shop: Shop, till: Till, header: str) -> None:
    stranger = Till()
    value = header.format(token=till.token)
    refused(stranger.send("GET", "/till", HTTP_AUTHORIZATION=value))


def test_a_token_ends_with_its_time(shop: Shop) -> None:
    till = sign_in(shop, life=timedelta(hours=1))
    request = till.sale((shop.dress, 1), total=29900)
    with time_machine.travel(NOON + timedelta(minutes=59), tick=False):
        assert till.get("/till").status == 200
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        refused(till.get("/till"))
        refused(till.post("/sales", request))


def test_a_revoked_token_is_dead_at_once_for_every_endpoint(shop: Shop, till: Till) -> None:
    assert till.post("/sales", till.sale((shop.dress, 1), total=29900)).status == 200
    org.revoke_till_tokens(actor=shop.boss, at=utc_now(), till_id=shop.till_id)
    refused(till.get("/till"))
    refused(till.post("/quote", till.cart((shop.dress, 1))))
    refused(till.post("/sales", till.sale((shop.dress, 1), total=29900)))
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 99}


def test_a_revoked_token_is_not_told_why_its_sale_would_fail(shop: Shop, till: Till) -> None:
    assert till.post("/sales", till.sale((shop.dress, 1), total=29900)).status == 200
    org.revoke_till_tokens(actor=shop.boss, at=utc_now(), till_id=shop.till_id)
    refused(till.post("/sales", till.sale((shop.store_id, 1), total=1)))


def test_whoever_is_dismissed_sells_nothing_more(shop: Shop) -> None:
    cashier = hire(shop, "cashier")
    till = sign_in(shop, cashier)
    assert till.post("/sales", till.sale((shop.dress, 1), total=29900)).status == 200
    assert cashier.id is not None
    org.dismiss(actor=shop.boss, at=utc_now(), staff_id=cashier.id)
    refused(till.post("/sales", till.sale((shop.dress, 1), total=29900)))
    refused(till.get("/members", q="1234"))


def test_a_narrow_token_does_only_what_it_names(shop: Shop) -> None:
    till = sign_in(shop, scopes=[members.FIND])
    assert till.get("/members", q="13800000001").status == 200
    answer = till.post("/sales", till.sale((shop.dress, 1), total=29900))
    assert (answer.status, answer.code) == (403, "permission.denied")
    assert answer.body["data"] == {"permission": sales.COMPLETE}
    assert till.get(f"/members/{shop.join()}").status == 403
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 100}


def test_a_permission_that_is_given_holds_from_the_next_request(shop: Shop) -> None:
    guide = hire(shop, "guide")
    till = sign_in(shop, guide)
    request = till.sale((shop.dress, 1), total=29900)
    assert till.post("/sales", request).status == 403
    assert guide.id is not None
    org.change_staff(
        actor=shop.boss,
        at=utc_now(),
        staff_id=guide.id,
        name="guide",
        role="cashier",
        store_ids=[shop.store_id],
    )
    assert till.post("/sales", request).status == 200
