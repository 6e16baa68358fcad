"""Aliyun's short messages: SendSms and QuerySendDetails, signed by ACS3-HMAC-SHA256.

Facts: domain handbook, 4.1. SendSms is not idempotent; our own id travels as ``OutId``, by which
a message is found again whose answer was lost.
"""

import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import quote

import httpx

from tessera.kernel import clock
from tessera.messaging.channels.sms import carrier
from tessera.messaging.channels.sms.carrier import Answer, Sent
from tessera.messaging.operations.outbox import Parcel
from tessera.messaging.rules import SmsAccount

BASE_URL = "https://dysmsapi.aliyuncs.com"
VERSION = "2017-05-25"
ALGORITHM = "ACS3-HMAC-SHA256"

_SHANGHAI = timezone(timedelta(hours=8))
_UNCLEAR = frozenset({"isp.SYSTEM_ERROR", "isp.UNKNOWN_ERR_CODE", "ServiceUnavailable"})
_RECEIPTS = {1: carrier.SENT, 2: carrier.FAILED, 3: carrier.DELIVERED}


def make(account: SmsAccount) -> "Aliyun":
    """A carrier for ``account`` over the network."""
    return Aliyun(account, httpx.Client(timeout=carrier.TIMEOUT))


class Aliyun:
    """One account with Aliyun."""

    name = "aliyun"

    def __init__(self, account: SmsAccount, client: httpx.Client) -> None:
        self._account = account
        self._client = client

    def send(self, parcel: Parcel) -> Answer:
        """Hand a message over, once."""
        template = self._account.templates.get(parcel.template)
        if not template:
            return Answer(carrier.FAILED, error="own.no_template")
        params = {
            "PhoneNumbers": number(parcel.phone),
            "SignName": parcel.signature,
            "TemplateCode": template,
            "TemplateParam": json.dumps(dict(parcel.params), ensure_ascii=False),
            "OutId": parcel.message_id.hex,
        }
        return carrier.send_safely(lambda: self._call("SendSms", params), _read_sent)

    def ask(self, sent: Sent) -> Answer | None:
        """What became of it, by its phone and day; found by the id that travelled with it."""
        params = {
            **({"BizId": sent.reference} if sent.reference else {}),
            "PhoneNumber": number(sent.phone),
            "SendDate": sent.sent_at.astimezone(_SHANGHAI).strftime("%Y%m%d"),
            "PageSize": "50",
            "CurrentPage": "1",
        }
        return carrier.ask_safely(
            lambda: self._call("QuerySendDetails", params),
            lambda told: _read_receipt(told, sent),
        )

    def _call(self, action: str, params: Mapping[str, str]) -> httpx.Response:
        request = signed_request(self._account, action, params, at=clock.utc_now())
        return self._client.send(request)


def number(phone: str) -> str:
    """A phone as Aliyun writes it: without a plus, and Chinese ones without their country."""
    return phone.removeprefix("+86").removeprefix("+")


def signed_request(
    account: SmsAccount, action: str, params: Mapping[str, str], *, at: datetime
) -> httpx.Request:
    """One call of the API, its parameters in the query and its body empty."""
    url = httpx.URL(account.base_url or BASE_URL)
    headers = {
        "host": url.netloc.decode(),
        "x-acs-action": action,
        "x-acs-content-sha256": hashlib.sha256(b"").hexdigest(),
        "x-acs-date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": uuid.uuid4().hex,
        "x-acs-version": VERSION,
    }
    query = "&".join(f"{_encode(name)}={_encode(params[name])}" for name in sorted(params))
    headers["authorization"] = _authorization(account, query, headers)
    target = url.copy_with(path="/", query=query.encode())
    return httpx.Request("POST", target, headers=headers | {"accept": "application/json"})


def _authorization(account: SmsAccount, query: str, headers: Mapping[str, str]) -> str:
    """The signature over all of ``headers``."""
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    canonical = "\n".join(["POST", "/", query, lines, names, headers["x-acs-content-sha256"]])
    to_sign = f"{ALGORITHM}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = account.key_secret.encode()
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    return f"{ALGORITHM} Credential={account.key_id},SignedHeaders={names},Signature={signature}"


def _encode(text: str) -> str:
    return quote(text, safe="-_.~")


def _read_sent(told: Any) -> Answer:
    code = told["Code"]
    if code == "OK":
        return Answer(carrier.SENT, reference=told["BizId"])
    if code in _UNCLEAR:
        return Answer(carrier.UNKNOWN, error=code)
    return Answer(carrier.FAILED, error=code)


def _read_receipt(told: Any, sent: Sent) -> Answer | None:
    if told["Code"] != "OK":
        return None
    for one in told["SmsSendDetailDTOs"]["SmsSendDetailDTO"]:
        if one.get("OutId") == sent.message_id.hex:
            state = _RECEIPTS[int(one["SendStatus"])]
            error = str(one.get("ErrCode", "")) if state == carrier.FAILED else ""
            return Answer(state, error=error)
    return carrier.no_record(sent)
