"""Signing in by WeChat and Alipay as a browser does it, at the demo's stand-ins."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client, override_settings
from tests.support.invitations import home_and_invitation, poster_of
from tests.support.shop import NOON, Shop, open_shop

from tessera.identity.rules import OutsideAccounts, WeChatAccount
from tessera.web.member.access import COOKIE
from tessera.web.member.meeting import FLOW, MET
from tessera.web.member.tests.walks import (
    E164,
    become,
    bound,
    come,
    go,
    join_by,
    open_demo,
    prove,
    session_of,
)

pytestmark = pytest.mark.django_db

IN_WECHAT = {"User-Agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0"}
IN_ALIPAY = {"User-Agent": "Mozilla/5.0 (iPhone) AlipayClient/10.5"}


@pytest.fixture(autouse=True)
def at_noon() -> Any:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def shop(db: None) -> Shop:
    return open_demo()


@pytest.mark.parametrize("provider", ["wechat", "alipay"])
def test_a_stranger_proves_a_phone_once_joins_and_comes_in_by_the_account_from_then_on(
    client: Client, shop: Shop, provider: str
) -> None:
    session = join_by(client, provider=provider)
    assert [one for one, _ in bound(session)] == [provider]
    assert client.cookies[MET].value == ""

    again = Client()
    assert come(again, "xiaoya", provider)["Location"] == "/m/"
    later = session_of(again)
    assert later is not None
    assert (later.actor.id, later.id == session.id) == (session.actor.id, False)


def test_the_name_from_wechat_stands_in_the_field_and_may_be_changed(
    client: Client, shop: Shop
) -> None:
    page = prove(client, come(client, "ming")["Location"])

    assert page.context["step"].form["name"].value() == "周明"


def test_who_is_a_member_already_proves_the_phone_and_the_account_is_bound(
    client: Client, shop: Shop
) -> None:
    member_id = shop.join()

    done = prove(client, come(client, "alone")["Location"], "13800000001", "+8613800000001")

    assert done["Location"] == "/m/"
    session = session_of(client)
    assert session is not None
    assert session.actor.id == member_id
    assert bound(session) == [("wechat", "何静")]


def test_a_poster_keeps_its_word_on_the_way_through_wechat(client: Client, shop: Shop) -> None:
    poster = poster_of(shop)
    address = f"/m/outside/wechat?invitation={poster.code}"

    back = come(client, "xiaoya", address=address)

    assert back["Location"].startswith(f"/join/{poster.code}?with=wechat")
    page = prove(client, back["Location"])
    become(client, page, f"/join/{poster.code}")
    assert home_and_invitation(E164) == (shop.store_id, poster.id)


def test_a_shared_device_does_not_bind_the_account_of_who_was_there_before(
    client: Client, shop: Shop
) -> None:
    come(client, "ming")
    assert client.cookies[MET].value

    page = prove(client, "/m/sign-in")
    become(client, page)

    session = session_of(client)
    assert session is not None
    assert bound(session) == []


def test_what_comes_back_in_another_browser_opens_nothing(client: Client, shop: Shop) -> None:
    join_by(client)
    victim = Client()
    lured = go(Client(), "xiaoya")

    refused = victim.get(lured)

    assert refused.status_code == 403
    assert COOKIE not in refused.cookies
    victim.get("/m/outside/wechat")  # on a way of its own
    assert victim.get(lured).status_code == 403
    assert session_of(victim) is None


def test_a_way_back_counts_once_for_ten_minutes_and_for_its_provider(
    client: Client, shop: Shop, at_noon: Any
) -> None:
    join_by(client)
    again = Client()
    back = go(again, "xiaoya")
    assert again.get(back.replace("/wechat/", "/alipay/")).status_code == 403
    assert again.cookies[FLOW].value == ""

    back = go(again, "xiaoya")
    again.get(back)
    assert again.cookies[FLOW].value == ""
    again.cookies.pop(COOKIE)
    assert again.get(back).status_code == 403

    late = go(again, "xiaoya")
    at_noon.shift(timedelta(minutes=10, seconds=1))
    assert again.get(late).status_code == 403
    assert session_of(again) is None


def test_the_way_is_kept_where_scripts_and_other_sites_cannot_reach_it(
    client: Client, shop: Shop
) -> None:
    cookie = client.get("/m/outside/wechat").cookies[FLOW]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 600)
    come(client, "xiaoya")
    met = client.cookies[MET]
    assert (met["httponly"], met["samesite"], met["max-age"]) == (True, "Lax", 600)


def test_a_token_that_was_there_before_is_never_taken_over(client: Client, shop: Shop) -> None:
    join_by(client)
    fixed = Client()
    fixed.cookies[COOKIE] = "fixed-by-somebody"

    done = come(fixed, "xiaoya")

    assert done.cookies[COOKIE].value not in {"", "fixed-by-somebody"}
    stranger = Client()
    stranger.cookies[COOKIE] = "fixed-by-somebody"
    assert stranger.get("/m/").status_code == 302


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/m/", "//evil.example/m/", "/office/", "/m/../office/"]
)
def test_nobody_is_sent_out_of_the_app_afterwards(
    client: Client, shop: Shop, elsewhere: str
) -> None:
    join_by(client)
    again = Client()

    done = come(again, "xiaoya", address=f"/m/outside/wechat?next={elsewhere}")

    assert done["Location"] == "/m/"
    assert come(Client(), "xiaoya", address="/m/outside/wechat?next=/m/me")["Location"] == "/m/me"


@pytest.mark.parametrize(
    ("provider", "who", "status"),
    [
        ("wechat", "refuses", 403),
        ("wechat", "used", 403),
        ("wechat", "late", 403),
        ("wechat", "snapshot", 409),
        ("wechat", "hangs", 409),
        ("wechat", "busy", 409),
        ("alipay", "refuses", 403),
        ("alipay", "used", 403),
        ("alipay", "late", 403),
        ("alipay", "token", 403),
        ("alipay", "forged", 403),
        ("alipay", "hangs", 409),
        ("alipay", "busy", 409),
    ],
)
def test_what_goes_wrong_there_is_said_at_the_door(
    client: Client, shop: Shop, provider: str, who: str, status: int
) -> None:
    refused = come(client, who, provider)

    assert refused.status_code == status
    assert refused.context["step"].problem
    assert refused.context["choices"]
    assert MET not in refused.cookies
    assert session_of(client) is None


def test_codes_that_nobody_knows_are_counted_like_other_wrong_tries(
    client: Client, shop: Shop
) -> None:
    join_by(client)
    guesser = Client()
    for _ in range(8):
        assert come(guesser, "used").status_code == 403

    shut = come(guesser, "xiaoya")

    assert shut.status_code == 409
    assert session_of(guesser) is None
    assert come(Client(), "xiaoya")["Location"] == "/m/"


def test_each_browser_is_offered_what_it_can_open(shop: Shop) -> None:
    def offered(headers: dict[str, str]) -> list[str]:
        page = Client(headers=headers).get("/m/sign-in")
        return [one.key for one in page.context["choices"]]

    assert offered({}) == ["wechat", "alipay"]
    assert offered(IN_WECHAT) == ["wechat"]
    assert offered(IN_ALIPAY) == ["alipay"]
    inside = Client(headers=IN_WECHAT)
    assert "/connect/oauth2/authorize?" in inside.get("/m/outside/wechat")["Location"]
    assert "with=wechat" in come(inside, "xiaoya")["Location"]


def test_in_a_shop_there_are_no_stand_ins_and_without_keys_no_buttons(client: Client) -> None:
    open_shop()

    assert client.get("/m/sign-in").context["choices"] == []
    assert client.get("/m/outside/wechat").status_code == 404
    assert client.get("/m/outside/nobody").status_code == 404
    assert client.get("/standins/wechat/connect/qrconnect").status_code == 404
    assert client.get("/standins/alipay/gateway.do").status_code == 404


def test_with_keys_the_way_leads_to_the_provider_itself_even_in_the_demo(
    client: Client, shop: Shop
) -> None:
    keys = OutsideAccounts(wechat=WeChatAccount(web_app_id="wx1", web_secret="secret"))
    with override_settings(OUTSIDE=keys):
        left = client.get("/m/outside/wechat")
        assert client.get("/standins/wechat/connect/qrconnect").status_code == 404
        inside = Client(headers=IN_WECHAT).get("/m/sign-in").context["choices"]

    address = urlsplit(left["Location"])
    assert (address.netloc, address.path) == ("open.weixin.qq.com", "/connect/qrconnect")
    asked = parse_qs(address.query)
    assert asked["redirect_uri"] == ["http://testserver/m/outside/wechat/back"]
    assert (asked["appid"], asked["scope"]) == (["wx1"], ["snsapi_login"])
    assert asked["state"][0].isalnum()
    assert inside == []
