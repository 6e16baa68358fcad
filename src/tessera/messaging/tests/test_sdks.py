"""The providers' own SDKs as the independent other side: they sign what we sign, as we sign it."""

import json
from collections.abc import Mapping
from types import SimpleNamespace
from urllib.parse import parse_qsl

import httpx
import time_machine
from alibabacloud_dysmsapi20170525 import models as aliyun_models
from alibabacloud_tea_openapi.utils import Utils
from tencentcloud.common.credential import Credential
from tencentcloud.common.http.request import RequestInternal
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.sms.v20210111.models import (
    PullSmsSendStatusByPhoneNumberRequest,
    SendSmsRequest,
)
from tencentcloud.sms.v20210111.sms_client import SmsClient

from tessera.messaging.channels.sms import aliyun, tencent
from tessera.messaging.tests import carriers
from tessera.messaging.tests.carriers import ALIYUN, TENCENT, Fixed, parcel, question
from tessera.messaging.tests.conftest import AT

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def aliyuns_signature(query: dict[str, str], headers: dict[str, str]) -> str:
    request = SimpleNamespace(method="POST", pathname="/", query=query, headers=headers)
    told = Utils.get_authorization(
        request, aliyun.ALGORITHM, EMPTY, ALIYUN.key_id, ALIYUN.key_secret
    )
    return str(told)


def tencents_client() -> SmsClient:
    profile = ClientProfile(httpProfile=HttpProfile(endpoint="tencent.test"))
    return SmsClient(Credential(TENCENT.key_id, TENCENT.key_secret), TENCENT.region, profile)


def tencents_request(action: str, asked: Mapping[str, object]) -> RequestInternal:
    request = RequestInternal("tencent.test", "POST", "/")
    with time_machine.travel(AT, tick=False):
        tencents_client()._build_req_with_tc3_signature(action, asked, request)
    return request


def test_aliyuns_sdk_signs_our_request_alike() -> None:
    asked = {
        "PhoneNumbers": "13812345678",
        "TemplateParam": '{"code":"1 2*~+&="}',
        "SignName": "锦绣",
    }

    ours = aliyun.signed_request(ALIYUN, "SendSms", asked, at=AT)

    headers = {name: ours.headers[name] for name in ours.headers if name.startswith("x-acs-")}
    headers["host"] = ours.headers["host"]
    query = dict(parse_qsl(ours.url.query.decode()))
    assert query == asked
    assert ours.headers["authorization"] == aliyuns_signature(query, headers)


def test_aliyuns_stand_in_takes_what_the_sdk_signs() -> None:
    world = carriers.aliyun()
    world.standin.now = lambda: AT
    query = {
        "PhoneNumbers": "13812345678",
        "SignName": "锦绣",
        "TemplateCode": "SMS_1",
        "TemplateParam": '{"code":"123456","minutes":"5"}',
    }
    headers = {
        "host": "aliyun.test",
        "x-acs-action": "SendSms",
        "x-acs-version": "2017-05-25",
        "x-acs-date": AT.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": Utils.get_nonce(),
        "x-acs-content-sha256": EMPTY,
    }
    signed = headers | {"authorization": aliyuns_signature(query, headers)}

    with httpx.Client(transport=world.line) as client:
        told = client.post("https://aliyun.test/", params=query, headers=signed).json()

    assert told["Code"] == "OK"


def test_what_we_ask_aliyun_are_parameters_that_its_sdk_knows() -> None:
    line = Fixed()
    ours = carriers.aliyun().carrier(line=line)

    ours.send(parcel("13812345678"))
    ours.ask(question(parcel("13812345678"), "BIZ"))

    sent, asked = (dict(request.url.params) for request in line.seen)
    assert aliyun_models.SendSmsRequest().from_map(sent).to_map() == sent
    assert aliyun_models.QuerySendDetailsRequest().from_map(asked).to_map() == asked


def test_tencents_sdk_signs_our_request_alike() -> None:
    asked = {"PhoneNumberSet": ["+8613812345678"], "SignName": "Tessera"}

    ours = tencent.signed_request(TENCENT, "SendSms", asked, at=AT)

    theirs = tencents_request("SendSms", asked)
    assert theirs.data == ours.content.decode()
    assert theirs.header["Authorization"] == ours.headers["authorization"]


def test_tencents_stand_in_takes_what_the_sdk_signs() -> None:
    world = carriers.tencent()
    world.standin.now = lambda: AT
    theirs = tencents_request(
        "SendSms",
        {
            "PhoneNumberSet": ["+8613812345678"],
            "SmsSdkAppId": TENCENT.app_id,
            "SignName": "锦绣",
            "TemplateId": "101",
            "TemplateParamSet": ["123456", "5"],
        },
    )

    with httpx.Client(transport=world.line) as client:
        told = client.post(
            "https://tencent.test/", content=theirs.data, headers=theirs.header
        ).json()

    assert told["Response"]["SendStatusSet"][0]["Code"] == "Ok"


def test_what_we_ask_tencent_are_parameters_that_its_sdk_knows() -> None:
    line = Fixed()
    ours = carriers.tencent().carrier(line=line)

    ours.send(parcel("13812345678"))
    ours.ask(question(parcel("13812345678")))

    for model, request in zip(
        (SendSmsRequest(), PullSmsSendStatusByPhoneNumberRequest()), line.seen, strict=True
    ):
        known = {name.removeprefix("_") for name in vars(model)}
        assert json.loads(request.content).keys() <= known
