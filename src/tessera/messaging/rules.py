"""Pure rules: how often a code is sent, what a message costs, which consent a message needs."""

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tessera.kernel.errors import gettext_noop

CODE_PURPOSES = (
    "sign_in",
    "join",
    "change_phone_old",
    "change_phone_new",
    "close_account",
    "guardian",
    "confirm",
)

CONSENTS = (
    "membership",
    "sms_marketing",
    "wechat_marketing",
    "profiling",
    "sharing",
    "birthday",
)
"""What is consented to, each for itself (domain handbook, section 2)."""

GUARDIAN = "guardian"
"""The source of what a guardian agreed to for a child."""

FOR_CHILDREN = ("membership",)
"""What a guardian may agree to: a child is a member, and nothing is advertised or made of its data."""

IMPORT = "import"
"""The source of what a file says that somebody agreed to."""

SOURCES = (
    "app",
    "join",
    "till",
    "office",
    "online",
    GUARDIAN,
    IMPORT,
    "reply",
    "transfer",
    "left",
)
"""Where somebody may have said yes or no; whoever shows consents has words for each."""

TEXT_ELSEWHERE = 0
"""The version of a text that was not ours: what was read, only the evidence says."""

STOPPED_BY_REPLY = ("sms_marketing", "birthday")
"""What somebody wants no more who answers a short message with a word of refusal."""

APP = "app"
"""The channel that goes nowhere: what stands in the member's app."""

OPT_OUT = gettext_noop("Answer R to stop these messages.")
"""How a commercial message says that it can be stopped (domain handbook, section 3: the one accepted form)."""

_REFUSALS = frozenset({"R", "T", "TD", "退订"})
_HIDDEN = "•"


@dataclass(frozen=True, slots=True)
class CodeLimits:
    """How one-time codes are made and limited (domain handbook, section 3).

    Hours are those of the clock, as providers count them; a day is the last 24 hours. The
    limits of a phone are for all purposes together. After ``unchallenged`` codes in an hour, of a
    phone, an address or a device, strangers first solve something, at ``challenge_cost`` rounds
    for each of a hundred tries or so.
    """

    digits: int = 6
    valid_seconds: int = 300
    tries: int = 5
    seconds_between: int = 60
    per_hour: int = 5
    per_day: int = 10
    per_address_hour: int = 20
    per_device_hour: int = 10
    proof_seconds: int = 600
    unchallenged: int = 3
    challenge_cost: int = 20_000


@dataclass(frozen=True, slots=True)
class Template:
    """A message with blanks: ``source`` is English and marked for the catalogues.

    ``params`` names the blanks in the order in which a provider's template has them; ``hides``
    is the one that must not stay readable. Providers know it under a name of their own, which
    the settings tell by ``name``.
    """

    name: str
    source: str
    params: tuple[str, ...] = ()
    hides: str = ""


@dataclass(frozen=True, slots=True)
class SmsAccount:
    """With whom short messages are sent, and as whom. ``show`` sends nothing and shows all.

    ``push_token`` is the secret part of the address to which the provider pushes; without one
    nothing is taken there.
    """

    provider: str = "show"
    key_id: str = ""
    key_secret: str = field(default="", repr=False)
    signature: str = ""
    app_id: str = ""
    region: str = "ap-guangzhou"
    base_url: str = ""
    templates: Mapping[str, str] = field(default_factory=dict)
    push_token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Wait:
    """So many seconds until the next code; ``limit`` if that is for an hour's or day's limit."""

    seconds: int
    limit: bool


def wait_of_phone(sent: Sequence[datetime], *, at: datetime, limits: CodeLimits) -> Wait | None:
    """What keeps a phone from another code, after those ``sent`` in the last day."""
    newest = sorted((one for one in sent if one > at - timedelta(days=1)), reverse=True)
    if newest and (rest := _seconds(newest[0], at, limits.seconds_between)) > 0:
        return Wait(rest, limit=False)
    if len(newest) >= limits.per_day:
        return Wait(_seconds(newest[limits.per_day - 1], at, 24 * 3600), limit=True)
    lately = [one for one in newest if one >= hour_of(at)]
    return wait_of_source(len(lately), at=at, most=limits.per_hour)


def wait_of_source(sent: int, *, at: datetime, most: int) -> Wait | None:
    """What keeps an address or device from another code, after ``sent`` in this hour."""
    return Wait(_seconds(hour_of(at), at, 3600), limit=True) if sent >= most else None


def hour_of(at: datetime) -> datetime:
    """The hour of the clock that ``at`` lies in."""
    return at.replace(minute=0, second=0, microsecond=0)


def _seconds(since: datetime, at: datetime, length: int) -> int:
    """Whole seconds, rounded up, until ``length`` of them have passed ``since``."""
    rest = since + timedelta(seconds=length) - at
    return -(-rest // timedelta(seconds=1))


def network_of(address: str) -> str:
    """What counts as one address: of IPv6 the half that a provider gives to one home."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if known.version == 4:
        return str(known)
    return str(ipaddress.ip_network((known, 64), strict=False))


def signed(text: str, *, signature: str) -> str:
    """``text`` with the brand at its front, once; the brackets are for that alone."""
    return f"【{signature}】{plain(text)}"


def plain(text: str) -> str:
    """``text`` without the brackets that only a signature may have."""
    return text.replace("【", "[").replace("】", "]")


def parts(text: str) -> int:
    """As how many short messages a text is sent and paid: 70 characters, else 67 each.

    What lies beyond the common characters, such as most emoji, takes the room of two.
    """
    length = len(text.encode("utf-16-be")) // 2
    return 1 if length <= 70 else -(-length // 67)


def hidden(text: str, secret: str) -> str:
    """``text`` with dots in the place of ``secret``."""
    return text.replace(secret, _HIDDEN * len(secret)) if secret else text


def is_refusal(reply: str) -> bool:
    """Whether a reply means: write to me no more (domain handbook, section 3)."""
    return reply.strip().strip("。.!！").upper() in _REFUSALS


def opt_out(purpose: str, channel: str) -> str:
    """What a message must say at its end; empty where nothing need be said."""
    return OPT_OUT if channel == "sms" and consent_for(purpose, channel) else ""


def consent_for(purpose: str, channel: str) -> str:
    """The consent that a message needs; empty where none is needed, as for a code or a notice."""
    if purpose in {"birthday", "profiling", "sharing"}:
        return purpose
    return f"{channel}_marketing" if purpose == "marketing" else ""
