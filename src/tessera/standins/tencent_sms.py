"""A stand-in for Tencent Cloud's short messages (domain handbook, 4.2): version 2021-01-11."""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from tessera.kernel import clock
from tessera.standins import sms, wire
from tessera.standins.wire import Asked, Told

_PATIENCE_SECONDS = 300
_HOME = "+86"


@dataclass
class TencentSms:
    """One account: its key, application, signatures, and templates with how many blanks each has."""

    key_id: str
    key_secret: str
    app_id: str
    signatures: set[str]
    templates: Mapping[str, int]
    now: Callable[[], datetime] = clock.utc_now
    taken: list[sms.Accepted] = field(default_factory=list)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer over WSGI."""
        return wire.serve(self._answer, environ, start_response)

    def _answer(self, asked: Asked) -> Told:
        if code := self._signature_problem(asked):
            return _error(code)
        if asked.headers.get("x-tc-version") != "2021-01-11":
            return _error("InvalidParameterValue")
        if not asked.headers.get("x-tc-region"):
            return _error("MissingParameter")
        action = asked.headers.get("x-tc-action")
        if action == "SendSms":
            return self._send(asked.json())
        if action == "PullSmsSendStatusByPhoneNumber":
            return self._statuses(asked.json())
        return _error("InvalidAction")

    def _signature_problem(self, asked: Asked) -> str:
        """The checks of TC3-HMAC-SHA256; the empty text if all is well."""
        scheme, _, rest = asked.headers.get("authorization", "").partition(" ")
        given = dict(part.strip().partition("=")[::2] for part in rest.split(","))
        key_id, _, scope = given.get("Credential", "").partition("/")
        if scheme != "TC3-HMAC-SHA256" or key_id != self.key_id:
            return "AuthFailure.SecretIdNotFound"
        stamp = int(asked.headers.get("x-tc-timestamp", "0"))
        if abs(stamp - self.now().timestamp()) > _PATIENCE_SECONDS:
            return "AuthFailure.SignatureExpire"
        day = datetime.fromtimestamp(stamp, UTC).strftime("%Y-%m-%d")
        names = given.get("SignedHeaders", "")
        if scope != f"{day}/sms/tc3_request" or not {"content-type", "host"} <= {*names.split(";")}:
            return "AuthFailure.SignatureFailure"
        wanted = self._signature(asked, names, day, stamp)
        same = hmac.compare_digest(wanted, given.get("Signature", ""))
        return "" if same else "AuthFailure.SignatureFailure"

    def _signature(self, asked: Asked, names: str, day: str, stamp: int) -> str:
        headers = "".join(
            f"{name}:{asked.headers.get(name, '').strip().lower()}\n" for name in names.split(";")
        )
        body = hashlib.sha256(asked.body).hexdigest()
        request = f"{asked.method}\n/\n{asked.query_text}\n{headers}\n{names}\n{body}"
        digest = hashlib.sha256(request.encode()).hexdigest()
        text = f"TC3-HMAC-SHA256\n{stamp}\n{day}/sms/tc3_request\n{digest}"

        def keyed(key: bytes, part: str) -> bytes:
            return hmac.new(key, part.encode(), hashlib.sha256).digest()

        first = keyed(("TC3" + self.key_secret).encode(), day)
        return keyed(keyed(keyed(first, "sms"), "tc3_request"), text).hex()

    def _send(self, given: Mapping[str, Any]) -> Told:
        if given.get("SmsSdkAppId") != self.app_id:
            return _error("UnauthorizedOperation.SmsSdkAppIdVerifyFail")
        (phone,) = given["PhoneNumberSet"]
        local = phone.removeprefix(_HOME)
        code = self._refusal(phone, given)
        if code == "InternalError.Timeout":
            return _error(code)
        if not code and local == sms.SWALLOWED:
            return Told({}, hangs_up=True)
        mark = given.get("SessionContext", "")
        serial = "" if code else f"2019:{len(self.taken) + 1:08}"
        if not code:
            self.taken.append(
                sms.Accepted(
                    self.now(),
                    local,
                    given["SignName"],
                    given["TemplateId"],
                    given["TemplateParamSet"],
                    mark,
                    serial,
                )
            )
        status = {
            "SerialNo": serial,
            "PhoneNumber": phone,
            "Fee": 0 if code else 1,
            "SessionContext": mark,
            "Code": code or "Ok",
            "Message": code or "send success",
            "IsoCode": "CN",
        }
        return Told(_response(SendStatusSet=[status]), hangs_up=local == sms.HANGS_UP)

    def _refusal(self, phone: str, given: Mapping[str, Any]) -> str:
        """The code for this number, in the order in which the provider looks."""
        local = phone.removeprefix(_HOME)
        if not phone.startswith("+") or not phone[1:].isdecimal():
            return "InvalidParameterValue.IncorrectPhoneNumber"
        if given.get("SignName") not in self.signatures:
            return "FailedOperation.SignatureIncorrectOrUnapproved"
        if given.get("TemplateId") not in self.templates:
            return "FailedOperation.TemplateIncorrectOrUnapproved"
        if len(given.get("TemplateParamSet", [])) != self.templates[given["TemplateId"]]:
            return "InvalidParameterValue.TemplateParameterFormatError"
        if local == sms.BLOCKED:
            return "FailedOperation.PhoneNumberInBlacklist"
        if local == sms.TROUBLE:
            return "InternalError.Timeout"
        limited = sms.frequency(self.taken, local, given["SignName"], self.now())
        return "LimitExceeded.DeliveryFrequencyLimit" if limited else ""

    def _statuses(self, given: Mapping[str, Any]) -> Told:
        """Receipts of one phone within a time."""
        local = given["PhoneNumber"].removeprefix(_HOME)
        found = [
            _receipt(one)
            for one in self.taken
            if one.phone == local
            and given["BeginTime"] <= one.at.timestamp() <= given["EndTime"]
            and local != sms.SILENT
        ]
        shown = found[given["Offset"] : given["Offset"] + given["Limit"]]
        return Told(_response(PullSmsSendStatusSet=shown))


def _receipt(one: sms.Accepted) -> dict[str, Any]:
    off = one.phone == sms.OFF
    return {
        "UserReceiveTime": int(one.at.timestamp()) + 3,
        "CountryCode": "86",
        "SubscriberNumber": one.phone,
        "PhoneNumber": _HOME + one.phone,
        "SerialNo": one.reference,
        "ReportStatus": "FAIL" if off else "SUCCESS",
        "Description": "MOBILE_NOT_ON_SERVICE" if off else "DELIVRD",
        "SessionContext": one.mark,
    }


def _response(**parts: Any) -> dict[str, Any]:
    return {"Response": {**parts, "RequestId": "r"}}


def _error(code: str) -> Told:
    return Told(_response(Error={"Code": code, "Message": code}))


def pushed_receipt(one: sms.Accepted, at: datetime) -> dict[str, Any]:
    """What this provider pushes of a message it took; it does not say our own id."""
    told = _receipt(one)
    return {
        "user_receive_time": at.astimezone(sms.SHANGHAI).strftime("%Y-%m-%d %H:%M:%S"),
        "nationcode": "86",
        "mobile": one.phone,
        "report_status": told["ReportStatus"],
        "errmsg": told["Description"],
        "description": told["Description"],
        "sid": one.reference,
    }


def pushed_reply(phone: str, text: str, at: datetime) -> dict[str, Any]:
    """What this provider pushes of an answer that somebody sent."""
    return {
        "extend": "",
        "mobile": phone,
        "nationcode": "86",
        "sign": "",
        "text": text,
        "time": int(at.timestamp()),
    }
