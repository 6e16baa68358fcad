"""The member's pages of gifts of stored value: made, sent, taken."""

import re
from datetime import timedelta
from typing import cast
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from tests.support.redeeming import enter
from tests.support.shop import NOON, Shop, open_shop

from tessera.sales.tests.test_gift_claims import signed_in
from tessera.sales.tests.test_value_gifts import holds, rich
from tessera.wallet import usecases as wallet
from tessera.wallet.queries.giving import MOST_MISSES, code_of
from tessera.web.member.access import COOKIE

pytestmark = pytest.mark.django_db

PAGE = "/m/value/give"
GIFT = "/m/gift"


@pytest.fixture
def shop() -> Shop:
    made = open_shop()
    wallet.set_gifts(actor=made.boss, at=NOON, may_give=True)
    return made


@pytest.fixture(autouse=True)
def noon() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


def request_of(body: str) -> str:
    found = re.search(r'name="request" value="([^"]+)"', body)
    assert found
    return found[1]


def taken(client: Client, code: str) -> HttpResponse:
    """What came of sending ``code`` from the page that the link opens."""
    sent = {"request": request_of(client.get(GIFT).content.decode()), "code": code}
    return cast(HttpResponse, client.post(GIFT, sent))


def test_a_gift_is_made_sent_and_taken(client: Client, shop: Shop) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    client.cookies[COOKIE] = enter(shop.boss, giver)
    assert PAGE in client.get("/m/value").content.decode()
    sent = {"request": request_of(client.get(PAGE).content.decode()), "amount": "110.00"}
    assert client.post(PAGE, sent)["Location"] == PAGE
    assert client.post(PAGE, sent)["Location"] == PAGE
    (code,) = re.findall(
        r'data-share="http://testserver/m/gift#([^"]+)"', client.get(PAGE).content.decode()
    )
    client.cookies[COOKIE] = enter(shop.boss, friend)
    page = client.get(GIFT)
    assert "no-store" in page["Cache-Control"]
    assert "110.00" not in page.content.decode()
    assert taken(client, code)["Location"] == "/m/holdings"
    assert (holds(giver), holds(friend)) == ((40000, 4000), (10000, 1000))
    refused = taken(client, code)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.content.decode()
    assert (holds(giver), holds(friend)) == ((40000, 4000), (10000, 1000))


def test_a_whole_link_may_be_pasted(client: Client, shop: Shop) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    gift = wallet.give_value(
        actor=signed_in(giver), at=NOON, request_id=uuid4(), amount_minor=11000, fresh=True
    )
    client.cookies[COOKIE] = enter(shop.boss, friend)
    link = f" https://shop.example/m/gift#{code_of(gift.gift_id)} "
    assert taken(client, link)["Location"] == "/m/holdings"
    assert holds(friend) == (10000, 1000)


def test_an_invented_code_is_refused_and_guessing_ends(client: Client, shop: Shop) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    gift = wallet.give_value(
        actor=signed_in(giver), at=NOON, request_id=uuid4(), amount_minor=11000, fresh=True
    )
    client.cookies[COOKIE] = enter(shop.boss, friend)
    for guess in range(MOST_MISSES):
        answer = taken(client, f"VINVENTED{guess}")
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
        assert f'value="VINVENTED{guess}"' in answer.content.decode()
    real = code_of(gift.gift_id)
    assert taken(client, real).status_code == 422
    assert (holds(giver), holds(friend)) == ((40000, 4000), (0, 0))
    with time_machine.travel(NOON + timedelta(minutes=31), tick=False):
        assert taken(client, real).status_code == 302


def test_no_code_is_asked_for(client: Client, shop: Shop) -> None:
    client.cookies[COOKIE] = enter(shop.boss, shop.join("韩梅梅"))
    answer = taken(client, "")
    assert answer.status_code == 422
    assert 'id="id_code_error"' in answer.content.decode()


@pytest.mark.parametrize("amount", ["", "0", "-5", "9999.00", "1.001", "😀", "9223372036854775808"])
def test_what_cannot_be_given_is_said_on_the_page(client: Client, shop: Shop, amount: str) -> None:
    giver = rich(shop)
    client.cookies[COOKIE] = enter(shop.boss, giver)
    sent = {"request": request_of(client.get(PAGE).content.decode()), "amount": amount}
    answer = client.post(PAGE, sent)
    assert answer.status_code == 422
    assert amount in answer.content.decode()
    assert holds(giver) == (50000, 5000)


def test_where_the_brand_does_not_allow_it_there_is_no_form(client: Client, shop: Shop) -> None:
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=False)
    client.cookies[COOKIE] = enter(shop.boss, rich(shop))
    assert 'name="amount"' not in client.get(PAGE).content.decode()
    assert PAGE not in client.get("/m/value").content.decode()
