from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone, translation

from tessera.web.kit import formats, zones

NOW = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [
        (0, "CNY", "¥0.00"),
        (5, "CNY", "¥0.05"),
        (123456, "CNY", "¥1,234.56"),
        (-123456, "CNY", "−¥1,234.56"),
        (1234, "JPY", "¥1,234"),
        (9950, "GBP", "£99.50"),
        (100, "CHF", "CHF 1.00"),
    ],
)
def test_money_is_shown_with_its_sign_and_thousands(minor: int, currency: str, shown: str) -> None:
    assert formats.money(minor, currency) == shown


def test_short_money_leaves_the_minor_units_out() -> None:
    assert formats.money_short(123456, "CNY") == "¥1,234"
    assert formats.money_short(-99, "CNY") == "−¥0"


@pytest.mark.parametrize(
    ("basis_points", "shown"), [(1000, "10%"), (1250, "12.5%"), (-2370, "−23.7%"), (5, "0.05%")]
)
def test_basis_points_are_shown_as_per_cent(basis_points: int, shown: str) -> None:
    assert formats.percent(basis_points) == shown


def test_only_what_is_above_zero_gets_a_plus() -> None:
    assert formats.signed("5", 5) == "+5"
    assert formats.signed("−5", -5) == "−5"
    assert formats.signed("0", 0) == "0"


def test_a_phone_of_the_home_country_is_shown_in_groups() -> None:
    assert formats.phone("+8613812345678") == "138 1234 5678"
    assert formats.phone("+4915112345678") == "+4915112345678"
    assert formats.phone("") == ""


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        (timedelta(seconds=20), "刚刚"),
        (timedelta(minutes=5), "5 分钟前"),
        (timedelta(hours=3), "3 小时前"),
        (timedelta(days=2), "2 天前"),
        (timedelta(days=9), "3月1日"),
        (timedelta(days=400), "2025年2月3日"),
    ],
)
def test_time_is_told_relative_until_a_week_has_passed(before: timedelta, shown: str) -> None:
    with (
        time_machine.travel(NOW, tick=False),
        timezone.override("Asia/Shanghai"),
        translation.override("zh-hans"),
    ):
        assert formats.ago(NOW - before, NOW) == shown


def test_an_instant_is_told_in_the_zone_of_the_page() -> None:
    with (
        time_machine.travel(NOW, tick=False),
        timezone.override("Asia/Shanghai"),
        translation.override("zh-hans"),
    ):
        assert formats.instant(datetime(2026, 3, 9, 17, 5, tzinfo=UTC)) == "3月10日 01:05"
        assert formats.day(date(2026, 12, 1)) == "12月1日"


def test_a_time_zone_is_called_as_the_page_speaks() -> None:
    with translation.override("zh-hans"):
        assert zones.called("Asia/Shanghai") == "中国时间"
        assert ("Asia/Shanghai", "中国（上海）时间") in zones.choices("Asia/Shanghai")
    with translation.override("en"):
        assert zones.called("Europe/London") == "United Kingdom Time"
        assert zones.choices("Mars/Base")[0] == ("Mars/Base", "Mars/Base")
    assert zones.called("UTC") == "UTC"
