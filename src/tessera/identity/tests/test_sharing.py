"""Pages signed for WeChat's JS-SDK, against WeChat as it behaves."""

from collections.abc import Iterator

import httpx
import pytest
from django.core.cache import cache

from tessera.identity.outside import sharing
from tessera.identity.rules import WeChatAccount
from tessera.identity.tests.conftest import AT
from tessera.standins.wechat import WeChat
from tessera.standins.wire import Line

ACCOUNT = WeChatAccount(app_id="wxapp", secret="s" * 32, base_url="https://api.weixin.qq.com")
URL = "https://shop.example/m/earn?from=朋友"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def client_of(standin: WeChat, asked: list[str]) -> httpx.Client:
    return httpx.Client(
        transport=Line(standin), event_hooks={"request": [lambda one: asked.append(one.url.path)]}
    )


def test_the_signature_is_that_of_the_provider_s_example() -> None:
    ticket = (
        "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg"
    )
    url = "http://mp.weixin.qq.com?params=value#what-follows-does-not-count"
    made = sharing.sign(ticket=ticket, nonce="Wm3WZYTPz0wzccnW", timestamp=1414587457, url=url)
    assert made == "0f9de62fce790f9a083d5c99e95740ceb90c27ed"


def test_a_page_is_signed_by_a_ticket_that_is_kept() -> None:
    standin, asked = WeChat(ACCOUNT.app_id, ACCOUNT.secret), list[str]()
    client = client_of(standin, asked)
    pages = [sharing.sign_page(url=URL, at=AT, account=ACCOUNT, client=client) for _ in range(2)]
    assert asked == ["/cgi-bin/stable_token", "/cgi-bin/ticket/getticket"]
    for page in pages:
        assert page is not None
        assert page.signature == sharing.sign(
            ticket=standin.page_ticket, nonce=page.nonce, timestamp=page.timestamp, url=URL
        )


def test_who_is_refused_shares_without_wechat() -> None:
    client = client_of(WeChat(ACCOUNT.app_id, "another"), [])
    assert sharing.sign_page(url=URL, at=AT, account=ACCOUNT, client=client) is None


def test_without_an_application_nobody_is_asked() -> None:
    assert sharing.sign_page(url=URL, at=AT, account=WeChatAccount()) is None
