"""Signing in by Alipay (domain handbook, 4.5): publicAppAuthorize, then alipay.system.oauth.token.

Only who it is is asked for, no name and no profile. Requests are signed by RSA2, and an answer counts
only if the signature holds over the very text in it.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, cast
from urllib.parse import urlencode

import httpx
import structlog
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from tessera.identity import errors
from tessera.identity.outside import provider
from tessera.identity.outside.provider import Person
from tessera.identity.rules import AlipayAccount
from tessera.kernel import clock

log = structlog.get_logger(__name__)

BASE_URL = "https://openapi.alipay.com/gateway.do"
PAGE_URL = "https://openauth.alipay.com/oauth2/publicAppAuthorize.htm"
METHOD = "alipay.system.oauth.token"
NODE = "alipay_system_oauth_token_response"

_NAME = re.compile(rf'"{NODE}"\s*:\s*')
_CHINA = timezone(timedelta(hours=8))
_UNPROVED = frozenset({"isv.code-invalid", "isv.code-is-invalid", "aop.invalid-auth-token"})


def make(account: AlipayAccount) -> "Alipay":
    """The provider for ``account`` over the network. Raises ValueError for keys that are none."""
    return Alipay(account, httpx.Client(timeout=provider.TIMEOUT))


class Alipay:
    """The brand's application at Alipay."""

    name = provider.ALIPAY
    code_field = "auth_code"

    def __init__(self, account: AlipayAccount, client: httpx.Client) -> None:
        self._account = account
        self._client = client
        self._private = private_key(account.private_key)
        self._public = public_key(account.public_key)

    def serves(self, *, inside_wechat: bool) -> bool:
        """WeChat does not open Alipay's pages."""
        return not inside_wechat

    def authorize_url(self, redirect: str, state: str, *, inside_wechat: bool) -> str:
        """The page that asks; on a PC it shows a picture to scan."""
        del inside_wechat
        query = urlencode(
            {
                "app_id": self._account.app_id,
                "scope": "auth_base",
                "redirect_uri": redirect,
                "state": state,
            }
        )
        return f"{self._account.page_url or PAGE_URL}?{query}"

    def fetch(self, code: str, *, inside_wechat: bool) -> Person:
        """Who the code stands for: the user id where it is told, and the open id."""
        del inside_wechat
        fields = signed_fields(
            self._account.app_id, self._private, {"code": code}, at=clock.utc_now()
        )
        address = self._account.base_url or BASE_URL
        text, told = provider.understood(
            lambda: self._client.post(address, data=fields),
            lambda answer: (answer.text, dict(answer.json())),
        )
        if NODE not in told or "sub_code" in told[NODE]:
            raise _refusal(told)
        if not is_signed(text, self._public):
            log.warning("an answer is not signed by Alipay's key")
            raise errors.outside_unproved()
        return self._person(told[NODE])

    def _person(self, told: Mapping[str, Any]) -> Person:
        user, own = (str(told.get(name) or "") for name in ("user_id", "open_id"))
        openid = f"{self._account.app_id}:{own}" if own else ""
        if not user and not openid:
            raise errors.outside_busy()
        return Person(user or openid, openid)


def signed_fields(
    app_id: str, key: RSAPrivateKey, asked: Mapping[str, str], *, at: datetime
) -> dict[str, str]:
    """The fields of a request for a token, with their signature."""
    fields = {
        "app_id": app_id,
        "method": METHOD,
        "format": "JSON",
        "charset": "utf-8",
        "sign_type": "RSA2",
        "timestamp": at.astimezone(_CHINA).strftime("%Y-%m-%d %H:%M:%S"),
        "version": "1.0",
        "grant_type": "authorization_code",
        **asked,
    }
    text = "&".join(f"{name}={fields[name]}" for name in sorted(fields) if fields[name])
    sign = key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    return fields | {"sign": base64.b64encode(sign).decode()}


def is_signed(text: str, key: RSAPublicKey) -> bool:
    """Whether the token in an answer stands there as Alipay signed it, letter by letter."""
    told, name = json.loads(text), _NAME.search(text)
    if name is None:
        return False
    try:
        found, end = json.JSONDecoder().raw_decode(text, name.end())
        sign = base64.b64decode(str(told.get("sign", "")), validate=True)
        key.verify(sign, text[name.end() : end].encode(), padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError):
        return False
    return bool(found == told[NODE])


def private_key(text: str) -> RSAPrivateKey:
    """Our key, as PEM or as Alipay's tool writes it: bare base64. Raises ValueError."""
    return cast(RSAPrivateKey, serialization.load_der_private_key(_der(text), password=None))


def public_key(text: str) -> RSAPublicKey:
    """Alipay's key, as PEM or as its console shows it: bare base64. Raises ValueError."""
    return cast(RSAPublicKey, serialization.load_der_public_key(_der(text)))


def _der(text: str) -> bytes:
    lines = text.replace("\\n", "\n").splitlines()
    bare = "".join(line.strip() for line in lines if not line.startswith("-----"))
    try:
        return base64.b64decode(bare, validate=True)
    except binascii.Error as problem:
        raise ValueError("an RSA key is PEM or base64") from problem


def _refusal(told: Mapping[str, Any]) -> Exception:
    problem = told.get("error_response", told.get(NODE))
    sub_code = problem.get("sub_code", "") if isinstance(problem, dict) else ""
    log.warning("Alipay refused a sign-in", said=problem)
    return errors.outside_unproved() if sub_code in _UNPROVED else errors.outside_busy()
