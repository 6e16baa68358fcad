"""The adapters against stand-ins that check signatures and behave badly where they are told to."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine

from tessera.messaging import reasons
from tessera.messaging.channels.sms import Answer, show
from tessera.messaging.rules import SmsAccount
from tessera.messaging.tests import carriers
from tessera.messaging.tests.carriers import Fixed, World, parcel, question
from tessera.messaging.tests.conftest import AT
from tessera.standins import sms

PHONE = "13812345678"


@pytest.fixture(params=["aliyun", "tencent"])
def world(request: pytest.FixtureRequest) -> World:
    return carriers.aliyun() if request.param == "aliyun" else carriers.tencent()


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller


def test_a_message_is_taken_as_it_was_written_and_its_receipt_found(world: World) -> None:
    one = parcel(PHONE)

    answer = world.carrier().send(one)

    (taken,) = world.standin.taken
    assert answer == Answer("sent", reference=taken.reference)
    assert (taken.phone, taken.signature) == (PHONE, "锦绣")
    assert taken.params in (dict(one.params), [value for _, value in one.params])
    asked = world.carrier().ask(question(one, answer.reference))
    assert asked is not None
    assert asked.state == "delivered"


def test_an_answer_that_never_came_is_unknown_and_the_truth_is_found_by_asking(
    world: World,
) -> None:
    one = parcel(sms.HANGS_UP)

    answer = world.carrier().send(one)
    asked = world.carrier().ask(question(one))

    assert answer == Answer("unknown", error="own.no_answer")
    assert len(world.standin.taken) == 1
    assert asked is not None
    assert asked.state == "delivered"


def test_what_the_provider_never_took_is_told_as_not_taken(world: World) -> None:
    one = parcel(sms.SWALLOWED)

    answer = world.carrier().send(one)

    assert answer.state == "unknown"
    assert world.carrier().ask(question(one)) == Answer("unknown", error="own.not_taken")


def test_a_line_that_never_stood_leaves_the_message_to_be_sent_again(world: World) -> None:
    world.line.cut = True

    assert world.carrier().send(parcel(PHONE)) == Answer("queued", error="own.unreachable")
    assert world.carrier().ask(question(parcel(PHONE))) is None
    assert not world.standin.taken


def test_a_phone_that_is_off_fails_with_its_receipt(world: World) -> None:
    one = parcel(sms.OFF)
    answer = world.carrier().send(one)

    asked = world.carrier().ask(question(one, answer.reference))

    assert asked is not None
    assert (asked.state, asked.error) == ("failed", "MOBILE_NOT_ON_SERVICE")


def test_a_phone_without_receipt_stays_on_its_way(world: World) -> None:
    one = parcel(sms.SILENT)
    answer = world.carrier().send(one)

    asked = world.carrier().ask(question(one, answer.reference))

    assert asked is not None
    assert asked.state == "sent"


def test_a_provider_in_trouble_may_have_taken_the_message(world: World) -> None:
    answer = world.carrier().send(parcel(sms.TROUBLE))

    assert answer.state == "unknown"
    assert answer.error in {"isp.SYSTEM_ERROR", "InternalError.Timeout"}


def test_a_second_code_within_the_minute_of_the_clock_is_refused(
    world: World, clock: time_machine.Traveller
) -> None:
    clock.shift(59)
    first = world.carrier().send(parcel(PHONE))
    second = world.carrier().send(parcel(PHONE))
    clock.shift(1)
    third = world.carrier().send(parcel(PHONE))

    assert [first.state, second.state, third.state] == ["sent", "failed", "sent"]
    assert "no more messages for this number" in reasons.of(second.error)


@pytest.mark.parametrize(
    ("key_id", "key_secret"), [("", "wrong"), ("nobody", "of-nobody")], ids=["secret", "id"]
)
def test_a_wrong_key_is_refused_by_the_signature(
    world: World, key_id: str, key_secret: str
) -> None:
    known = key_id or world.account.key_id
    account = replace(world.account, key_id=known, key_secret=key_secret)

    answer = world.carrier(account).send(parcel(PHONE))

    assert answer.state == "failed"
    assert "refuses the key" in reasons.of(answer.error)
    assert not world.standin.taken


@pytest.mark.parametrize(
    ("phone", "signature", "templates", "word"),
    [
        (sms.BLOCKED, "锦绣", {"code": "right"}, "blocks this number"),
        (PHONE, "别家", {"code": "right"}, "approved the brand's signature"),
        (PHONE, "锦绣", {"code": "SMS_9"}, "approved this template"),
        (PHONE, "锦绣", {}, "TESSERA_SMS_TEMPLATES"),
        ("x", "锦绣", {"code": "right"}, "no such phone"),
    ],
)
def test_each_refusal_is_told_to_staff_in_a_sentence(
    world: World, phone: str, signature: str, templates: dict[str, str], word: str
) -> None:
    right = world.account.templates["code"]
    named = {name: code.replace("right", right) for name, code in templates.items()}

    answer = world.carrier(replace(world.account, templates=named)).send(
        parcel(phone, signature=signature)
    )

    assert answer.state == "failed"
    assert word in reasons.of(answer.error)
    assert not world.standin.taken


def test_a_request_that_is_an_hour_old_is_refused(
    world: World, clock: time_machine.Traveller
) -> None:
    later = AT.timestamp() + 3600
    world.standin.now = lambda: type(AT).fromtimestamp(later, AT.tzinfo)

    assert world.carrier().send(parcel(PHONE)).state == "failed"
    assert not world.standin.taken


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"Response": {}}', b"null"])
def test_an_answer_that_cannot_be_read_is_unknown(world: World, body: bytes) -> None:
    ours = world.carrier(line=Fixed(502, body))

    assert ours.send(parcel(PHONE)) == Answer("unknown", error="own.no_answer")
    assert ours.ask(question(parcel(PHONE))) is None


def test_the_demos_carrier_sends_nothing_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="tessera"):
        answer = show.make(SmsAccount()).send(parcel(PHONE))

    assert answer.state == "delivered"
    assert "NOT sent" in caplog.text
    assert "【锦绣】123456" in caplog.text
