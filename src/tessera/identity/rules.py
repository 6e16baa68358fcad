"""Pure rules of the door: tokens, how long they hold, how often one may guess."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tessera.kernel.texts import one_line
from tessera.messaging.rules import network_of

SESSION_AGE = timedelta(days=180)
"""How long a device stays signed in that is not used."""

FRESH = timedelta(minutes=15)
"""How long after proving who one is one may change what opens the door."""

SEEN_EVERY = timedelta(days=1)
"""How exactly it is kept when a device was last used: a read need not write."""


@dataclass(frozen=True, slots=True)
class WeChatAccount:
    """The brand's applications at WeChat; the empty text where it has none of a kind.

    ``app_id`` is that of the service account, for pages inside WeChat; ``web_app_id`` that of the
    website at the open platform, for the picture that is scanned from a PC.
    """

    app_id: str = ""
    secret: str = field(default="", repr=False)
    web_app_id: str = ""
    web_secret: str = field(default="", repr=False)
    base_url: str = ""
    page_url: str = ""


@dataclass(frozen=True, slots=True)
class AlipayAccount:
    """The brand's application at Alipay: our private key and Alipay's public key, PEM or bare base64."""

    app_id: str = ""
    private_key: str = field(default="", repr=False)
    public_key: str = ""
    base_url: str = ""
    page_url: str = ""


@dataclass(frozen=True, slots=True)
class OutsideAccounts:
    """The brand's accounts with providers of sign-ins."""

    wechat: WeChatAccount = WeChatAccount()
    alipay: AlipayAccount = AlipayAccount()


def new_token() -> str:
    """What a device carries: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token: whoever reads the table cannot sign in by it."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_open(*, ended_at: datetime | None, seen_at: datetime, at: datetime) -> bool:
    """Whether a session still lets its device in."""
    return ended_at is None and at - seen_at < SESSION_AGE


def is_fresh(*, proved_at: datetime, at: datetime) -> bool:
    """Whether the person at the device proved lately who they are."""
    return at - proved_at < FRESH


def guesses(*, name: str, address: str, device: str) -> dict[str, int]:
    """Under which names a failed sign-in is counted, and how many of each are allowed.

    ``name`` is the phone or the account that was tried. A whole shop may sit behind one address.
    """
    counted = {f"member:{name}": 8, f"member-from:{network_of(address)}": 60}
    return counted | ({f"member-device:{device}": 16} if device else {})


def is_inside_wechat(agent: str) -> bool:
    """Whether a browser is WeChat's own."""
    return "MicroMessenger" in agent


def is_foreign_to(agent: str, provider: str) -> bool:
    """Whether ``provider`` is shut out of a browser that belongs to another one."""
    return "AlipayClient" in agent and provider != "alipay"


def knocker(provider: str, *, address: str, device: str) -> str:
    """By what a failed sign-in by another account is counted: nobody knows whose it was."""
    return f"{provider}:{device or address}"


def device_name(agent: str) -> str:
    """A browser's own description of itself, as people call it: the first that fits."""
    found = [word for mark, word in _SYSTEMS if mark in agent][:1]
    found += [word for mark, word in _BROWSERS if mark in agent][:1]
    return " · ".join(found) or one_line(agent)[:40]


_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("Mac OS X", "Mac"),
    ("Windows", "Windows"),
    ("Linux", "Linux"),
)
_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("AlipayClient", "Alipay"),
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
