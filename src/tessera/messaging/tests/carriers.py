"""Both providers' stand-ins with an account each, for tests that hand messages over."""

from dataclasses import dataclass, field
from uuid import UUID

import httpx

from tessera.kernel.ids import uuid7
from tessera.messaging.channels.sms import Carrier, Sent
from tessera.messaging.channels.sms.aliyun import Aliyun
from tessera.messaging.channels.sms.tencent import Tencent
from tessera.messaging.operations.outbox import Parcel
from tessera.messaging.rules import SmsAccount
from tessera.messaging.tests.conftest import AT
from tessera.standins.aliyun_sms import AliyunSms
from tessera.standins.tencent_sms import TencentSms
from tessera.standins.wire import Line

ALIYUN = SmsAccount(
    provider="aliyun",
    key_id="LTAI-test",
    key_secret="of-nobody",
    base_url="https://aliyun.test",
    templates={"code": "SMS_1"},
)
TENCENT = SmsAccount(
    provider="tencent",
    key_id="AKID-test",
    key_secret="of-nobody",
    app_id="1400000000",
    base_url="https://tencent.test",
    templates={"code": "101"},
)


class Fixed(httpx.BaseTransport):
    """A line at whose end somebody says one thing, whatever is asked; ``seen`` is what was."""

    def __init__(self, status: int = 200, body: bytes = b"{}") -> None:
        self._status, self._body = status, body
        self.seen: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        return httpx.Response(self._status, content=self._body)


@dataclass
class World:
    """A provider's stand-in, the line to it, and our carrier at this end."""

    account: SmsAccount
    standin: AliyunSms | TencentSms
    line: Line = field(init=False)

    def __post_init__(self) -> None:
        self.line = Line(self.standin)

    def carrier(
        self, account: SmsAccount | None = None, line: httpx.BaseTransport | None = None
    ) -> Carrier:
        """Our side of the line."""
        client = httpx.Client(transport=line or self.line)
        maker = Aliyun if isinstance(self.standin, AliyunSms) else Tencent
        return maker(account or self.account, client)


def aliyun() -> World:
    """Aliyun with one signature and one template."""
    standin = AliyunSms("LTAI-test", "of-nobody", {"锦绣"}, {"SMS_1": {"code", "minutes"}})
    return World(ALIYUN, standin)


def tencent() -> World:
    """Tencent with the same."""
    return World(TENCENT, TencentSms("AKID-test", "of-nobody", "1400000000", {"锦绣"}, {"101": 2}))


def parcel(phone: str, message_id: UUID | None = None, signature: str = "锦绣") -> Parcel:
    """A code on its way to ``phone``, a Chinese number without its country."""
    return Parcel(
        message_id=message_id or uuid7(),
        phone=f"+86{phone}",
        signature=signature,
        template="code",
        params=(("code", "123 456+&~*"), ("minutes", "5")),
        text="【锦绣】123456",
    )


def question(one: Parcel, reference: str = "") -> Sent:
    """Asking what became of it."""
    return Sent(one.message_id, one.phone, reference, AT)
