"""Each proof about what follows from sales is broken on purpose: points, levels, rewards for bringing somebody."""

import pytest
from django.db.models import F
from tests.support.shop import NOON

from tessera.members.models import Level, Member
from tessera.ops.tests.conftest import Day, assert_broken, unguard
from tessera.rewards.models import (
    Clawback,
    EarnedLine,
    Earning,
    LevelMove,
    LevelRule,
    Merit,
    ReferralReward,
    Standing,
)

pytestmark = pytest.mark.usefixtures("spoiling")


def test_points_that_were_earned_and_not_issued(day: Day) -> None:
    Earning.objects.filter(sale=day.mixed.sale_id).update(
        points=F("points") + 1, base_minor=F("base_minor") + F("minor_per_point")
    )

    assert_broken(day.mixed.sale_id, "rewards.earnings", "rewards.merits")


def test_points_that_do_not_follow_from_the_rule(day: Day) -> None:
    Earning.objects.filter(sale=day.mixed.sale_id).update(minor_per_point=F("minor_per_point") * 2)

    assert_broken(day.mixed.sale_id, "rewards.earnings")


@pytest.mark.parametrize("column", ["points", "base_minor"])
def test_a_line_that_earned_something_else_than_its_sale(day: Day, column: str) -> None:
    line = EarnedLine.objects.earliest("position")
    EarnedLine.objects.filter(id=line.id).update(**{column: F(column) + 1})

    assert_broken(line.sale_id, "rewards.earned_lines")


def test_a_line_whose_rules_gave_something_else(day: Day) -> None:
    line = EarnedLine.objects.earliest("position")
    line.reasons[0]["points"] += 1
    line.save()

    assert_broken(line.sale_id, "rewards.earned_lines")


def test_a_sale_that_says_it_earned_by_line_and_has_none(day: Day) -> None:
    Earning.objects.filter(sale=day.mixed.sale_id).update(by_line=True)

    assert_broken(day.mixed.sale_id, "rewards.earned_lines")


def test_lines_of_a_sale_that_says_it_has_none(day: Day) -> None:
    line = EarnedLine.objects.earliest("position")
    EarnedLine.objects.exclude(sale=line.sale_id).delete()
    EarnedLine.objects.create(
        sale_id=day.mixed.sale_id, position=0, quantity=1, base_minor=0, points=0, reasons=[]
    )

    assert_broken(day.mixed.sale_id, "rewards.earned_lines")


def test_points_that_were_clawed_back_and_not_taken(day: Day) -> None:
    Clawback.objects.filter(document=day.back.return_id).update(points=F("points") - 1)

    assert_broken(day.back.return_id, "rewards.clawbacks", "rewards.merits")


def test_points_clawed_back_beyond_what_the_sale_earned_on(day: Day) -> None:
    earned = Earning.objects.get(sale=day.mixed.sale_id)
    Clawback.objects.filter(sale=day.mixed.sale_id).update(base_minor=earned.base_minor + 1)

    assert_broken(day.mixed.sale_id, "rewards.clawed")


@pytest.mark.parametrize("column", ["spent_minor", "topup_minor", "points"])
def test_a_sale_that_counts_something_else_for_levels(day: Day, column: str) -> None:
    Merit.objects.filter(document_id=day.mixed.sale_id).update(**{column: F(column) + 1})

    assert_broken(day.mixed.sale_id, "rewards.merits")


def test_a_return_that_takes_nothing_off_for_levels(day: Day) -> None:
    Merit.objects.filter(document_id=day.back.return_id).delete()

    assert_broken(day.back.return_id, "rewards.merits")


def test_a_member_who_stands_on_another_level(day: Day) -> None:
    other = Level.objects.get(name="银卡")
    Standing.objects.create(member_id=day.member, level=other, since=NOON.date())

    assert_broken(day.member, "rewards.standings")


def test_a_member_whose_level_has_an_end_that_nobody_knows(day: Day) -> None:
    level = Level.objects.get(name="银卡")
    LevelRule.objects.create(level=level, version=99, validity_months=12)
    Member.objects.filter(id=day.member).update(level=level)

    assert_broken(day.member, "rewards.standings")


def test_a_level_that_a_move_led_to_and_that_nobody_stands_on(day: Day) -> None:
    own = Member.objects.get(id=day.member).level
    LevelMove.objects.create(
        member_id=day.member, before=own, after=own, cause="hand", at=NOON, business_on=NOON
    )

    assert_broken(day.member, "rewards.standings")


def test_a_level_that_no_move_led_to(day: Day) -> None:
    own = Member.objects.get(id=day.member).level
    other = Level.objects.get(name="银卡")
    Standing.objects.create(member_id=day.member, level=own, since=NOON.date())
    LevelMove.objects.create(
        member_id=day.member, before=own, after=other, cause="hand", at=NOON, business_on=NOON
    )

    assert_broken(day.member, "rewards.moves")


@pytest.mark.parametrize("column", ["credited", "taken"])
def test_a_reward_that_gave_or_took_back_something_else(day: Day, column: str) -> None:
    unguard(ReferralReward, "referral_reward_bounds")
    reward = ReferralReward.objects.get(sale=day.brought.sale_id)
    assert getattr(reward, column) == {"credited": 598, "taken": 299}[column]
    ReferralReward.objects.filter(id=reward.id).update(**{column: F(column) + 1})

    assert_broken(reward.id, "referral.rewards")


def test_a_reward_that_forgot_what_came_back(day: Day) -> None:
    reward = ReferralReward.objects.get(sale=day.brought.sale_id)
    ReferralReward.objects.filter(id=reward.id).update(returned_minor=0)

    assert_broken(reward.id, "referral.returned")


def test_a_reward_for_the_wrong_person(day: Day) -> None:
    reward = ReferralReward.objects.get(sale=day.brought.sale_id)
    ReferralReward.objects.filter(id=reward.id).update(role="referee")

    assert_broken(reward.id, "referral.returned")
