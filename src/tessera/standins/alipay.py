"""A stand-in for signing in by Alipay (domain handbook, 4.5): openauth.alipay.com and openapi.alipay.com.

It verifies the signatures of requests and signs its answers, RSA2 both; the text that is signed is the
very text that is sent.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from tessera.kernel import clock
from tessera.standins import chooser, tickets, wire
from tessera.standins.chooser import Someone
from tessera.standins.tickets import Spent
from tessera.standins.wire import Asked, Told, Written

NAME = "支付宝 Alipay"
CODE_LIFE = timedelta(minutes=5)
PATIENCE = timedelta(minutes=15)
METHOD = "alipay.system.oauth.token"

PEOPLE = {
    one.key: one
    for one in (
        Someone("xiaoya", "林小雅", "user_id"),
        Someone("ming", "周明", "user_id + open_id", "both"),
        Someone("newer", "何静", "只有 open_id · open_id only", "open_id"),
        Someone("refuses", "不同意", "用户拒绝 · refuses"),
        Someone("used", "用过的 auth_code", "40002 isv.code-invalid", "used"),
        Someone("late", "过期的 auth_code", "40002 isv.code-invalid", "late"),
        Someone("token", "令牌无效", "20001 aop.invalid-auth-token", "20001"),
        Someone("forged", "签名被改", "回应的签名不对 · the answer's signature is wrong", "forged"),
        Someone("hangs", "超时", "已受理但没有回应 · accepted, no answer", "hangs"),
        Someone("busy", "服务不可用", "20000 Service Currently Unavailable", "20000"),
    )
}

_CHINA = timezone(timedelta(hours=8))
_MESSAGES = {
    "20000": "Service Currently Unavailable",
    "20001": "Insufficient Token Permissions",
    "40001": "Missing Required Arguments",
    "40002": "Invalid Arguments",
}


@dataclass
class Alipay:
    """One application: its public key, and the private key with which Alipay signs for it."""

    app_id: str
    app_key: RSAPublicKey
    own_key: RSAPrivateKey
    secret: str
    hosts: tuple[str, ...] = ()
    now: Callable[[], datetime] = clock.utc_now
    spent: Spent = field(default_factory=Spent)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer over WSGI."""
        return wire.serve(self._answer, environ, start_response)

    def _answer(self, asked: Asked) -> Told | Written:
        if asked.path == "/oauth2/publicAppAuthorize.htm":
            return self._authorize(asked)
        if asked.path == "/gateway.do":
            return self._gateway({**asked.query, **asked.form})
        return Told({}, 404)

    def _authorize(self, asked: Asked) -> Written:
        given, who = asked.query, PEOPLE.get(asked.query.get(chooser.AS, ""))
        address = given.get("redirect_uri", "")
        if given.get("app_id") != self.app_id:
            return chooser.refuse(NAME, "invalid app_id")
        if not chooser.is_registered(asked, address, self.hosts):
            return chooser.refuse(NAME, "redirect_uri 与授权回调地址不一致")
        if given.get("scope") not in {"auth_base", "auth_user"}:
            return chooser.refuse(NAME, "invalid-scope")
        if who is None:
            return chooser.choose(asked, NAME, PEOPLE.values())
        back = {"app_id": self.app_id, "source": "alipay_wallet", "state": given.get("state", "")}
        if who.key == "refuses":
            return chooser.send_back(address, **back, error_scope=given["scope"])
        code = self._issue_code(who)
        return chooser.send_back(address, **back, scope=given["scope"], auth_code=code)

    def _issue_code(self, who: Someone) -> str:
        at = self.now() - (CODE_LIFE if who.fate == "late" else timedelta())
        code = tickets.issue(self.secret, {"code": who.key, "at": at.timestamp()})
        if who.fate == "used":
            self.spent.take(code)
        return code

    def _gateway(self, given: Mapping[str, str]) -> Written:
        if given.get("app_id") != self.app_id:
            # nobody to sign for
            return _written(f'{{"error_response":{_fault("40002", "isv.invalid-app-id")}}}')
        if problem := self._request_problem(given):
            return self._signed("error_response", _fault(*problem))
        told = tickets.read(self.secret, given.get("code", ""))
        who = PEOPLE.get(told.get("code", ""))
        if who is None or self.now().timestamp() - told["at"] >= CODE_LIFE.total_seconds():
            return self._signed("error_response", _fault("40002", "isv.code-invalid"))
        if who.fate == "20000":
            return self._signed("error_response", _fault("20000", "isp.unknow-error"))
        if who.fate == "20001":
            return self._signed("error_response", _fault("20001", "aop.invalid-auth-token"))
        if not self.spent.take(given["code"]):
            return self._signed("error_response", _fault("40002", "isv.code-invalid"))
        return self._signed("alipay_system_oauth_token_response", self._grant(who), who.fate)

    def _request_problem(self, given: Mapping[str, str]) -> tuple[str, str] | None:
        """Code and sub-code of what is wrong with a request, in the order in which Alipay looks."""
        for name in ("method", "charset", "sign_type", "sign", "timestamp", "version"):
            if not given.get(name):
                return "40001", f"isv.missing-{name.replace('_', '-')}"
        if given["sign_type"] != "RSA2":
            return "40002", "isv.invalid-signature-type"
        if not self._is_signed(given):
            return "40002", "isv.invalid-signature"
        stamp = datetime.strptime(given["timestamp"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=_CHINA)
        if abs(stamp - self.now()) > PATIENCE:
            return "40002", "isv.invalid-timestamp"
        if given["method"] != METHOD:
            return "40002", "isv.invalid-method"
        if given.get("grant_type") != "authorization_code":
            return "40002", "isv.grant-type-invalid"
        return None

    def _is_signed(self, given: Mapping[str, str]) -> bool:
        pairs = sorted((name, value) for name, value in given.items() if value and name != "sign")
        text = "&".join(f"{name}={value}" for name, value in pairs)
        try:
            sign = base64.b64decode(given["sign"], validate=True)
            self.app_key.verify(sign, text.encode(), padding.PKCS1v15(), hashes.SHA256())
        except (InvalidSignature, ValueError):
            return False
        return True

    def _grant(self, who: Someone) -> str:
        """What is told of somebody, with the white space that a signature has to survive."""
        told: dict[str, Any] = {
            "access_token": tickets.issue(self.secret, {"token": who.key})[-40:],
            "auth_start": self.now().astimezone(_CHINA).strftime("%Y-%m-%d %H:%M:%S"),
            "expires_in": 1296000,
            "re_expires_in": 2592000,
            "refresh_token": tickets.issue(self.secret, {"refresh": who.key})[-40:],
        }
        if who.fate != "open_id":
            told["user_id"] = self.user_id(who.key)
        if who.fate in {"open_id", "both"}:
            told["open_id"] = self.open_id(who.key)
        return json.dumps(told, indent=1).replace("-", "\\u002d")

    def user_id(self, key: str) -> str:
        """What Alipay knows somebody by."""
        return f"2088{int(hashlib.sha256(key.encode()).hexdigest()[:12], 16) % 10**12:012}"

    def open_id(self, key: str) -> str:
        """What this application knows somebody by."""
        return hashlib.sha256(f"{self.app_id}:{key}".encode()).hexdigest()[:32]

    def _signed(self, node: str, text: str, fate: str = "") -> Written:
        said = text.replace("2088", "2099") if fate == "forged" else text
        sign = self.own_key.sign(said.encode(), padding.PKCS1v15(), hashes.SHA256())
        whole = f'{{"{node}":{text},"sign":"{base64.b64encode(sign).decode()}"}}'
        return _written(whole, hangs_up=fate == "hangs")


def _fault(code: str, sub_code: str) -> str:
    told = {"code": code, "msg": _MESSAGES[code], "sub_code": sub_code, "sub_msg": sub_code}
    return json.dumps(told, ensure_ascii=False)


def _written(text: str, *, hangs_up: bool = False) -> Written:
    return Written(text, "application/json;charset=utf-8", hangs_up=hangs_up)
