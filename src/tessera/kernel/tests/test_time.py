from datetime import UTC, date, datetime

import pytest

from tessera.kernel.clock import business_day, day_period
from tessera.kernel.ids import secret_code, uuid7
from tessera.kernel.period import Period


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


def test_a_period_ends_before_its_end() -> None:
    start, end = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)
    assert start in Period(start, end)
    assert end not in Period(start, end)
    with pytest.raises(ValueError, match="end before it starts"):
        Period(end, start)


def test_ids_are_ordered_by_time_within_a_millisecond_and_of_version_seven(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moments = [1_770_000_000_000_000_000 + 999 * step for step in range(2002)]
    clock = iter(moments)
    monkeypatch.setattr("time.time_ns", lambda: next(clock))
    made = [uuid7() for _ in moments]
    assert made == sorted(set(made))
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    assert {one.int >> 80 for one in made} == {at // 1_000_000 for at in moments}


def test_case_20_codes_below_64_random_bits_are_refused() -> None:
    assert len(secret_code("M")) == 15
    with pytest.raises(ValueError, match="64 random bits"):
        secret_code("M", 12)
