"""Signing in by WeChat (domain handbook, 4.3): a page inside WeChat, or a picture to scan elsewhere.

Members are known by their unionid where the brand's applications are bound to one open platform, else
by application and openid. Somebody in a snapshot page is nobody.
"""

from typing import Any
from urllib.parse import urlencode

import httpx
import structlog

from tessera.identity import errors
from tessera.identity.outside import provider
from tessera.identity.outside.provider import Person
from tessera.identity.rules import WeChatAccount

log = structlog.get_logger(__name__)

BASE_URL = "https://api.weixin.qq.com"
PAGE_URL = "https://open.weixin.qq.com"

_UNPROVED = frozenset({40029, 40163, 41008, 42003})
"""No such code, a used one, none, or an expired one."""


def make(account: WeChatAccount) -> "WeChat":
    """The provider for ``account`` over the network."""
    return WeChat(account, httpx.Client(timeout=provider.TIMEOUT))


class WeChat:
    """The brand's applications at WeChat."""

    name = provider.WECHAT
    code_field = "code"

    def __init__(self, account: WeChatAccount, client: httpx.Client) -> None:
        self._account = account
        self._client = client

    def serves(self, *, inside_wechat: bool) -> bool:
        """Each kind of browser has an application of its own."""
        return bool(self._application(inside_wechat=inside_wechat)[0])

    def authorize_url(self, redirect: str, state: str, *, inside_wechat: bool) -> str:
        """The page that asks, inside WeChat; elsewhere the page with the picture to scan."""
        query = urlencode(
            {
                "appid": self._application(inside_wechat=inside_wechat)[0],
                "redirect_uri": redirect,
                "response_type": "code",
                "scope": "snsapi_userinfo" if inside_wechat else "snsapi_login",
                "state": state,
            }
        )
        path = "/connect/oauth2/authorize" if inside_wechat else "/connect/qrconnect"
        return f"{self._account.page_url or PAGE_URL}{path}?{query}#wechat_redirect"

    def fetch(self, code: str, *, inside_wechat: bool) -> Person:
        """Who the code stands for: a token for it, and by that the name and the unionid."""
        app_id, secret = self._application(inside_wechat=inside_wechat)
        given = {"appid": app_id, "secret": secret, "code": code}
        token = self._ask("/sns/oauth2/access_token", given | {"grant_type": "authorization_code"})
        if token.get("is_snapshotuser") == 1:
            raise errors.outside_snapshot()
        openid = _told(token, "openid")
        asked = {"access_token": _told(token, "access_token"), "openid": openid, "lang": "zh_CN"}
        person = self._ask("/sns/userinfo", asked)
        known = f"{app_id}:{openid}"
        unionid = person.get("unionid") or token.get("unionid") or ""
        return Person(str(unionid) or known, known, str(person.get("nickname", ""))[:60])

    def _application(self, *, inside_wechat: bool) -> tuple[str, str]:
        account = self._account
        if inside_wechat:
            return account.app_id, account.secret
        return account.web_app_id, account.web_secret

    def _ask(self, path: str, given: dict[str, str]) -> dict[str, Any]:
        address = f"{self._account.base_url or BASE_URL}{path}"
        told: dict[str, Any] = provider.understood(
            lambda: self._client.get(address, params=given), lambda answer: dict(answer.json())
        )
        if code := told.get("errcode"):
            log.warning("WeChat refused a sign-in", code=code, said=told.get("errmsg"))
            raise errors.outside_unproved() if code in _UNPROVED else errors.outside_busy()
        return told


def _told(told: dict[str, Any], name: str) -> str:
    if not isinstance(told.get(name), str) or not told[name]:
        raise errors.outside_busy()
    return str(told[name])
