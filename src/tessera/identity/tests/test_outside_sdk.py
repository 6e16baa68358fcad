"""An SDK of others as the independent other side: it signs as we do, and reads the stand-in's answers."""

from urllib.parse import parse_qs

import httpx
import pytest
import time_machine
from alipay import AliPay
from alipay.exceptions import AliPayValidationError

from tessera.identity.outside import alipay
from tessera.identity.tests import outsides
from tessera.identity.tests.conftest import AT
from tessera.identity.tests.outsides import alipay_world, key

APP = "2021000000000001"


def sdk() -> AliPay:
    return AliPay(
        appid=APP,
        app_private_key_string=_pem("PRIVATE", outsides.private_text(key("ours"))),
        alipay_public_key_string=_pem("PUBLIC", outsides.public_text(key("alipay"))),
    )


def _pem(kind: str, bare: str) -> str:
    return f"-----BEGIN {kind} KEY-----\n{bare}\n-----END {kind} KEY-----"


def asked(who: str) -> tuple[dict[str, str], httpx.Client]:
    """A request for somebody's token as we sign it, and the line on which it goes."""
    world = alipay_world()
    fields = alipay.signed_fields(APP, key("ours"), {"code": world.code(who)}, at=AT)
    return fields, httpx.Client(transport=world.line)


def answer(who: str) -> str:
    with time_machine.travel(AT, tick=False):
        fields, client = asked(who)
        return client.post("https://api.alipay.test/gateway.do", data=fields).text


def test_the_sdk_signs_our_request_alike_and_the_stand_in_takes_its() -> None:
    with time_machine.travel(AT, tick=False):
        fields, client = asked("ming")
        bare = {name: value for name, value in fields.items() if name != "sign"}

        theirs = parse_qs(sdk().sign_data(bare))

        assert theirs["sign"] == [fields["sign"]]
        told = client.post(
            "https://api.alipay.test/gateway.do", data={n: v[0] for n, v in theirs.items()}
        )
    assert alipay.NODE in told.json()


@pytest.mark.parametrize("who", ["xiaoya", "newer", "ming"])
def test_the_sdk_verifies_the_answers_that_we_verify(who: str) -> None:
    text = answer(who)

    told = sdk()._verify_and_return_sync_response(text, alipay.NODE)

    assert alipay.is_signed(text, key("alipay").public_key())
    assert told.get("user_id") or told["open_id"]


def test_what_we_refuse_the_sdk_refuses() -> None:
    text = answer("forged")

    assert not alipay.is_signed(text, key("alipay").public_key())
    with pytest.raises(AliPayValidationError):
        sdk()._verify_and_return_sync_response(text, alipay.NODE)
