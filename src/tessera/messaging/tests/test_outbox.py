"""A message goes out once; what is not known is found out, never sent again."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django_q.models import OrmQ

from tessera.kernel.actor import Actor
from tessera.messaging import jobs, operations, rules
from tessera.messaging.channels import sms as channel
from tessera.messaging.models import CodeTurn, Message, OneTimeCode
from tessera.messaging.tests import carriers
from tessera.messaging.tests.carriers import World
from tessera.messaging.tests.conftest import AT, HERE
from tessera.platform.models import AuditRow
from tessera.standins import sms

PHONE = "13812345678"
NOTICE = rules.Template("notice", "Hello %(name)s", ("name",))


@pytest.fixture(autouse=True)
def clock(door: Actor) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller


@pytest.fixture(params=["aliyun", "tencent"])
def world(request: pytest.FixtureRequest, settings: Any, monkeypatch: Any) -> World:
    """One of the providers as the one of the settings."""
    world = carriers.aliyun() if request.param == "aliyun" else carriers.tencent()
    settings.SMS = world.account
    monkeypatch.setattr(channel, "carrier", world.carrier)
    return world


def code_for(phone: str) -> Message:
    """A code in the outbox, for a Chinese phone."""
    operations.send_code(phone=phone, purpose="sign_in", at=AT, address=HERE)
    return Message.objects.get(phone=f"+86{phone}")


def now(message: Message) -> Message:
    return Message.objects.get(id=message.id)


def test_a_queued_message_has_its_job_in_the_same_transaction() -> None:
    message = code_for(PHONE)

    (job,) = (task.task for task in OrmQ.objects.all())

    assert (job["func"], job["args"]) == (operations.outbox.PATH, (str(message.id),))


def test_in_the_demo_the_message_is_shown_and_done(clock: Any) -> None:
    message = code_for(PHONE)

    jobs.deliver(str(message.id))

    done = now(message)
    assert (done.state, done.provider, done.done_at) == ("delivered", "show", AT)
    assert done.text == message.text


def test_a_message_is_handed_over_and_its_receipt_asked_for(
    world: World, clock: time_machine.Traveller
) -> None:
    message = code_for(PHONE)

    jobs.deliver(str(message.id))
    sent = now(message)
    clock.shift(180)
    jobs.drive()

    assert (sent.state, sent.attempts, sent.sent_at) == ("sent", 1, AT)
    assert sent.provider_reference == world.standin.taken[0].reference
    assert now(message).state == "delivered"
    settled = AuditRow.objects.filter(action="message.settled", subject=message.id)
    assert [row.data["state"] for row in settled.order_by("at")] == ["sent", "delivered"]


def test_a_job_that_is_delivered_twice_sends_once(world: World) -> None:
    message = code_for(PHONE)

    jobs.deliver(str(message.id))
    jobs.deliver(str(message.id))

    assert len(world.standin.taken) == 1


def test_a_lost_answer_leads_to_asking_and_to_no_second_message(
    world: World, clock: time_machine.Traveller
) -> None:
    message = code_for(sms.HANGS_UP)

    jobs.deliver(str(message.id))
    assert (now(message).state, now(message).error) == ("unknown", "own.no_answer")
    clock.shift(3600)
    jobs.drive()

    assert now(message).state == "delivered"
    assert len(world.standin.taken) == 1


def test_what_was_never_taken_fails_after_an_hour_and_is_not_sent_again(
    world: World, clock: time_machine.Traveller
) -> None:
    message = code_for(sms.SWALLOWED)
    jobs.deliver(str(message.id))

    clock.shift(1800)
    jobs.drive()
    half_way = now(message).state
    clock.shift(1800)
    jobs.drive()

    assert half_way == "unknown"
    assert (now(message).state, now(message).error) == ("failed", "own.not_taken")
    assert not world.standin.taken


def test_a_worker_that_dies_after_handing_over_leaves_a_message_to_ask_about(
    world: World, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = code_for(PHONE)
    with monkeypatch.context() as dying:
        dying.setattr(jobs, "_settle", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            jobs.deliver(str(message.id))

    jobs.deliver(str(message.id))
    assert now(message).state == "unknown"
    clock.shift(180)
    jobs.drive()

    assert now(message).state == "delivered"
    assert len(world.standin.taken) == 1


def test_a_line_that_is_cut_leaves_the_message_queued_for_a_few_rounds(
    world: World, clock: time_machine.Traveller
) -> None:
    operations.queue(
        purpose="notice", phone=f"+86{PHONE}", template=NOTICE, params={"name": "王"}, at=AT
    )
    message = Message.objects.get()
    world.line.cut = True
    states = []
    for _ in range(4):
        clock.shift(3600)
        jobs.drive()
        states.append((now(message).state, now(message).attempts))

    assert [state for state, _ in states[2:]] == ["failed", "failed"]
    assert not world.standin.taken


def test_a_code_that_expired_in_the_queue_is_not_sent(
    world: World, clock: time_machine.Traveller
) -> None:
    message = code_for(PHONE)

    clock.shift(301)
    jobs.drive()

    assert (now(message).state, now(message).error) == ("failed", "own.too_late")
    assert not world.standin.taken


def test_a_phone_that_never_reports_fails_after_three_days(
    world: World, clock: time_machine.Traveller
) -> None:
    message = code_for(sms.SILENT)
    jobs.deliver(str(message.id))

    clock.shift(timedelta(days=2, hours=23))
    jobs.drive()
    before = now(message).state
    clock.shift(timedelta(hours=1))
    jobs.drive()

    assert before == "sent"
    assert (now(message).state, now(message).error) == ("failed", "own.no_receipt")


def test_a_code_is_not_kept_readable_once_a_provider_has_it(world: World) -> None:
    message = code_for(PHONE)
    code = dict(message.params)["code"]

    jobs.deliver(str(message.id))

    done = now(message)
    assert code not in f"{done.text} {done.params}"
    assert "••••••" in done.text
    assert world.standin.taken[0].params in ({"code": code, "minutes": "5"}, [code, "5"])


def test_a_shown_code_is_forgotten_when_it_has_expired(clock: time_machine.Traveller) -> None:
    message = code_for(PHONE)
    code = dict(message.params)["code"]
    jobs.deliver(str(message.id))

    jobs.forget()
    assert code in now(message).text
    clock.shift(300)
    jobs.forget()
    jobs.forget()

    done = now(message)
    assert code not in f"{done.text} {done.params}"
    assert AuditRow.objects.filter(action="messaging.forgot").count() == 1


def test_a_code_that_expired_unsent_is_never_sent_with_dots_in_its_place(
    world: World, clock: time_machine.Traveller
) -> None:
    message = code_for(PHONE)

    clock.shift(600)
    jobs.forget()
    jobs.deliver(str(message.id))

    assert (now(message).state, now(message).error) == ("failed", "own.too_late")
    assert not world.standin.taken


def test_codes_are_dropped_after_two_days(clock: time_machine.Traveller) -> None:
    code_for(PHONE)

    clock.shift(timedelta(days=2, seconds=1))
    jobs.forget()

    assert not OneTimeCode.objects.exists()
    assert not CodeTurn.objects.exists()
    assert Message.objects.exists()


def test_many_open_messages_are_driven_in_several_jobs(
    world: World, clock: time_machine.Traveller
) -> None:
    for number in range(25):
        jobs.deliver(str(code_for_other(number).id))
    OrmQ.objects.all().delete()

    clock.shift(180)
    jobs.drive()
    (following,) = (task.task for task in OrmQ.objects.all())
    jobs.drive(*following["args"])

    assert set(Message.objects.values_list("state", flat=True)) == {"delivered"}


def code_for_other(number: int) -> Message:
    phone = f"139000000{number:02}"
    operations.send_code(
        phone=phone, purpose="sign_in", at=AT, address=f"10.0.0.{number}", device=str(number)
    )
    return Message.objects.get(phone=f"+86{phone}")


def test_a_message_of_another_provider_than_todays_is_not_asked_about(
    world: World, clock: time_machine.Traveller
) -> None:
    message = code_for(PHONE)
    jobs.deliver(str(message.id))
    Message.objects.update(provider="former")

    clock.shift(180)
    jobs.drive()

    assert now(message).state == "sent"


def test_a_text_is_in_the_language_of_the_person_with_nothing_but_one_signature(
    make_member: Callable[..., UUID],
) -> None:
    member_id = make_member()
    operations.queue(
        purpose="notice",
        phone="+8613812345678",
        template=NOTICE,
        params={"name": "【王】"},
        at=AT,
        member_id=member_id,
        language="en",
    )

    message = Message.objects.get()

    assert message.text == "【锦绣】Hello [王]"
    assert (message.member_id, message.parts) == (member_id, 1)
