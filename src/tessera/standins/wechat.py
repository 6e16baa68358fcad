"""A stand-in for signing in by WeChat (domain handbook, 4.3): open.weixin.qq.com and api.weixin.qq.com."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from tessera.kernel import clock
from tessera.standins import chooser, tickets, wire
from tessera.standins.chooser import Someone
from tessera.standins.tickets import Spent
from tessera.standins.wire import Asked, Told, Written

NAME = "微信 WeChat"
CODE_LIFE = timedelta(minutes=5)
TOKEN_LIFE = timedelta(hours=2)

PEOPLE = {
    one.key: one
    for one in (
        Someone("xiaoya", "林小雅", "有 unionid · has a unionid"),
        Someone("ming", "周明", "有 unionid · has a unionid"),
        Someone("alone", "何静", "没有 unionid · no unionid", "no_unionid"),
        Someone("snapshot", "快照页用户", "虚拟账号 is_snapshotuser=1", "snapshot"),
        Someone(
            "refuses", "不同意", "用户拒绝，不带 code 返回 · refuses: comes back without a code"
        ),
        Someone("used", "用过的 code", "40163 code been used", "used"),
        Someone("late", "过期的 code", "40029 invalid code", "late"),
        Someone("hangs", "超时", "已受理但没有回应 · accepted, no answer", "hangs"),
        Someone("busy", "系统繁忙", "-1 system error", "busy"),
    )
}

_PAGES = {"/connect/oauth2/authorize", "/connect/qrconnect"}
_STATE = re.compile(r"[a-zA-Z0-9]{0,128}")


@dataclass
class WeChat:
    """One application. It leads back to ``hosts`` only; where none is named, to its own host."""

    app_id: str
    secret: str
    hosts: tuple[str, ...] = ()
    now: Callable[[], datetime] = clock.utc_now
    spent: Spent = field(default_factory=Spent)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer over WSGI."""
        return wire.serve(self._answer, environ, start_response)

    def _answer(self, asked: Asked) -> Told | Written:
        if asked.path in _PAGES:
            return self._authorize(asked)
        if asked.path == "/sns/oauth2/access_token":
            return self._token(asked.query)
        if asked.path == "/sns/userinfo":
            return self._person(asked.query)
        if asked.path == "/cgi-bin/stable_token":
            return self._app_token(asked.json())
        if asked.path == "/cgi-bin/ticket/getticket":
            return self._ticket(asked.query)
        return Told({}, 404)

    def _app_token(self, given: dict[str, Any]) -> Told:
        """The application's own token; asked for again it is another that holds as well."""
        if given.get("appid") != self.app_id:
            return _error(40013, "invalid appid")
        if given.get("secret") != self.secret:
            return _error(40125, "invalid appsecret")
        if given.get("grant_type") != "client_credential":
            return _error(40002, "invalid grant_type")
        told = {"app": self.app_id, "at": self.now().timestamp()}
        life = int(TOKEN_LIFE.total_seconds())
        return Told({"access_token": tickets.issue(self.secret, told), "expires_in": life})

    def _ticket(self, given: dict[str, str]) -> Told:
        """What signs pages for the JS-SDK."""
        told = tickets.read(self.secret, given.get("access_token", ""))
        if told.get("app") != self.app_id:
            return _error(40001, "invalid credential, access_token is invalid or not latest")
        if self._is_older(told, TOKEN_LIFE):
            return _error(42001, "access_token expired")
        if given.get("type") != "jsapi":
            return _error(40097, "invalid args")
        life = int(TOKEN_LIFE.total_seconds())
        return Told({"errcode": 0, "errmsg": "ok", "ticket": self.page_ticket, "expires_in": life})

    @property
    def page_ticket(self) -> str:
        """The ticket of this application."""
        return hashlib.sha256(f"ticket:{self.secret}".encode()).hexdigest()

    def _authorize(self, asked: Asked) -> Written:
        if problem := self._page_problem(asked):
            return chooser.refuse(NAME, problem)
        given, who = asked.query, PEOPLE.get(asked.query.get(chooser.AS, ""))
        if who is None:
            return chooser.choose(asked, NAME, PEOPLE.values())
        back = {"state": given.get("state", "")}
        if who.key != "refuses":
            back = {"code": self._issue_code(who, given["scope"])} | back
        return chooser.send_back(given["redirect_uri"], **back)

    def _page_problem(self, asked: Asked) -> str:
        """Why the page does not open, in the order in which the provider looks."""
        given = asked.query
        on_qr = asked.path == "/connect/qrconnect"
        in_wechat = "MicroMessenger" in asked.headers.get("user-agent", "")
        if given.get("appid") != self.app_id:
            return "40013 invalid appid"
        if not chooser.is_registered(asked, given.get("redirect_uri", ""), self.hosts):
            return "10003 redirect_uri 域名与后台配置不一致"
        if given.get("response_type") != "code":
            return "response_type 参数错误"
        scopes = {"snsapi_login"} if on_qr else {"snsapi_base", "snsapi_userinfo"}
        if given.get("scope") not in scopes:
            return "10005 该公众号没有这些 scope 的权限"
        if not _STATE.fullmatch(given.get("state", "")):
            return "state 参数错误"
        return "" if on_qr or in_wechat else "请在微信客户端打开链接"

    def _issue_code(self, who: Someone, scope: str) -> str:
        at = self.now() - (CODE_LIFE if who.fate == "late" else timedelta())
        told = {"code": who.key, "at": at.timestamp(), "scope": scope}
        code = tickets.issue(self.secret, told)
        if who.fate == "used":
            self.spent.take(code)
        return code

    def _token(self, given: dict[str, str]) -> Told:
        if given.get("appid") != self.app_id:
            return _error(40013, "invalid appid")
        if given.get("secret") != self.secret:
            return _error(40125, "invalid appsecret")
        if given.get("grant_type") != "authorization_code":
            return _error(40002, "invalid grant_type")
        if not given.get("code"):
            return _error(41008, "missing code")
        told = tickets.read(self.secret, given["code"])
        who = PEOPLE.get(told.get("code", ""))
        if who is None or self._is_older(told, CODE_LIFE):
            return _error(40029, "invalid code")
        if who.fate == "busy":
            return _error(-1, "system error")
        if not self.spent.take(given["code"]):
            return _error(40163, "code been used")
        return Told(self._grant(who, told["scope"]), hangs_up=who.fate == "hangs")

    def _grant(self, who: Someone, scope: str) -> dict[str, Any]:
        told = {"token": who.key, "at": self.now().timestamp(), "scope": scope}
        return {
            "access_token": tickets.issue(self.secret, told),
            "expires_in": int(TOKEN_LIFE.total_seconds()),
            "refresh_token": tickets.issue(self.secret, {"refresh": who.key}),
            "openid": self.openid(who.key),
            "scope": scope,
            **({"is_snapshotuser": 1} if who.fate == "snapshot" else {}),
            **(self._union(who) if scope != "snsapi_base" else {}),
        }

    def _person(self, given: dict[str, str]) -> Told:
        told = tickets.read(self.secret, given.get("access_token", ""))
        who = PEOPLE.get(told.get("token", ""))
        if who is None:
            return _error(40001, "invalid credential, access_token is invalid or not latest")
        if self._is_older(told, TOKEN_LIFE):
            return _error(42001, "access_token expired")
        if given.get("openid") != self.openid(who.key):
            return _error(40003, "invalid openid")
        if told["scope"] == "snsapi_base":
            return _error(48001, "api unauthorized")
        return Told(
            {
                "openid": self.openid(who.key),
                "nickname": who.name,
                "sex": 0,
                "province": "",
                "city": "",
                "country": "",
                "headimgurl": "",
                "privilege": [],
                **self._union(who),
            }
        )

    def openid(self, key: str) -> str:
        """What this application knows somebody by; every application something else."""
        return "o" + hashlib.sha256(f"{self.app_id}:{key}".encode()).hexdigest()[:27]

    def _union(self, who: Someone) -> dict[str, str]:
        digest = hashlib.sha256(f"union:{who.key}".encode()).hexdigest()
        return {} if who.fate == "no_unionid" else {"unionid": "o" + digest[:27]}

    def _is_older(self, told: dict[str, Any], life: timedelta) -> bool:
        return self.now().timestamp() - float(told["at"]) >= life.total_seconds()


def _error(code: int, message: str) -> Told:
    return Told({"errcode": code, "errmsg": message})
