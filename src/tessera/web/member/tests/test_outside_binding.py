"""Which accounts elsewhere open one's card, as the page about oneself has it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.support.messages import newest_code
from tests.support.shop import NOON, Shop

from tessera.identity import queries as identity
from tessera.web.member.access import COOKIE
from tessera.web.member.tests.walks import (
    E164,
    bound,
    come,
    go,
    join_by,
    open_demo,
    prove,
    session_of,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon() -> Any:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def shop(db: None) -> Shop:
    return open_demo()


def test_a_member_adds_an_account_after_proving_the_phone_lately_and_removes_it(
    client: Client, shop: Shop, at_noon: Any
) -> None:
    session = join_by(client)

    done = come(client, "newer", "alipay", "/m/me/outside/alipay")

    assert done["Location"] == "/m/me"
    assert [one for one, _ in bound(session)] == ["alipay", "wechat"]
    page = client.get("/m/me").content.decode()
    assert "林小雅" in page
    for one in identity.list_outside(session.actor):
        assert client.post(f"/m/me/outside/{one.id}/remove")["Location"] == "/m/me"
    assert bound(session) == []
    assert "/m/sign-in?with=wechat" in come(Client(), "xiaoya")["Location"]
    at_noon.shift(timedelta(minutes=15))
    asked = client.get("/m/me/outside/alipay")
    assert asked["Location"] == "/m/me/confirm?then=alipay"
    client.post(asked["Location"])
    typed = client.post(asked["Location"], {"code": newest_code(E164)})
    assert typed["Location"] == "/m/me/outside/alipay"


def test_a_session_that_grew_old_on_the_way_binds_nothing(
    client: Client, shop: Shop, at_noon: Any
) -> None:
    session = join_by(client)
    at_noon.shift(timedelta(minutes=14))
    back = go(client, "xiaoya", "alipay", "/m/me/outside/alipay")
    at_noon.shift(timedelta(minutes=2))

    refused = client.get(back)

    assert refused["Location"] == "/m/me"
    assert told(refused)
    assert [one for one, _ in bound(session)] == ["wechat"]


def test_whoever_signed_in_meanwhile_does_not_get_the_account_of_who_went(
    client: Client, shop: Shop
) -> None:
    join_by(client)
    other_id = shop.join()
    back = go(client, "ming", "alipay", "/m/me/outside/alipay")
    client.cookies.pop(COOKIE)
    prove(client, "/m/sign-in", "13800000001", "+8613800000001")

    assert client.get(back)["Location"] == "/m/me"

    now = session_of(client)
    assert now is not None
    assert (now.actor.id, bound(now)) == (other_id, [])


def test_an_account_opens_one_card_and_a_card_has_one_account_of_a_kind(
    client: Client, shop: Shop
) -> None:
    session = join_by(client)
    shop.join()
    client.get("/m/")  # where the first note is read
    other = Client()
    prove(other, "/m/sign-in", "13800000001", "+8613800000001")

    taken = come(other, "xiaoya", address="/m/me/outside/wechat")
    assert (taken["Location"], len(told(taken))) == ("/m/me", 1)
    second = come(client, "ming", address="/m/me/outside/wechat")
    assert (second["Location"], len(told(second))) == ("/m/me", 1)

    assert bound(session) == [("wechat", "林小雅")]
    now = session_of(other)
    assert now is not None
    assert bound(now) == []
    mine = identity.list_outside(session.actor)[0].id
    other.post(f"/m/me/outside/{mine}/remove")
    assert bound(session) == [("wechat", "林小雅")]


def test_who_proves_a_phone_whose_card_has_another_account_comes_in_and_is_told(
    client: Client, shop: Shop, at_noon: Any
) -> None:
    session = join_by(client)
    at_noon.shift(timedelta(minutes=2))
    another = Client()

    done = prove(another, come(another, "ming")["Location"])

    assert done["Location"] == "/m/"
    assert len(told(done)) == 1
    assert bound(session) == [("wechat", "林小雅")]
