"""Limits, parts, signatures and the words of refusal."""

from datetime import UTC, datetime, timedelta

import pytest

from tessera.messaging import rules
from tessera.messaging.rules import CodeLimits, Wait

AT = datetime(2026, 3, 10, 4, 10, tzinfo=UTC)
LIMITS = CodeLimits()


def ago(*minutes: float) -> list[datetime]:
    return [AT - timedelta(minutes=one) for one in minutes]


@pytest.mark.parametrize(
    ("sent", "wait"),
    [
        ([], None),
        (ago(1), None),
        (ago(0.5), Wait(30, limit=False)),
        (ago(0), Wait(60, limit=False)),
        (ago(2, 4, 6, 8), None),
        (ago(2, 4, 6, 8, 10), Wait(50 * 60, limit=True)),
        (ago(2, 4, 6, 8, 10.1), None),
        (ago(*range(60, 600, 60)), None),
        (ago(*range(60, 660, 60)), Wait(14 * 3600, limit=True)),
        (ago(*range(60, 600, 60), 24 * 60), None),
    ],
)
def test_a_phone_waits_a_minute_an_hour_of_the_clock_or_a_day(
    sent: list[datetime], wait: Wait | None
) -> None:
    assert rules.wait_of_phone(sent, at=AT, limits=LIMITS) == wait


def test_seconds_to_wait_are_rounded_up_so_that_nobody_comes_too_early() -> None:
    sent = [AT - timedelta(seconds=59, milliseconds=1)]

    assert rules.wait_of_phone(sent, at=AT, limits=LIMITS) == Wait(1, limit=False)


def test_an_address_waits_for_the_next_hour_of_the_clock() -> None:
    assert rules.wait_of_source(19, at=AT, most=20) is None
    assert rules.wait_of_source(20, at=AT, most=20) == Wait(50 * 60, limit=True)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_an_address_is_a_network_of_one_home(address: str, network: str) -> None:
    assert rules.network_of(address) == network


@pytest.mark.parametrize(
    ("length", "parts"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (160, 3), (500, 8)]
)
def test_a_text_has_one_part_up_to_70_characters_and_then_67_each(length: int, parts: int) -> None:
    assert rules.parts("字" * length) == parts


def test_an_emoji_takes_the_room_of_two() -> None:
    assert rules.parts("字" * 69 + "\N{WRAPPED PRESENT}") == 2


def test_the_brand_stands_in_front_and_in_brackets_that_nothing_else_has() -> None:
    assert rules.signed("你好【优惠】", signature="锦绣") == "【锦绣】你好[优惠]"


@pytest.mark.parametrize("reply", ["R", "r", " T ", "TD", "td", "退订", "退订。", "r!"])
def test_a_word_of_refusal_is_understood(reply: str) -> None:
    assert rules.is_refusal(reply)


@pytest.mark.parametrize("reply", ["", "好的", "TT", "Really?", "不要退订"])
def test_other_words_are_none(reply: str) -> None:
    assert not rules.is_refusal(reply)


@pytest.mark.parametrize(
    ("purpose", "channel", "consent"),
    [
        ("code", "sms", ""),
        ("notice", "sms", ""),
        ("marketing", "sms", "sms_marketing"),
        ("marketing", "wechat", "wechat_marketing"),
        ("birthday", "sms", "birthday"),
    ],
)
def test_each_message_knows_the_consent_it_needs(purpose: str, channel: str, consent: str) -> None:
    assert rules.consent_for(purpose, channel) == consent
