"""What a page needs to be shared from inside WeChat by its JS-SDK (domain handbook, 4.3)."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import structlog
from django.conf import settings
from django.core.cache import cache

from tessera.identity import errors
from tessera.identity.outside import provider
from tessera.identity.outside.wechat import BASE_URL
from tessera.identity.rules import WeChatAccount
from tessera.kernel.errors import DomainError

log = structlog.get_logger(__name__)

KEPT_SECONDS = 7000
"""A ticket lasts 7,200 seconds, and may be asked for only so often."""


@dataclass(frozen=True, slots=True)
class SignedPage:
    """What ``wx.config`` takes for one page."""

    app_id: str
    timestamp: int
    nonce: str
    signature: str


def sign(*, ticket: str, nonce: str, timestamp: int, url: str) -> str:
    """The signature of a page: ``url`` exactly as WeChat opened it, without what follows ``#``."""
    page = url.partition("#")[0]
    told = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={page}"
    return hashlib.sha1(told.encode(), usedforsecurity=False).hexdigest()


def is_ready() -> bool:
    """Whether the brand has an application for pages inside WeChat."""
    return bool(settings.OUTSIDE.wechat.app_id)


def sign_page(
    *,
    url: str,
    at: datetime,
    account: WeChatAccount | None = None,
    client: httpx.Client | None = None,
) -> SignedPage | None:
    """The page ``url`` signed for the JS-SDK; None where the brand has no application for pages
    inside WeChat, or WeChat does not answer: then the browser shares by itself."""
    account = account or settings.OUTSIDE.wechat
    if not account.app_id:
        return None
    try:
        ticket = _ticket(account, client or httpx.Client(timeout=provider.TIMEOUT))
    except DomainError:
        return None
    nonce, timestamp = secrets.token_hex(8), int(at.timestamp())
    signature = sign(ticket=ticket, nonce=nonce, timestamp=timestamp, url=url)
    return SignedPage(account.app_id, timestamp, nonce, signature)


def _ticket(account: WeChatAccount, client: httpx.Client) -> str:
    """The ticket, kept as long as it lasts; one that is asked for anew ends no other."""
    key = f"wechat-ticket:{account.app_id}"
    if (kept := cache.get(key)) is not None:
        return str(kept)
    base = account.base_url or BASE_URL
    asked = {
        "grant_type": "client_credential",
        "appid": account.app_id,
        "secret": account.secret,
        "force_refresh": False,
    }
    token = _told(lambda: client.post(f"{base}/cgi-bin/stable_token", json=asked), "access_token")
    params = {"access_token": token, "type": "jsapi"}
    ticket = _told(lambda: client.get(f"{base}/cgi-bin/ticket/getticket", params=params), "ticket")
    cache.set(key, ticket, KEPT_SECONDS)
    return ticket


def _told(ask: Callable[[], httpx.Response], name: str) -> str:
    """What WeChat answers under ``name``. Raises Conflict ``identity.outside_busy``."""
    told: dict[str, Any] = provider.understood(ask, lambda answer: dict(answer.json()))
    found = told.get(name)
    if not isinstance(found, str) or not found:
        log.warning("WeChat gave no ticket", code=told.get("errcode"), said=told.get("errmsg"))
        raise errors.outside_busy()
    return found
