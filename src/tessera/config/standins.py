"""The demo's providers of sign-ins: stand-ins in this very process, in the place of those with whom the
brand has no account.

They exist only where the database is the demo's (``ops.demo``); in a shop their addresses lead nowhere.
Nothing leaves the machine: our adapters reach them without a network.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Protocol
from wsgiref.types import StartResponse, WSGIEnvironment

import httpx
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt

from tessera.identity import outside
from tessera.identity.outside import Provider, alipay, wechat
from tessera.identity.rules import AlipayAccount, WeChatAccount
from tessera.ops.demo import marks
from tessera.printing.feie import Feie
from tessera.printing.rules import FeieAccount
from tessera.standins.alipay import Alipay
from tessera.standins.feie import FeieCloud
from tessera.standins.tickets import Spent
from tessera.standins.wechat import WeChat
from tessera.standins.wire import Line

PREFIX = "/standins"
APP = "demo0000000000000000"


class Standin(Protocol):
    """A provider that answers over WSGI."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Any:
        """Answer one request."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A stand-in, and our adapter that speaks to it."""

    standin: Standin
    provider: Provider


def find_providers() -> Mapping[str, Provider]:
    """The stand-ins' adapters by name; nothing outside the demo."""
    if not marks.is_demo():
        return {}
    return {name: pair.provider for name, pair in _pairs().items()}


@csrf_exempt
def answer(request: HttpRequest, provider: str, path: str) -> HttpResponse:
    """Pass a request on to the stand-in of ``provider``. Http404 outside the demo."""
    if provider in outside.configured() or not marks.is_demo():
        raise Http404
    told: dict[str, Any] = {}

    def start(
        status: str, headers: list[tuple[str, str]], problem: Any = None, /
    ) -> Callable[[bytes], object]:
        del problem
        told.update(status=int(status.split(maxsplit=1)[0]), headers=headers)
        return bytes

    environ = {
        **request.META,
        "HTTP_HOST": request.get_host(),
        "PATH_INFO": f"/{path}",
        "wsgi.input": BytesIO(request.body),
    }
    body = b"".join(_pairs()[provider].standin(environ, start))
    return HttpResponse(body, status=told["status"], headers=dict(told["headers"]))


@functools.cache
def _pairs() -> Mapping[str, Pair]:
    """Made once in each process; what codes say and which were used, all processes know."""
    spent = Spent(settings.DATA / "standins.sqlite3")
    return {outside.WECHAT: _wechat(spent), outside.ALIPAY: _alipay(spent)}


def _wechat(spent: Spent) -> Pair:
    secret = _secret(outside.WECHAT)
    standin = WeChat(APP, secret, spent=spent)
    account = WeChatAccount(
        app_id=APP,
        secret=secret,
        web_app_id=APP,
        web_secret=secret,
        base_url="http://wechat.standin",
        page_url=f"{PREFIX}/wechat",
    )
    return Pair(standin, wechat.WeChat(account, httpx.Client(transport=Line(standin))))


def _alipay(spent: Spent) -> Pair:
    """Keys of its own for each process: only within it are they signed with and verified."""
    ours, theirs = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    standin = Alipay(APP, ours.public_key(), theirs, _secret(outside.ALIPAY), spent=spent)
    account = AlipayAccount(
        app_id=APP,
        private_key=ours.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode(),
        public_key=theirs.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode(),
        base_url="http://alipay.standin/gateway.do",
        page_url=f"{PREFIX}/alipay/oauth2/publicAppAuthorize.htm",
    )
    return Pair(standin, alipay.Alipay(account, httpx.Client(transport=Line(standin))))


def find_feie() -> Feie | None:
    """The stand-in for cloud printers, with every number its printer; nothing outside the demo."""
    return _feie() if marks.is_demo() else None


@functools.cache
def _feie() -> Feie:
    account = FeieAccount("demo", _secret("feie"), "http://feie.standin/Api/Open/")
    standin = FeieCloud(account.user, account.key, printers=None)
    return Feie(account, httpx.Client(transport=Line(standin)))


def _secret(provider: str) -> str:
    return salted_hmac("tessera.config.standins", provider).hexdigest()
