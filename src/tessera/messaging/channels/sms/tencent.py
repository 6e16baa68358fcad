"""Tencent Cloud's short messages: SendSms and PullSmsSendStatusByPhoneNumber, TC3-HMAC-SHA256.

Facts: domain handbook, 4.2. Our own id travels as ``SessionContext`` and comes back with the
receipt. Errors come with status 200.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from tessera.kernel import clock
from tessera.messaging.channels.sms import carrier
from tessera.messaging.channels.sms.carrier import Answer, Sent
from tessera.messaging.operations.outbox import Parcel
from tessera.messaging.rules import SmsAccount

BASE_URL = "https://sms.tencentcloudapi.com"
VERSION = "2021-01-11"
ALGORITHM = "TC3-HMAC-SHA256"
CONTENT_TYPE = "application/json"

_SIGNED = "content-type;host"
_UNCLEAR = ("InternalError", "FailedOperation.FailResolvePacket")
_RECEIPT_DAYS = timedelta(days=3)


def make(account: SmsAccount) -> "Tencent":
    """A carrier for ``account`` over the network."""
    return Tencent(account, httpx.Client(timeout=carrier.TIMEOUT))


class Tencent:
    """One account with Tencent Cloud."""

    name = "tencent"

    def __init__(self, account: SmsAccount, client: httpx.Client) -> None:
        self._account = account
        self._client = client

    def send(self, parcel: Parcel) -> Answer:
        """Hand a message over, once."""
        template = self._account.templates.get(parcel.template)
        if not template:
            return Answer(carrier.FAILED, error="own.no_template")
        asked = {
            "PhoneNumberSet": [parcel.phone],
            "SmsSdkAppId": self._account.app_id,
            "SignName": parcel.signature,
            "TemplateId": template,
            "TemplateParamSet": [value for _, value in parcel.params],
            "SessionContext": parcel.message_id.hex,
        }
        return carrier.send_safely(lambda: self._call("SendSms", asked), _read_sent)

    def ask(self, sent: Sent) -> Answer | None:
        """What became of it, by its phone and time; found by the id that travelled with it."""
        asked = {
            "PhoneNumber": sent.phone,
            "SmsSdkAppId": self._account.app_id,
            "BeginTime": int((sent.sent_at - timedelta(minutes=1)).timestamp()),
            "EndTime": int((sent.sent_at + _RECEIPT_DAYS).timestamp()),
            "Offset": 0,
            "Limit": 100,
        }
        return carrier.ask_safely(
            lambda: self._call("PullSmsSendStatusByPhoneNumber", asked),
            lambda told: _read_receipt(told, sent),
        )

    def _call(self, action: str, asked: Mapping[str, Any]) -> httpx.Response:
        return self._client.send(signed_request(self._account, action, asked, at=clock.utc_now()))


def signed_request(
    account: SmsAccount, action: str, asked: Mapping[str, Any], *, at: datetime
) -> httpx.Request:
    """One call of the API, what is asked as JSON in its body."""
    url = httpx.URL(account.base_url or BASE_URL)
    body = json.dumps(asked, ensure_ascii=False).encode()
    headers = {
        "authorization": _authorization(account, url.netloc.decode(), body, at),
        "content-type": CONTENT_TYPE,
        "host": url.netloc.decode(),
        "x-tc-action": action,
        "x-tc-region": account.region,
        "x-tc-timestamp": str(int(at.timestamp())),
        "x-tc-version": VERSION,
    }
    return httpx.Request("POST", url.copy_with(path="/"), headers=headers, content=body)


def _authorization(account: SmsAccount, host: str, body: bytes, at: datetime) -> str:
    day = at.astimezone(UTC).strftime("%Y-%m-%d")
    canonical = "\n".join(
        [
            "POST",
            "/",
            "",
            f"content-type:{CONTENT_TYPE}\nhost:{host}\n",
            _SIGNED,
            hashlib.sha256(body).hexdigest(),
        ]
    )
    scope = f"{day}/sms/tc3_request"
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    to_sign = f"{ALGORITHM}\n{int(at.timestamp())}\n{scope}\n{digest}"
    key = f"TC3{account.key_secret}".encode()
    for step in (day, "sms", "tc3_request"):
        key = hmac.new(key, step.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    return (
        f"{ALGORITHM} Credential={account.key_id}/{scope}, SignedHeaders={_SIGNED},"
        f" Signature={signature}"
    )


def _read_sent(told: Any) -> Answer:
    answer = told["Response"]
    if "Error" in answer:
        return _refused(answer["Error"]["Code"])
    (status,) = answer["SendStatusSet"]
    if status["Code"] == "Ok":
        return Answer(carrier.SENT, reference=status["SerialNo"])
    return _refused(status["Code"])


def _refused(code: str) -> Answer:
    unclear = code.startswith(_UNCLEAR)
    return Answer(carrier.UNKNOWN if unclear else carrier.FAILED, error=code)


def _read_receipt(told: Any, sent: Sent) -> Answer | None:
    answer = told["Response"]
    if "Error" in answer:
        return None
    for one in answer["PullSmsSendStatusSet"]:
        if one.get("SessionContext") == sent.message_id.hex:
            if one["ReportStatus"] == "SUCCESS":
                return Answer(carrier.DELIVERED, reference=one["SerialNo"])
            return Answer(carrier.FAILED, one["SerialNo"], str(one.get("Description", ""))[:80])
    return carrier.no_record(sent)
