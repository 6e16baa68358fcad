"""Who is told how, and when nobody is woken: tables."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.care import rules
from tessera.care.rules import ENDING, NOTICES, RISEN, Listener

RISE, END = NOTICES[RISEN], NOTICES[ENDING]

ANN, BEN = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("notice", "listener", "channel"),
    [
        (RISE, Listener(), "sms"),
        (RISE, Listener(has_phone=False), "app"),
        (RISE, Listener(has_left=True), ""),
        (RISE, Listener(is_guarded=True), "sms"),
        (replace(RISE, by_sms=False), Listener(), "app"),
        (replace(RISE, by_sms=False, in_app=False), Listener(), ""),
        (replace(RISE, in_app=False), Listener(), "sms"),
        (replace(RISE, in_app=False), Listener(has_phone=False), ""),
        (END, Listener(agrees=True), "sms"),
        (END, Listener(agrees=False), "app"),
        (END, Listener(agrees=True, is_guarded=True), ""),
    ],
)
def test_a_notice_takes_the_channel_that_is_left(
    notice: rules.Notice, listener: Listener, channel: str
) -> None:
    assert rules.channel_for(notice, listener) == channel


@pytest.mark.parametrize(
    ("local", "wakes"),
    [
        ("2026-03-10 07:59", "2026-03-10 08:00"),
        ("2026-03-10 08:00", None),
        ("2026-03-10 20:59", None),
        ("2026-03-10 21:00", "2026-03-11 08:00"),
        ("2026-02-28 23:30", "2026-03-01 08:00"),
        ("2026-12-31 22:00", "2027-01-01 08:00"),
        ("2027-01-01 00:01", "2027-01-01 08:00"),
    ],
)
def test_between_nine_and_eight_no_phone_rings(local: str, wakes: str | None) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    at = datetime.fromisoformat(f"{local}+08:00").astimezone(UTC)

    found = rules.wakes_at(at, zone="Asia/Shanghai")

    assert (found and found.astimezone(zone).strftime("%Y-%m-%d %H:%M")) == wakes


@given(
    minutes=st.integers(0, 6 * 366 * 24 * 60),
    zone=st.sampled_from(["Asia/Shanghai", "Europe/Zurich", "America/St_Johns", "Asia/Urumqi"]),
)
def test_whatever_waits_goes_out_within_the_night_and_by_day(minutes: int, zone: str) -> None:
    at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    wakes = rules.wakes_at(at, zone=zone)
    goes = wakes or at

    assert goes.astimezone(ZoneInfo(zone)).hour in rules.AWAKE
    assert timedelta() <= goes - at <= timedelta(hours=12)  # a night in which clocks go back


@pytest.mark.parametrize(
    ("own", "came_by", "falls_to"),
    [(ANN, BEN, ANN), (None, BEN, BEN), (ANN, None, ANN), (None, None, None)],
)
def test_a_task_falls_to_the_own_guide_first(
    own: UUID | None, came_by: UUID | None, falls_to: UUID | None
) -> None:
    assert rules.task_guide(own, came_by) == falls_to
