from datetime import UTC, date, datetime

import pytest

from tessera.kernel.clock import business_day, day_period
from tessera.kernel.ids import secret_code, uuid7
from tessera.kernel.period import DayRange, add_months


@pytest.mark.parametrize(
    ("at", "zone", "cutover", "day"),
    [
        (datetime(2026, 3, 31, 15, 59, 59, tzinfo=UTC), "Asia/Shanghai", 0, date(2026, 3, 31)),
        (datetime(2026, 3, 31, 16, 0, 0, tzinfo=UTC), "Asia/Shanghai", 0, date(2026, 4, 1)),
        (datetime(2026, 3, 31, 18, 59, 0, tzinfo=UTC), "Asia/Shanghai", 3, date(2026, 3, 31)),
        (datetime(2024, 2, 29, 23, 30, 0, tzinfo=UTC), "Europe/London", 0, date(2024, 2, 29)),
        (datetime(2024, 2, 29, 23, 30, 0, tzinfo=UTC), "Asia/Shanghai", 0, date(2024, 3, 1)),
    ],
)
def test_the_business_day_is_the_stores_own(
    at: datetime, zone: str, cutover: int, day: date
) -> None:
    assert business_day(at, zone=zone, cutover_hour=cutover) == day
    assert at in day_period(day, zone=zone, cutover_hour=cutover)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        business_day(datetime(2026, 1, 1), zone="Asia/Shanghai")  # noqa: DTZ001 - that is the case


def test_validity_includes_its_last_day() -> None:
    december = DayRange(date(2026, 12, 1), date(2026, 12, 31))
    assert date(2026, 12, 31) in december
    assert date(2027, 1, 1) not in december


def test_months_are_clamped_to_the_last_day_of_february() -> None:
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_ids_are_ordered_by_time_and_of_version_seven() -> None:
    first, second = uuid7(), uuid7()
    assert (first.version, first.variant) == (7, "specified in RFC 4122")
    assert first.int >> 80 <= second.int >> 80
    assert first != second


def test_case_20_codes_below_64_random_bits_are_refused() -> None:
    assert len(secret_code("M")) == 15
    with pytest.raises(ValueError, match="64 random bits"):
        secret_code("M", 12)
