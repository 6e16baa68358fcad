"""What providers push: receipts end messages, refusals withdraw consents, and everything else changes nothing."""

import dataclasses
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from tessera.kernel.actor import Actor
from tessera.messaging import jobs, queries, usecases
from tessera.messaging.channels import sms as channel
from tessera.messaging.models import Consent, Message
from tessera.messaging.tests import carriers
from tessera.messaging.tests.carriers import World
from tessera.messaging.tests.conftest import AT, PHONE
from tessera.messaging.tests.test_outbox import code_for, now
from tessera.platform.models import AuditRow
from tessera.standins import aliyun_sms, sms, tencent_sms

TOKEN = "t" * 40
SAID = AT + timedelta(seconds=30)
"""When somebody answers, half a minute before we hear of it."""

LOCAL = PHONE.removeprefix("+86")
TAKEN = {"aliyun": {"code": 0, "msg": "成功"}, "tencent": {"result": 0, "errmsg": "OK"}}


@pytest.fixture(autouse=True)
def clock(door: Actor) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller


@pytest.fixture(params=["aliyun", "tencent"])
def world(request: pytest.FixtureRequest, settings: Any, monkeypatch: Any) -> World:
    """One of the providers, that knows where to push."""
    world = carriers.aliyun() if request.param == "aliyun" else carriers.tencent()
    settings.SMS = dataclasses.replace(world.account, push_token=TOKEN)
    monkeypatch.setattr(channel, "carrier", world.carrier)
    return world


@pytest.fixture
def member_id(make_member: Callable[..., UUID], owner: Actor) -> UUID:
    """Somebody who wants to hear of news."""
    found = make_member()
    agree(owner, found)
    return found


def agree(owner: Actor, member_id: UUID, **more: Any) -> None:
    """The member agrees to news and greetings."""
    usecases.record_consents(
        actor=owner,
        at=more.get("at", AT),
        member_id=member_id,
        given={"sms_marketing": True, "birthday": True, "membership": True},
        text_versions={"sms_marketing": 1, "birthday": 1, "membership": 1},
        source="app",
    )


def push(world: World, what: str, told: Any, **to: str) -> tuple[int, Any]:
    """The provider pushes; what it hears."""
    provider, token = to.get("provider", world.account.provider), to.get("token", TOKEN)
    body = told if isinstance(told, bytes) else json.dumps(told, ensure_ascii=False).encode()
    address = f"/api/sms/{token}/{provider}/{what}"
    answer = Client().post(address, body, content_type="application/json;charset=utf-8")
    return answer.status_code, answer.json()


def receipts(world: World) -> list[dict[str, Any]]:
    """What is pushed of everything that was taken."""
    maker = aliyun_sms if isinstance(world.standin, aliyun_sms.AliyunSms) else tencent_sms
    return [maker.pushed_receipt(one, AT) for one in world.standin.taken]


def reply(world: World, text: str, phone: str = LOCAL) -> Any:
    """What is pushed of an answer: Aliyun sends a list, Tencent one thing."""
    if isinstance(world.standin, aliyun_sms.AliyunSms):
        return [aliyun_sms.pushed_reply(phone, text, SAID)]
    return tencent_sms.pushed_reply(phone, text, SAID)


def taken(world: World) -> tuple[int, Any]:
    return 200, TAKEN[world.account.provider]


def sent(phone: str) -> Message:
    """A message on its way."""
    message = code_for(phone)
    jobs.deliver(str(message.id))
    return message


def traces() -> tuple[Any, ...]:
    """Everything that a push could change."""
    messages = Message.objects.order_by("id").values_list("state", "error", "done_at")
    return list(messages), Consent.objects.count(), AuditRow.objects.count()


def test_receipts_end_the_messages_that_they_name_in_one_push(world: World) -> None:
    arrived, failed = sent("13812345678"), sent(sms.OFF)

    assert push(world, "receipts", receipts(world)) == taken(world)

    assert (now(arrived).state, now(arrived).error, now(arrived).done_at) == ("delivered", "", AT)
    assert (now(failed).state, now(failed).error) == ("failed", "MOBILE_NOT_ON_SERVICE")


def test_a_push_may_come_any_number_of_times(world: World) -> None:
    sent("13812345678")
    push(world, "receipts", receipts(world))
    before = traces()

    assert push(world, "receipts", receipts(world)) == taken(world)

    assert traces() == before


def test_a_receipt_may_be_faster_than_the_answer_where_it_names_our_own_id(world: World) -> None:
    message = sent(sms.HANGS_UP)
    assert now(message).state == "unknown"

    assert push(world, "receipts", receipts(world)) == taken(world)

    tells_our_id = isinstance(world.standin, aliyun_sms.AliyunSms)
    assert now(message).state == ("delivered" if tells_our_id else "unknown")


@pytest.mark.parametrize("wrong", ["phone", "name", "empty"])
def test_what_names_no_message_of_ours_is_answered_and_changes_nothing(
    world: World, wrong: str
) -> None:
    sent("13812345678")
    (told,) = receipts(world)
    if wrong == "phone":
        told |= {"phone_number": "13900000000", "mobile": "13900000000"}
    elif wrong == "name":
        told |= {"out_id": "0" * 32, "sid": "2019:nobody"}
    else:
        told = {}
    before = traces()

    assert push(world, "receipts", [told]) == taken(world)

    assert traces() == before


def test_a_message_that_is_not_yet_sent_is_not_ended_by_a_receipt(world: World) -> None:
    message = code_for("13812345678")
    world.standin.taken.append(
        sms.Accepted(AT, "13812345678", "锦绣", "SMS_1", {}, message.id.hex, "")
    )

    assert push(world, "receipts", receipts(world)) == taken(world)

    assert now(message).state == "queued"


@pytest.mark.parametrize("word", ["T", "td", "退订。", "R"])
def test_a_word_of_refusal_withdraws_what_only_consent_allows(
    world: World, member_id: UUID, word: str, clock: time_machine.Traveller
) -> None:
    clock.shift(60)

    assert push(world, "replies", reply(world, word)) == taken(world)

    given = queries.consents_of(member_id)
    assert not given["sms_marketing"].given
    assert not given["birthday"].given
    assert given["membership"].given
    assert (given["sms_marketing"].source, given["sms_marketing"].evidence) == (
        "reply",
        f"sms: {word}",
    )


def test_a_refusal_that_comes_again_counts_once_and_not_against_a_later_yes(
    world: World, member_id: UUID, owner: Actor, clock: time_machine.Traveller
) -> None:
    clock.shift(60)
    refusal = reply(world, "退订")
    push(world, "replies", refusal)
    rows = Consent.objects.count()

    push(world, "replies", refusal)
    assert Consent.objects.count() == rows

    clock.shift(60)
    agree(owner, member_id, at=AT + timedelta(seconds=120))
    push(world, "replies", refusal)
    assert queries.may_send(member_id, "marketing")


@pytest.mark.parametrize(("text", "phone"), [("好的", LOCAL), ("T", "13900000000")])
def test_other_answers_and_other_phones_withdraw_nothing(
    world: World, member_id: UUID, text: str, phone: str
) -> None:
    assert push(world, "replies", reply(world, text, phone)) == taken(world)

    assert queries.may_send(member_id, "marketing")
    assert Consent.objects.count() == 3


@pytest.mark.parametrize(
    "to",
    [{"token": "x" * 40}, {"provider": "show"}, {"provider": "nobody"}, {"what": "fun"}],
    ids=str,
)
def test_who_does_not_know_the_way_finds_nothing(world: World, to: dict[str, str]) -> None:
    message = sent("13812345678")
    to, what = {**to}, to.get("what", "receipts")
    before = traces()

    to.pop("what", "")
    status, told = push(world, what, receipts(world), **to)

    assert (status, told["code"]) == (404, "not_found")
    assert traces() == before
    assert now(message).state == "sent"


def test_without_a_secret_of_the_brands_nothing_is_taken(world: World, settings: Any) -> None:
    settings.SMS = world.account

    assert push(world, "receipts", [], token="")[0] == 404
    assert push(world, "receipts", [], token="none")[0] == 404


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'"x"', b"[" * 100_000])
def test_what_is_no_push_at_all_is_refused_in_the_providers_words(
    world: World, body: bytes
) -> None:
    status, told = push(world, "receipts", body)

    assert status == 400
    assert told.keys() == TAKEN[world.account.provider].keys()
    assert told != TAKEN[world.account.provider]
    assert not AuditRow.objects.filter(action__startswith="message.").exists()


@pytest.mark.parametrize(
    "spoilt",
    [
        {"time": 10**17, "send_time": "0000"},
        {"nationcode": "8\0", "phone_number": "1\0"},
        {"nationcode": "86", "text": "T\0", "content": "T\0"},
        {"text": "\ud800", "content": "\ud800"},
    ],
    ids=str,
)
def test_a_reply_that_cannot_be_kept_does_not_stop_those_behind_it(
    world: World, member_id: UUID, clock: time_machine.Traveller, spoilt: dict[str, Any]
) -> None:
    clock.shift(60)
    told = reply(world, "退订")
    good = told[0] if isinstance(told, list) else told

    assert push(world, "replies", json.dumps([good | spoilt, good]).encode()) == taken(world)

    assert not queries.may_send(member_id, "marketing")


@pytest.mark.parametrize("odd", ["\0", "\ud800", "长" * 5000])
def test_a_receipt_with_words_that_cannot_be_kept_ends_its_message(world: World, odd: str) -> None:
    message = sent(sms.OFF)
    (told,) = receipts(world)
    told |= {"err_code": f"停机{odd}", "errmsg": f"停机{odd}"}
    if "biz_id" in told:
        told["biz_id"] += odd

    assert push(world, "receipts", json.dumps([told]).encode()) == taken(world)

    assert now(message).state == "failed"
    assert now(message).error.startswith("停机")
