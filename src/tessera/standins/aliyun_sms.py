"""A stand-in for Aliyun's short messages (domain handbook, 4.1): dysmsapi, version 2017-05-25."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIEnvironment

from tessera.kernel import clock
from tessera.standins import sms, wire
from tessera.standins.wire import Asked, Told

_PATIENCE = timedelta(minutes=15)


@dataclass
class AliyunSms:
    """One account: its key, approved signatures, and approved templates with their blanks."""

    key_id: str
    key_secret: str
    signatures: set[str]
    templates: Mapping[str, set[str]]
    now: Callable[[], datetime] = clock.utc_now
    taken: list[sms.Accepted] = field(default_factory=list)
    _nonces: set[str] = field(default_factory=set)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer over WSGI."""
        return wire.serve(self._answer, environ, start_response)

    def _answer(self, asked: Asked) -> Told:
        if (problem := self._signature_problem(asked)) is not None:
            return problem
        action = asked.headers["x-acs-action"]
        if asked.headers.get("x-acs-version") != "2017-05-25":
            return _fault(400, "InvalidVersion")
        if action == "SendSms":
            return self._send(asked.query)
        if action == "QuerySendDetails":
            return self._details(asked.query)
        return _fault(404, "InvalidAction.NotFound")

    def _signature_problem(self, asked: Asked) -> Told | None:
        """The checks of ACS3-HMAC-SHA256: key, time, nonce, body, then the signature itself."""
        scheme, _, rest = asked.headers.get("authorization", "").partition(" ")
        given = dict(part.strip().partition("=")[::2] for part in rest.split(","))
        if scheme != "ACS3-HMAC-SHA256" or given.get("Credential") != self.key_id:
            return _fault(404, "InvalidAccessKeyId.NotFound")
        stamp = datetime.fromisoformat(asked.headers["x-acs-date"])
        if abs(stamp - self.now()) > _PATIENCE:
            return _fault(400, "InvalidTimeStamp.Expired")
        if asked.headers["x-acs-signature-nonce"] in self._nonces:
            return _fault(400, "SignatureNonceUsed")
        if hashlib.sha256(asked.body).hexdigest() != asked.headers["x-acs-content-sha256"]:
            return _fault(400, "SignatureDoesNotMatch")
        wanted = self._signature(asked, given.get("SignedHeaders", ""))
        if not hmac.compare_digest(wanted, given.get("Signature", "")):
            return _fault(400, "SignatureDoesNotMatch")
        self._nonces.add(asked.headers["x-acs-signature-nonce"])
        return None

    def _signature(self, asked: Asked, names: str) -> str:
        pairs = sorted(asked.query.items())
        query = "&".join(f"{quote(n, safe='-_.~')}={quote(v, safe='-_.~')}" for n, v in pairs)
        headers = "".join(f"{n}:{asked.headers.get(n, '').strip()}\n" for n in names.split(";"))
        request = (
            f"{asked.method}\n{asked.path}\n{query}\n{headers}\n{names}\n"
            f"{asked.headers['x-acs-content-sha256']}"
        )
        text = "ACS3-HMAC-SHA256\n" + hashlib.sha256(request.encode()).hexdigest()
        return hmac.new(self.key_secret.encode(), text.encode(), hashlib.sha256).hexdigest()

    def _send(self, given: Mapping[str, str]) -> Told:
        phone, signature = given.get("PhoneNumbers", ""), given.get("SignName", "")
        template = given.get("TemplateCode", "")
        if code := self._refusal(phone, signature, template, given.get("TemplateParam", "{}")):
            return _business(*code)
        if phone == sms.SWALLOWED:
            return Told({}, hangs_up=True)
        number = len(self.taken) + 1
        biz_id = f"{int(self.now().timestamp() * 1000)}{number:04}^0"
        params = json.loads(given.get("TemplateParam", "{}"))
        mark = given.get("OutId", "")
        self.taken.append(
            sms.Accepted(self.now(), phone, signature, template, params, mark, biz_id)
        )
        told = {"Code": "OK", "Message": "OK", "BizId": biz_id, "RequestId": f"R{number}"}
        return Told(told, hangs_up=phone == sms.HANGS_UP)

    def _refusal(
        self, phone: str, signature: str, template: str, params: str
    ) -> tuple[str, str] | None:
        """The error code and its message, in the order in which the provider looks."""
        digits = phone.removeprefix("86")
        if not digits.isdecimal() or not 5 < len(digits) < 16:
            return "isv.MOBILE_NUMBER_ILLEGAL", "非法手机号"
        if signature not in self.signatures:
            return "isv.SMS_SIGNATURE_ILLEGAL", "短信签名不合法"
        if template not in self.templates:
            return "isv.SMS_TEMPLATE_ILLEGAL", "短信模板不合法"
        try:
            given = json.loads(params)
        except ValueError:
            return "isv.INVALID_JSON_PARAM", "参数格式错误"
        if not self.templates[template] <= given.keys():
            return "isv.TEMPLATE_MISSING_PARAMETERS", "模板变量缺少对应参数值"
        if phone == sms.BLOCKED:
            return "isv.BLACK_KEY_CONTROL_LIMIT", "黑名单管控"
        if phone == sms.TROUBLE:
            return "isp.SYSTEM_ERROR", "系统错误"
        limit = sms.frequency(self.taken, phone, signature, self.now())
        words = {"minute": "触发分钟级流控Permits:1", "hour": "触发小时级流控Permits:5"}
        said = words.get(limit, "触发天级流控Permits:10")
        return ("isv.BUSINESS_LIMIT_CONTROL", said) if limit else None

    def _details(self, given: Mapping[str, str]) -> Told:
        """Receipts of one phone on one day, the newest first, at most 50."""
        found = [
            one
            for one in reversed(self.taken)
            if one.phone == given.get("PhoneNumber")
            and one.at.astimezone(sms.SHANGHAI).strftime("%Y%m%d") == given.get("SendDate")
            and given.get("BizId", one.reference) == one.reference
        ]
        size, page = int(given["PageSize"]), int(given["CurrentPage"])
        shown = found[size * (page - 1) : size * page]
        return Told(
            {
                "Code": "OK",
                "Message": "OK",
                "RequestId": "Q",
                "TotalCount": str(len(found)),
                "SmsSendDetailDTOs": {"SmsSendDetailDTO": [_receipt(one) for one in shown]},
            }
        )


def _receipt(one: sms.Accepted) -> dict[str, Any]:
    status, code = {sms.SILENT: (1, ""), sms.OFF: (2, "MOBILE_NOT_ON_SERVICE")}.get(
        one.phone, (3, "DELIVERED")
    )
    return {
        "PhoneNum": one.phone,
        "SendDate": one.at.astimezone(sms.SHANGHAI).strftime("%Y-%m-%d %H:%M:%S"),
        "SendStatus": status,
        "ErrCode": code,
        "TemplateCode": one.template,
        "OutId": one.mark,
        "Content": f"【{one.signature}】{one.params}",
    }


def _business(code: str, message: str) -> Told:
    return Told({"Code": code, "Message": message, "RequestId": "R"})


def _fault(status: int, code: str) -> Told:
    return Told({"Code": code, "Message": code, "RequestId": "R", "HostId": "standin"}, status)


def pushed_receipt(one: sms.Accepted, at: datetime) -> dict[str, Any]:
    """What this provider pushes of a message it took; a phone that is silent it says nothing of."""
    told = _receipt(one)
    return {
        "phone_number": one.phone,
        "send_time": told["SendDate"],
        "report_time": at.astimezone(sms.SHANGHAI).strftime("%Y-%m-%d %H:%M:%S"),
        "success": told["SendStatus"] == 3,
        "err_code": told["ErrCode"],
        "err_msg": "用户接收成功" if told["SendStatus"] == 3 else "用户不在服务区",
        "sms_size": "1",
        "biz_id": one.reference,
        "out_id": one.mark,
    }


def pushed_reply(phone: str, text: str, at: datetime) -> dict[str, Any]:
    """What this provider pushes of an answer that somebody sent."""
    return {
        "phone_number": phone,
        "send_time": at.astimezone(sms.SHANGHAI).strftime("%Y-%m-%d %H:%M:%S"),
        "content": text,
        "sign_name": "",
        "dest_code": "1069",
        "sequence_id": int(at.timestamp()),
    }
