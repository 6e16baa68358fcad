"""Our adapters against WeChat and Alipay as they behave, faults included."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import time_machine

from tessera.identity.outside import alipay, wechat
from tessera.identity.rules import AlipayAccount, WeChatAccount
from tessera.identity.tests import outsides
from tessera.identity.tests.conftest import AT
from tessera.identity.tests.outsides import BACK, WECHAT, World, alipay_world, key, wechat_world
from tessera.kernel.errors import Conflict, DomainError, Forbidden
from tessera.standins import alipay as standin_alipay
from tessera.standins import wechat as standin_wechat
from tessera.standins.tickets import Spent, issue, read


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def refusal(world: World, who: str) -> str:
    with pytest.raises(DomainError) as refused:
        world.fetch(who)
    return refused.value.code


@pytest.mark.parametrize("inside", [True, False])
def test_wechat_tells_the_unionid_and_the_name(*, inside: bool) -> None:
    world = wechat_world(inside_wechat=inside)
    assert isinstance(world.standin, standin_wechat.WeChat)

    person = world.fetch("xiaoya")

    assert person.name == "林小雅"
    assert person.openid == f"wxapp:{world.standin.openid('xiaoya')}"
    assert person.subject
    assert person.subject not in person.openid


def test_without_a_unionid_the_application_and_openid_are_the_key() -> None:
    person = wechat_world().fetch("alone")

    assert person.subject == person.openid
    assert person.subject.startswith("wxapp:o")


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("used", "identity.outside_unproved"),
        ("late", "identity.outside_unproved"),
        ("snapshot", "identity.outside_snapshot"),
        ("hangs", "identity.outside_busy"),
        ("busy", "identity.outside_busy"),
    ],
)
def test_what_goes_wrong_at_wechat_is_a_refusal(who: str, code: str) -> None:
    assert refusal(wechat_world(), who) == code


@pytest.mark.parametrize("make", [wechat_world, alipay_world])
def test_a_code_counts_once_and_for_five_minutes(make: Callable[[], World]) -> None:
    world = make()
    code, late = world.code("ming"), world.code("xiaoya")
    assert world.provider.fetch(code, inside_wechat=False).subject
    with pytest.raises(Forbidden, match="outside_unproved"):
        world.provider.fetch(code, inside_wechat=False)

    world.clock.at = AT + timedelta(minutes=5)
    with pytest.raises(Forbidden, match="outside_unproved"):
        world.provider.fetch(late, inside_wechat=False)


@pytest.mark.parametrize("make", [wechat_world, alipay_world])
def test_an_invented_code_is_nobodys(make: Callable[[], World]) -> None:
    world = make()
    with pytest.raises(Forbidden, match="outside_unproved"):
        world.provider.fetch("made-up", inside_wechat=False)


@pytest.mark.parametrize("make", [wechat_world, alipay_world])
def test_the_state_comes_back_and_a_refusal_comes_without_a_code(make: Callable[[], World]) -> None:
    world = make()

    assert world.walk("xiaoya", state="Zz09")["state"] == "Zz09"
    refused = world.walk("refuses", state="Zz09")
    assert refused["state"] == "Zz09"
    assert world.provider.code_field not in refused


@pytest.mark.parametrize("make", [wechat_world, alipay_world])
def test_a_cut_line_is_a_busy_provider(make: Callable[[], World]) -> None:
    world = make()
    code = world.code("xiaoya")
    world.line.cut = True

    with pytest.raises(Conflict, match="outside_busy"):
        world.provider.fetch(code, inside_wechat=False)


@pytest.mark.parametrize("make", [wechat_world, alipay_world])
@pytest.mark.parametrize("elsewhere", ["https://evil.test/", "javascript:alert(1)", ""])
def test_the_page_leads_back_to_the_registered_host_only(
    make: Callable[[], World], elsewhere: str
) -> None:
    world = make()
    address = world.provider.authorize_url(elsewhere, "a1", inside_wechat=False)

    assert world.browser.get(address + "&standin_as=xiaoya").status_code == 400


@pytest.mark.parametrize(
    "account",
    [replace(WECHAT, web_app_id="wxother"), replace(WECHAT, web_secret="wrong")],
)
def test_another_application_or_secret_gets_nothing_from_wechat(account: WeChatAccount) -> None:
    code = wechat_world().code("xiaoya")
    provider = wechat_world(account).provider

    with pytest.raises(Conflict, match="outside_busy"):
        provider.fetch(code, inside_wechat=False)


def test_the_page_for_wechat_itself_opens_nowhere_else() -> None:
    world = wechat_world()
    address = world.provider.authorize_url(BACK, "a1", inside_wechat=True)

    assert "/connect/oauth2/authorize?" in address
    assert "scope=snsapi_userinfo" in address
    assert address.endswith("#wechat_redirect")
    assert world.browser.get(address).status_code == 400


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null", b'{"openid": 5}', b"{}"])
def test_an_answer_that_nobody_understands_is_a_busy_provider(body: bytes) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=body))
    client = httpx.Client(transport=transport)
    account = outsides.alipay_account()

    for provider in (wechat.WeChat(WECHAT, client), alipay.Alipay(account, client)):
        with pytest.raises(Conflict, match="outside_busy"):
            provider.fetch("code", inside_wechat=False)


def test_alipay_tells_a_user_id_an_open_id_or_both() -> None:
    world = alipay_world()
    assert isinstance(world.standin, standin_alipay.Alipay)
    own = f"2021000000000001:{world.standin.open_id('newer')}"

    known, newer, both = (world.fetch(who) for who in ("xiaoya", "newer", "ming"))

    assert (known.subject, known.openid) == (world.standin.user_id("xiaoya"), "")
    assert (newer.subject, newer.openid) == (own, own)
    assert both.subject == world.standin.user_id("ming")
    assert both.openid == f"2021000000000001:{world.standin.open_id('ming')}"


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("used", "identity.outside_unproved"),
        ("late", "identity.outside_unproved"),
        ("token", "identity.outside_unproved"),
        ("forged", "identity.outside_unproved"),
        ("hangs", "identity.outside_busy"),
        ("busy", "identity.outside_busy"),
    ],
)
def test_what_goes_wrong_at_alipay_is_a_refusal(who: str, code: str) -> None:
    assert refusal(alipay_world(), who) == code


def test_a_request_that_another_key_signed_is_refused_by_alipay() -> None:
    other = outsides.private_text(key("stranger"))

    assert refusal(alipay_world(_with(private_key=other)), "xiaoya") == "identity.outside_busy"


def test_an_answer_that_another_key_signed_is_refused_by_us() -> None:
    other = outsides.public_text(key("stranger"))

    assert refusal(alipay_world(_with(public_key=other)), "xiaoya") == "identity.outside_unproved"


def _with(**more: str) -> AlipayAccount:
    return replace(outsides.alipay_account(), **more)


def _answer() -> str:
    world = alipay_world()
    fields = alipay.signed_fields(
        "2021000000000001", key("ours"), {"code": world.code("xiaoya")}, at=AT
    )
    client = httpx.Client(transport=world.line)
    return client.post("https://api.alipay.test/gateway.do", data=fields).text


def test_a_signature_holds_over_the_raw_text_and_over_nothing_else() -> None:
    text, own = _answer(), key("alipay").public_key()
    told = json.loads(text)

    assert "\\u002d" in text
    assert alipay.is_signed(text, own)
    assert not alipay.is_signed(text.replace("2088", "2089"), own)
    assert not alipay.is_signed(json.dumps(told), own)
    assert not alipay.is_signed(json.dumps({**told, "sign": ""}), own)
    doubled = f'{{"{alipay.NODE}": {{"user_id": "2088"}}, {text[1:]}'
    assert not alipay.is_signed(doubled, own)


@pytest.mark.parametrize("wrap", [lambda text: text, lambda text: text.replace("\n", "\\n")])
def test_keys_are_read_as_pem_and_as_bare_text(wrap: Callable[[str], str]) -> None:
    bare = outsides.private_text(key("ours"))
    pem = f"-----BEGIN PRIVATE KEY-----\n{bare[:64]}\n{bare[64:]}\n-----END PRIVATE KEY-----"

    for text in (bare, wrap(pem)):
        assert alipay.private_key(text).private_numbers() == key("ours").private_numbers()
    with pytest.raises(ValueError, match="RSA key"):
        alipay.private_key("no key")


def test_what_one_process_took_another_knows_as_used(tmp_path: Path) -> None:
    file = tmp_path / "spent.sqlite3"

    assert Spent(file).take("a")
    assert not Spent(file).take("a")
    assert Spent(file).take("b")


def test_a_ticket_of_another_secret_says_nothing() -> None:
    ticket = issue("one", {"code": "xiaoya"})

    assert read("one", ticket)["code"] == "xiaoya"
    assert read("two", ticket) == read("one", ticket[:-1]) == read("one", "nonsense") == {}
