"""The member's page of gift cards: looked up by the code, then put into stored value."""

import re

import pytest
import time_machine
from django.test import Client
from tests.support.redeeming import enter
from tests.support.shop import NOON, Shop, open_shop

from tessera.sales.tests.test_gift_cards import left, sold
from tessera.sales.tests.test_gift_claims import held_by
from tessera.web.member.access import COOKIE

pytestmark = pytest.mark.django_db

PAGE = "/m/gift-card"


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture(autouse=True)
def noon() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


def test_a_card_is_looked_up_and_then_claimed(client: Client, shop: Shop) -> None:
    member = shop.join("李雷")
    client.cookies[COOKIE] = enter(shop.boss, member)
    assert PAGE not in client.get("/m/holdings").content.decode()
    (code,) = sold(shop)
    assert PAGE in client.get("/m/holdings").content.decode()
    body = client.post(PAGE, {"code": code}).content.decode()
    assert "500.00" in body
    assert held_by(member) == 0
    told = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', body))
    sent = {name: told[name] for name in ("code", "request", "confirmed")}
    answer = client.post(PAGE, sent)
    assert (answer.status_code, answer["Location"]) == (302, "/m/holdings")
    assert (held_by(member), left(code)) == (50000, 0)
    assert client.post(PAGE, sent).status_code == 302
    assert held_by(member) == 50000
    again = client.post(PAGE, {"code": code}).content.decode()
    assert 'name="confirmed"' not in again


@pytest.mark.parametrize("sent", [{}, {"code": "G000"}, {"code": "G000", "confirmed": "on"}])
def test_what_is_no_code_is_said_on_the_page(
    client: Client, shop: Shop, sent: dict[str, str]
) -> None:
    client.cookies[COOKIE] = enter(shop.boss, shop.join("李雷"))
    assert client.post(PAGE, sent).status_code == 422
