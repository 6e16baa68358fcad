"""Both providers' stand-ins with an application each, the lines to them, and a browser to walk there."""

import base64
import functools
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import httpx
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from tessera.identity.outside import Person, Provider
from tessera.identity.outside.alipay import Alipay
from tessera.identity.outside.wechat import WeChat
from tessera.identity.rules import AlipayAccount, WeChatAccount
from tessera.identity.tests.conftest import AT
from tessera.standins import alipay as standin_alipay
from tessera.standins import wechat as standin_wechat
from tessera.standins.chooser import AS
from tessera.standins.wire import Line

BACK = "https://shop.test/m/outside/back"
IN_WECHAT = {"User-Agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0"}


@functools.cache
def key(name: str) -> RSAPrivateKey:
    """A pair of keys for ``name``; made once, as that takes a while."""
    del name
    return rsa.generate_private_key(65537, 2048)


def private_text(one: RSAPrivateKey) -> str:
    """A private key as Alipay's tool writes it."""
    told = one.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return base64.b64encode(told).decode()


def public_text(one: RSAPrivateKey) -> str:
    """A public key as Alipay's console shows it."""
    told = one.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(told).decode()


WECHAT = WeChatAccount(
    app_id="wxapp",
    secret="of-nobody",
    web_app_id="wxapp",
    web_secret="of-nobody",
    base_url="https://api.wechat.test",
    page_url="https://open.wechat.test",
)
ALIPAY_PAGE = "https://open.alipay.test/oauth2/publicAppAuthorize.htm"


def alipay_account() -> AlipayAccount:
    """The application at Alipay's stand-in."""
    return AlipayAccount(
        app_id="2021000000000001",
        private_key=private_text(key("ours")),
        public_key=public_text(key("alipay")),
        base_url="https://api.alipay.test/gateway.do",
        page_url=ALIPAY_PAGE,
    )


class Clock:
    """The stand-in's own clock."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at


@dataclass
class World:
    """A stand-in, the line to it, our adapter at this end, and a browser at the other."""

    standin: standin_wechat.WeChat | standin_alipay.Alipay
    provider: Provider
    line: Line
    clock: Clock
    inside_wechat: bool = False
    browser: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        headers = IN_WECHAT if self.inside_wechat else {}
        self.browser = httpx.Client(transport=Line(self.standin), headers=headers)

    def walk(self, who: str, state: str = "abc123") -> dict[str, str]:
        """Choose ``who`` on the provider's page; what the browser comes back with."""
        address = self.provider.authorize_url(BACK, state, inside_wechat=self.inside_wechat)
        page = self.browser.get(address)
        assert page.status_code == 200, page.text
        answer = self.browser.get(httpx.URL(address).copy_merge_params({AS: who}))
        assert answer.status_code == 302, answer.text
        assert answer.headers["location"].startswith(BACK)
        told = parse_qs(urlsplit(answer.headers["location"]).query)
        return {name: values[0] for name, values in told.items()}

    def code(self, who: str) -> str:
        """The code with which ``who`` comes back."""
        return self.walk(who)[self.provider.code_field]

    def fetch(self, who: str) -> Person:
        """Who came back, as our adapter learns it."""
        return self.provider.fetch(self.code(who), inside_wechat=self.inside_wechat)


def wechat_world(account: WeChatAccount = WECHAT, *, inside_wechat: bool = False) -> World:
    """WeChat with one application, which leads back to the shop."""
    clock = Clock()
    standin = standin_wechat.WeChat("wxapp", "of-nobody", ("shop.test",), now=clock)
    line = Line(standin)
    provider = WeChat(account, httpx.Client(transport=line))
    return World(standin, provider, line, clock, inside_wechat)


def alipay_world(account: AlipayAccount | None = None) -> World:
    """Alipay with one application, which leads back to the shop."""
    clock = Clock()
    standin = standin_alipay.Alipay(
        "2021000000000001",
        key("ours").public_key(),
        key("alipay"),
        "secret",
        ("shop.test",),
        now=clock,
    )
    line = Line(standin)
    provider = Alipay(account or alipay_account(), httpx.Client(transport=line))
    return World(standin, provider, line, clock)
