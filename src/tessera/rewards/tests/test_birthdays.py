"""Coupons and points for birthdays."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from tests.support.shop import NOON

from tessera.members.models import Member, Profile
from tessera.offers import usecases as offers
from tessera.offers.models import Coupon
from tessera.rewards import jobs
from tessera.rewards.models import BirthdayGift
from tessera.rewards.tests.conftest import Steps


@pytest.fixture
def gift(steps: Steps) -> UUID:
    """Base gives a coupon for the birthday."""
    kind = offers.create_coupon_kind(
        actor=steps.shop.boss, at=NOON, name="生日券", threshold_minor=0, amount_minor=5000
    )
    steps.rule(steps.base, birthday_coupon_id=kind, birthday_bp=20000)
    return kind


def born(steps: Steps, day: date | None) -> None:
    Member.objects.filter(id=steps.member).update(birthday=day)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)


def given(day: date) -> int:
    """How many coupons there are after the job of a morning."""
    jobs.give_birthday_coupons(morning(day))
    return Coupon.objects.count()


def test_a_coupon_comes_on_the_birthday_once_a_year(steps: Steps, gift: UUID) -> None:
    born(steps, date(1990, 3, 12))
    assert given(date(2026, 3, 11)) == 0
    assert given(date(2026, 3, 12)) == 1
    assert given(date(2026, 3, 12)) == 1
    assert given(date(2027, 3, 12)) == 2
    coupon = Coupon.objects.order_by("starts_on").first()
    assert coupon is not None
    assert (coupon.member_id, coupon.starts_on, coupon.ends_on) == (
        steps.member,
        date(2026, 3, 12),
        date(2026, 4, 10),
    )
    assert BirthdayGift.objects.count() == 2


@pytest.mark.parametrize(
    ("today", "count"),
    [
        (date(2026, 2, 28), 1),
        (date(2028, 2, 28), 0),
        (date(2028, 2, 29), 1),
        (date(2026, 3, 1), 0),
    ],
)
def test_29_february_is_kept_on_the_28th_of_other_years(
    steps: Steps, gift: UUID, today: date, count: int
) -> None:
    born(steps, date(1992, 2, 29))
    assert given(today) == count


def test_a_lunar_birthday_falls_on_its_day_of_the_year(steps: Steps, gift: UUID) -> None:
    Profile.objects.create(member_id=steps.member, birth_month=8, birth_day=15, birth_lunar=True)
    assert given(date(2026, 9, 24)) == 0
    assert given(date(2026, 9, 25)) == 1  # the Mid-Autumn Festival of 2026


def test_whose_level_gives_nothing_gets_nothing(steps: Steps, gift: UUID) -> None:
    born(steps, date(1990, 3, 12))
    Member.objects.filter(id=steps.member).update(level=steps.gold)
    assert given(date(2026, 3, 12)) == 0


def test_points_are_more_on_the_birthday(steps: Steps, gift: UUID) -> None:
    born(steps, date(1990, 3, 10))
    sold = steps.shop.sell(steps.shop.order((steps.shop.dress, 1), member_id=steps.member))
    assert sold.points_earned == 598
