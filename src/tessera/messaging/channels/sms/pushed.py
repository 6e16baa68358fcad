"""What providers push to us: receipts, and what people answered (domain handbook, 4.1 and 4.2).

Neither provider signs what it pushes, so an address that nobody else knows is what shows whose it is.
What cannot be read is left out of a push: the provider would only send it again as it was.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from tessera.kernel.texts import one_line
from tessera.messaging.channels.sms.carrier import DELIVERED, FAILED

RECEIPTS, REPLIES = "receipts", "replies"

_SHANGHAI = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message: known by our own id or by the provider's reference, and its phone."""

    phone: str
    message_id: UUID | None
    reference: str
    state: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answered, and when; None where that cannot be read."""

    phone: str
    text: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Language:
    """How one provider pushes, and which answer it takes for an answer."""

    receipt: Callable[[Mapping[str, Any]], Receipt]
    reply: Callable[[Mapping[str, Any]], Reply]
    taken: Mapping[str, object]
    not_taken: Mapping[str, object]


def read(provider: str, what: str, told: object) -> Iterator[Receipt | Reply]:
    """What ``provider`` says in one push, a list of things or one of them.

    Raises ValueError where it is neither.
    """
    spoken = LANGUAGES[provider]
    reader = spoken.receipt if what == RECEIPTS else spoken.reply
    for one in told if isinstance(told, list) else [told]:
        if not isinstance(one, dict):
            raise ValueError("not what a provider pushes")
        try:
            yield reader(one)
        except (KeyError, ValueError, TypeError, OverflowError, OSError):
            continue


def _aliyun_receipt(told: Mapping[str, Any]) -> Receipt:
    arrived = told["success"] is True
    return Receipt(
        phone=_phone("", told["phone_number"]),
        message_id=UUID(str(told["out_id"])),
        reference=_text(told.get("biz_id", ""))[:64],
        state=DELIVERED if arrived else FAILED,
        error="" if arrived else _text(told["err_code"]),
    )


def _aliyun_reply(told: Mapping[str, Any]) -> Reply:
    sent = datetime.fromisoformat(str(told["send_time"])).replace(tzinfo=_SHANGHAI)
    return Reply(_phone("", told["phone_number"]), _text(told["content"]), sent)


def _tencent_receipt(told: Mapping[str, Any]) -> Receipt:
    arrived = told["report_status"] == "SUCCESS"
    return Receipt(
        phone=_phone(told["nationcode"], told["mobile"]),
        message_id=None,
        reference=_text(told["sid"])[:64],
        state=DELIVERED if arrived else FAILED,
        error="" if arrived else _text(told["errmsg"]),
    )


def _tencent_reply(told: Mapping[str, Any]) -> Reply:
    sent = datetime.fromtimestamp(int(told["time"]), _SHANGHAI) if "time" in told else None
    return Reply(_phone(told["nationcode"], told["mobile"]), _text(told["text"]), sent)


def _text(told: object) -> str:
    """What can be kept of a text, whatever it is made of."""
    return one_line(str(told))[:80]


def _phone(country: object, number: object) -> str:
    """A phone in E.164; without a country, eleven digits from 1 on are Chinese."""
    prefix, digits = str(country), str(number).removeprefix("+")
    if not f"{prefix}{digits}".isdecimal():
        raise ValueError("no phone")
    home = not prefix and len(digits) == 11 and digits.startswith("1")
    return f"+{'86' if home else prefix}{digits}"


LANGUAGES: Mapping[str, Language] = {
    "aliyun": Language(
        _aliyun_receipt,
        _aliyun_reply,
        taken={"code": 0, "msg": "成功"},
        not_taken={"code": 1, "msg": "unreadable"},
    ),
    "tencent": Language(
        _tencent_receipt,
        _tencent_reply,
        taken={"result": 0, "errmsg": "OK"},
        not_taken={"result": 1, "errmsg": "unreadable"},
    ),
}
