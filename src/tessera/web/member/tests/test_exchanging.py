"""Points into value in the app: the member chooses how often."""

import re

import pytest
import time_machine
from django.test import Client
from tests.support.exchanging import offer_exchange
from tests.support.redeeming import Counter, enter, open_counter
from tests.support.shop import NOON, open_shop

from tessera.wallet.queries import get_balances
from tessera.web.member.access import COOKIE

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(client: Client) -> Counter:
    """A shop, and the phone of a member with 299 points signed in."""
    made = open_counter(open_shop())
    client.cookies[COOKIE] = enter(made.shop.boss, made.member)
    return made


@pytest.fixture(autouse=True)
def noon() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


def test_a_member_exchanges_twice_in_one_step(client: Client, counter: Counter) -> None:
    page = f"/m/points/exchange/{offer_exchange(counter.shop.boss)}"
    body = client.get(page).content.decode()
    assert re.search(r'<input[^>]+name="times"[^>]+max="2"', body)
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', body))
    refused = client.post(page, sent | {"times": "3"})
    assert (refused.status_code, counter.points()) == (422, 299)
    assert 'value="3"' in refused.content.decode(), "what was typed stays"
    assert client.post(page, sent | {"times": "2"}).status_code == 302
    assert (counter.points(), get_balances(counter.member).bonus_minor) == (99, 1000)


def test_where_only_one_is_to_be_had_nothing_is_asked(client: Client, counter: Counter) -> None:
    page = f"/m/points/exchange/{offer_exchange(counter.shop.boss, points=200)}"
    body = client.get(page).content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', body))
    assert sent["times"] == "1"
    assert client.post(page, sent).status_code == 302
    assert counter.points() == 99
