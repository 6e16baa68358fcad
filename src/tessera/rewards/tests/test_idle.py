"""Balances that end because nothing moved: when, what keeps them, and who hears of it before."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.support import pointing
from tests.support.books import broken
from tests.support.shop import NOON, TODAY, Shop

from tessera.platform.models import AuditRow
from tessera.rewards import jobs, usecases
from tessera.rewards.queries.idle import idle_day
from tessera.wallet import usecases as wallet
from tessera.wallet.models import PointsNotice
from tessera.wallet.queries import get_balances


@pytest.fixture
def member(shop: Shop) -> UUID:
    return shop.join()


def programme(shop: Shop, **more: Any) -> None:
    terms = {"minor_per_point": 100, "expiry": "since_activity", "expiry_months": 12, **more}
    usecases.set_earn_rule(actor=shop.boss, at=NOON, **terms)


def buy(shop: Shop, member: UUID, at: datetime = NOON) -> UUID:
    return shop.sell(shop.order((shop.dress, 1), member_id=member), at=at).sale_id


def held(member: UUID) -> tuple[int, int]:
    """Points to spend, and waiting."""
    own = get_balances(member)
    return own.points, own.points_pending


def told() -> list[tuple[date, int, int]]:
    rows = PointsNotice.objects.order_by("at", "days")
    return list(rows.values_list("expires_on", "days", "points"))


def test_a_balance_ends_when_nothing_moved_for_so_long(shop: Shop, member: UUID) -> None:
    programme(shop, expiry="since_activity", expiry_months=12)
    buy(shop, member)
    buy(shop, member, at=NOON + timedelta(days=30))  # 9 April 2026
    jobs.expire_idle_points(datetime(2027, 4, 9, 12, tzinfo=UTC))
    assert held(member) == (598, 0)
    jobs.expire_idle_points(datetime(2027, 4, 9, 16, tzinfo=UTC))  # midnight of the 10th
    jobs.expire_idle_points(datetime(2027, 4, 9, 16, tzinfo=UTC))
    assert held(member) == (0, 0)
    assert broken() == {}


def test_points_that_waited_stay_when_they_come(shop: Shop, member: UUID) -> None:
    programme(shop, pending_days=7)
    buy(shop, member)
    later = NOON + timedelta(days=8)
    jobs.release_points(later)
    jobs.expire_idle_points(later + timedelta(days=1))
    assert held(member) == (299, 0)


def test_who_buys_keeps_the_balance_though_the_new_points_wait(shop: Shop, member: UUID) -> None:
    pointing.give(member, 100, store_id=shop.store_id, at=NOON, until=None)
    programme(shop, pending_days=30)
    buy(shop, member, at=NOON + timedelta(days=360))
    jobs.expire_idle_points(NOON + timedelta(days=370))
    assert held(member) == (100, 299)


def test_a_neighbour_s_purchase_keeps_nobody_else_s_balance(shop: Shop, member: UUID) -> None:
    programme(shop)
    buy(shop, member)
    neighbour = shop.join("韩梅")
    buy(shop, neighbour, at=NOON + timedelta(days=360))
    jobs.expire_idle_points(NOON + timedelta(days=370))
    assert held(member) == (0, 0)
    assert held(neighbour) == (299, 0)
    assert broken() == {}


def test_who_will_lose_all_hears_at_thirty_seven_and_one_day_and_each_once(
    shop: Shop, member: UUID
) -> None:
    programme(shop)
    buy(shop, member)
    last = date(2027, 3, 10)
    assert idle_day(member) == last
    for left in (31, 30, 30, 29, 7, 1, 0):
        jobs.announce_idle(NOON + timedelta(days=365 - left))
    assert told() == [(last, 30, 299), (last, 7, 299), (last, 1, 299)]
    jobs.expire_idle_points(NOON + timedelta(days=365))
    assert held(member) == (299, 0)
    jobs.expire_idle_points(NOON + timedelta(days=366))
    assert held(member) == (0, 0)
    assert idle_day(member) == last  # what expires by itself moves nothing


def test_who_buys_after_the_notice_hears_of_the_new_day_when_it_comes(
    shop: Shop, member: UUID
) -> None:
    programme(shop)
    buy(shop, member)
    jobs.announce_idle(NOON + timedelta(days=360))
    buy(shop, member, at=NOON + timedelta(days=361))
    jobs.announce_idle(NOON + timedelta(days=362))
    assert [days for _, days, _ in told()] == [7]
    assert idle_day(member) == date(2028, 3, 6)
    jobs.announce_idle(NOON + timedelta(days=361 + 365 - 20))
    assert told()[1:] == [(date(2028, 3, 6), 30, 598)]


def test_a_killed_announcement_goes_on_and_tells_nobody_twice(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme(shop)
    for number in range(5):
        pointing.give(shop.join(f"会员{number}"), 10, store_id=shop.store_id, at=NOON, until=None)
    soon = NOON + timedelta(days=360)
    monkeypatch.setattr(jobs, "AT_ONCE", 2)
    usecases.announce_idle(actor=jobs.ACTOR, at=soon, limit=2)  # and then the power went
    assert len(told()) == 2
    jobs.announce_idle(soon)
    jobs.announce_idle(soon)
    assert len(told()) == 5
    noted = AuditRow.objects.filter(action="rewards.idle_announced")
    assert sum(row.data["lots"] for row in noted) == 5


@pytest.mark.parametrize(("expiry", "days"), [("never", (30, 7, 1)), ("since_activity", ())])
def test_nobody_hears_where_nothing_ends_or_the_brand_tells_nobody(
    shop: Shop, member: UUID, expiry: str, days: tuple[int, ...]
) -> None:
    programme(shop, expiry=expiry)
    wallet.set_notices(actor=shop.boss, at=NOON, days=days)
    buy(shop, member)
    jobs.announce_idle(NOON + timedelta(days=365))
    assert told() == []
    assert not AuditRow.objects.filter(action="rewards.idle_announced").exists()


def test_lots_with_a_day_of_their_own_are_announced_elsewhere(shop: Shop, member: UUID) -> None:
    pointing.give(member, 50, store_id=shop.store_id, at=NOON, until=TODAY + timedelta(days=500))
    pointing.give(member, 20, store_id=shop.store_id, at=NOON, until=None)
    programme(shop)
    jobs.announce_idle(NOON + timedelta(days=364))
    assert [points for *_, points in told()] == [20]
