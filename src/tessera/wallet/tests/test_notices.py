"""Members hear once at each stage that points end, whatever becomes of the run."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from tests.support import pointing

from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.org import permissions as org_permissions
from tessera.org import usecases as org
from tessera.platform import events
from tessera.platform.models import AuditRow
from tessera.wallet import jobs, permissions, usecases
from tessera.wallet.events import PointsWillExpire
from tessera.wallet.models import PointsNotice

AT = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
LAST = date(2026, 12, 31)
BOSS = system_actor("boss", permissions.ALL | org_permissions.ALL)


@pytest.fixture
def stores(db: None) -> dict[str, UUID]:
    """Shanghai, where a day ends at three in the morning, and London, at midnight."""
    org.set_up_brand(actor=BOSS, at=AT, name="锦绣")
    clocks = {"Asia/Shanghai": 3, "Europe/London": 0}
    return {
        zone: org.open_store(
            actor=BOSS, at=AT, code=zone[:2], name=zone, zone=zone, cutover_hour=hour
        )
        for zone, hour in clocks.items()
    }


@pytest.fixture
def shanghai(stores: dict[str, UUID]) -> UUID:
    return stores["Asia/Shanghai"]


def told() -> list[tuple[UUID, date, int, int]]:
    rows = PointsNotice.objects.order_by("at", "days", "points")
    return list(rows.values_list("member_id", "expires_on", "days", "points"))


def noon(month: int, day: int) -> datetime:
    """Noon in Shanghai in 2026."""
    return datetime(2026, month, day, 4, 0, tzinfo=UTC)


def test_a_member_hears_at_thirty_seven_and_one_day_and_each_once(shanghai: UUID) -> None:
    member = uuid7()
    pointing.give(member, 120, store_id=shanghai, at=AT, until=LAST)
    for day in range(25, 31):
        jobs.announce_expiry(noon(11, day))
    assert told() == []
    for month, day in [(12, 1), (12, 1), (12, 2), (12, 24), (12, 25), (12, 30), (12, 31)]:
        jobs.announce_expiry(noon(month, day))
    assert told() == [(member, LAST, 30, 120), (member, LAST, 7, 120), (member, LAST, 1, 120)]


def test_lots_of_one_day_are_told_of_together_and_others_apart(shanghai: UUID) -> None:
    member = uuid7()
    pointing.give(member, 100, store_id=shanghai, at=AT, until=LAST)
    pointing.give(member, 20, store_id=shanghai, at=AT, until=LAST)
    pointing.give(member, 5, store_id=shanghai, at=AT, until=date(2026, 12, 30))
    pointing.give(member, 7, store_id=shanghai, at=AT, until=None)
    jobs.announce_expiry(noon(12, 2))
    assert {(on, points) for _, on, _, points in told()} == {(LAST, 120), (date(2026, 12, 30), 5)}


def test_the_days_are_those_of_the_lots_own_store(stores: dict[str, UUID]) -> None:
    here, there = uuid7(), uuid7()
    pointing.give(here, 10, store_id=stores["Asia/Shanghai"], at=AT, until=LAST)
    pointing.give(there, 20, store_id=stores["Europe/London"], at=AT, until=LAST)
    # 18:30 UTC on 30 November: in Shanghai it is 02:30 of 1 December, and its business day is not over
    jobs.announce_expiry(datetime(2026, 11, 30, 18, 30, tzinfo=UTC))
    assert told() == []
    jobs.announce_expiry(datetime(2026, 11, 30, 19, 30, tzinfo=UTC))
    assert [member for member, *_ in told()] == [here]
    jobs.announce_expiry(datetime(2026, 12, 1, 0, 0, tzinfo=UTC))
    assert [member for member, *_ in told()] == [here, there]


def test_a_run_that_was_killed_goes_on_and_tells_nobody_twice(
    shanghai: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(7):
        pointing.give(uuid7(), 10, store_id=shanghai, at=AT, until=LAST)
    heard: list[PointsWillExpire] = []
    monkeypatch.setattr(events, "publish", lambda event, _batch: heard.append(event))
    monkeypatch.setattr(jobs, "AT_ONCE", 3)
    usecases.announce_expiry(actor=BOSS, at=noon(12, 1), limit=3)  # and then the power went
    killed = sum(event.count for event in heard)
    assert 0 < killed < 7
    jobs.announce_expiry(noon(12, 1))
    jobs.announce_expiry(noon(12, 1))
    assert sum(event.count for event in heard) == 7
    assert PointsNotice.objects.count() == 7
    assert PointsNotice.objects.values("run_id").distinct().count() == len(heard)


def test_the_brand_chooses_the_days_and_may_choose_none(shanghai: UUID) -> None:
    member = uuid7()
    pointing.give(member, 120, store_id=shanghai, at=AT, until=LAST)
    usecases.set_notices(actor=BOSS, at=AT, days=())
    jobs.announce_expiry(noon(12, 31))
    assert told() == []
    usecases.set_notices(actor=BOSS, at=AT, days=(14,))
    jobs.announce_expiry(noon(12, 16))
    jobs.announce_expiry(noon(12, 17))
    assert told() == [(member, LAST, 14, 120)]


def test_a_quiet_day_leaves_nothing(shanghai: UUID) -> None:
    pointing.give(uuid7(), 120, store_id=shanghai, at=AT, until=None)
    jobs.announce_expiry(noon(12, 31))
    assert not AuditRow.objects.filter(action="wallet.points_announced").exists()


@pytest.mark.parametrize("scope", ["one store", "no permission"])
def test_only_who_may_do_so_in_every_store_announces(shanghai: UUID, scope: str) -> None:
    pointing.give(uuid7(), 120, store_id=shanghai, at=AT, until=LAST)
    one = scope == "one store"
    granted = frozenset({permissions.EXPIRE}) if one else frozenset()
    actor = Actor(
        "staff", uuid7(), "李店长", "manager", granted, frozenset({shanghai}) if one else None
    )
    with pytest.raises(DomainError):
        usecases.announce_expiry(actor=actor, at=noon(12, 1))
    assert told() == []
