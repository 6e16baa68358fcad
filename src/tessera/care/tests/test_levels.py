"""Members hear of their level: once, why, in their language, and only as they agreed."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from unittest import mock
from uuid import UUID

import pytest
import time_machine
from django.utils import translation
from tests.support.shop import NOON, TODAY

from tessera.care import usecases
from tessera.care.tests.conftest import Steps, messages, run_jobs
from tessera.identity.models import Session
from tessera.kernel.errors import DomainError
from tessera.members.models import Member, Profile
from tessera.messaging import jobs as courier
from tessera.messaging import operations as messaging
from tessera.messaging.models import Message
from tessera.platform.batch import Batch
from tessera.rewards import jobs as rewards_jobs
from tessera.rewards import usecases as rewards

DRESS = 29900
NEXT_YEAR = date(2027, 3, 10)


def noon(day: date) -> datetime:
    return NOON + (day - TODAY)


def agree(member_id: UUID, *, given: bool = True) -> None:
    messaging.record_consents(
        member_id=member_id,
        given={"sms_marketing": given},
        text_versions={"sms_marketing": 1},
        at=NOON + timedelta(seconds=not given),
        source="app",
    )


def speak(member_id: UUID, language: str) -> None:
    """The member reads the app in a language."""
    Session.objects.create(
        digest=language,
        member_id=member_id,
        means="code",
        language=language,
        created_at=NOON,
        proved_at=NOON,
        seen_at=NOON,
    )


def put(steps: Steps, level: UUID, day: date = TODAY) -> None:
    rewards.change_level(
        actor=steps.shop.boss, at=noon(day), member_id=steps.member, level_id=level, reason="周年"
    )


@pytest.fixture
def rising(steps: Steps) -> Steps:
    """One dress leads to silver."""
    steps.rule(steps.silver, spend_minor=DRESS, validity_months=12, keep_spend_minor=10 * DRESS)
    speak(steps.member, "en")
    return steps


def test_who_rises_is_told_why_by_text_message_and_in_the_app(rising: Steps) -> None:
    rising.buy()

    assert run_jobs() == 1

    (message,) = messages(rising.member)
    assert (message.channel, message.purpose, message.state) == ("sms", "notice", "queued")
    assert "You are 银卡 now, because you bought for ¥299.00 since" in message.text
    assert message.template == "level_risen"


def test_the_same_news_twice_is_one_message(rising: Steps) -> None:
    rising.buy()
    for _ in range(3):
        run_jobs()
    assert len(messages(rising.member)) == 1


def test_a_sale_that_is_rolled_back_leaves_no_word(rising: Steps) -> None:
    with (
        mock.patch.object(Batch, "flush", side_effect=InterruptedError),
        pytest.raises(InterruptedError),
    ):
        rising.buy()

    assert run_jobs() == 0
    assert not Message.objects.exists()


def test_who_reads_chinese_is_told_in_chinese(steps: Steps) -> None:
    steps.rule(steps.silver, spend_minor=DRESS)
    speak(steps.member, "zh-hant")
    steps.buy()
    with translation.override("en"):
        run_jobs()
    (message,) = messages(steps.member)
    with translation.override("zh-hant"):
        told = translation.gettext("You are %(level)s now, because %(reason)s.")
    assert message.text.startswith(f"【{message.signature}】" + told.partition("%(")[0])


def test_who_falls_reads_why_in_the_app_and_gets_no_text_message(rising: Steps) -> None:
    rising.buy()
    run_jobs()
    with time_machine.travel(noon(NEXT_YEAR), tick=False):
        rewards_jobs.review_levels()
        run_jobs()

    fallen = messages(rising.member)[-1]
    assert (fallen.channel, fallen.state, fallen.parts) == ("app", "delivered", 0)
    level = Member.objects.select_related("level").get(id=rising.member).level.name
    assert fallen.text.startswith(f"Your level is {level} from now on, because its time was over")
    assert "¥299.00 of ¥2,990.00 counted" in fallen.text
    assert "【" not in fallen.text


def test_a_purchase_that_comes_back_takes_the_level_and_says_so(rising: Steps) -> None:
    rising.shop.give_back(rising.buy(), 1)
    run_jobs()

    # The rise was undone before the worker came: only where the member stands now is told.
    (message,) = messages(rising.member)
    assert "the purchase that it rested on came back" in message.text


def test_a_member_who_left_is_told_nothing(rising: Steps) -> None:
    rising.buy()
    Member.objects.filter(id=rising.member).update(left_at=NOON)
    run_jobs()
    assert not messages(rising.member)


def test_a_member_without_a_phone_reads_it_in_the_app(rising: Steps) -> None:
    Member.objects.filter(id=rising.member).update(phone=None, reference="R1")
    rising.buy()
    run_jobs()
    (message,) = messages(rising.member)
    assert (message.channel, message.phone) == ("app", "")


def test_what_a_duplicate_reached_is_told_to_who_stays(rising: Steps) -> None:
    rising.buy()
    keep = rising.shop.join("王芳")
    move = {"merged_into": keep, "merged_at": NOON}
    level = Member.objects.get(id=rising.member).level_id
    Member.objects.filter(id=rising.member).update(**move)
    Member.objects.filter(id=keep).update(level=level)
    run_jobs()
    assert [len(messages(one)) for one in (rising.member, keep)] == [0, 1]


def test_at_night_the_text_message_waits_for_the_morning(rising: Steps) -> None:
    night = NOON + timedelta(hours=10)  # ten in the evening in Shanghai
    with time_machine.travel(night, tick=False):
        rising.buy(at=night)
        run_jobs()
        (message,) = messages(rising.member)
        courier.deliver(str(message.id))
    with time_machine.travel(night + timedelta(hours=9, minutes=59), tick=False):
        courier.drive()
        assert messages(rising.member)[0].state == "queued"
    with time_machine.travel(night + timedelta(hours=10), tick=False):
        courier.drive()
    assert messages(rising.member)[0].state == "delivered"


def warn(steps: Steps) -> Message:
    steps.rule(steps.gold, validity_months=12, keep_spend_minor=3 * DRESS, warn_days=14)
    put(steps, steps.gold)
    Message.objects.all().delete()
    with time_machine.travel(noon(date(2027, 3, 1)), tick=False):
        rewards_jobs.warn_of_drops()
        run_jobs()
        run_jobs()
    return next(one for one in messages(steps.member) if one.template == "level_ending")


def test_the_warning_says_when_to_what_and_what_is_missing(steps: Steps) -> None:
    speak(steps.member, "en")
    agree(steps.member)

    message = warn(steps)

    assert (message.channel, message.purpose) == ("sms", "marketing")
    assert "You will drop to 银卡 on 10 Mar 2027." in message.text
    assert "To stay 金卡 you need ¥897.00 more before that." in message.text
    assert message.text.endswith("Answer R to stop these messages.")


@pytest.mark.parametrize("asked", [False, True])
def test_without_consent_to_news_the_warning_stands_in_the_app_only(
    steps: Steps, asked: bool
) -> None:
    if asked:
        agree(steps.member)
        agree(steps.member, given=False)
    message = warn(steps)
    assert (message.channel, message.phone, message.state) == ("app", "", "delivered")


def test_a_child_is_not_asked_to_buy(steps: Steps) -> None:
    agree(steps.member)
    Profile.objects.create(member_id=steps.member, guardian_phone="+8613900000000")
    with pytest.raises(StopIteration):
        warn(steps)


def test_what_the_brand_switched_off_is_not_said(rising: Steps) -> None:
    usecases.choose_notice(
        actor=rising.shop.boss, at=NOON, kind="risen", by_sms=False, in_app=False
    )
    rising.buy()
    run_jobs()
    assert not Message.objects.exists()


def test_only_who_decides_for_all_stores_switches_notices(steps: Steps) -> None:
    manager = replace(steps.shop.boss, store_ids=frozenset({steps.shop.store_id}))
    for actor, kind in ((manager, "risen"), (steps.shop.boss, "dawn")):
        with pytest.raises(DomainError):
            usecases.choose_notice(actor=actor, at=NOON, kind=kind, by_sms=False, in_app=False)
    steps.rule(steps.silver, spend_minor=DRESS)
    steps.buy()
    run_jobs()
    assert len(messages(steps.member)) == 1
