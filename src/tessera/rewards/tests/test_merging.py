"""When two members become one, a level goes on as it stood, and nobody was brought by himself."""

import importlib
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from tests.support.shop import NOON, TODAY

from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.rewards import jobs, usecases
from tessera.rewards.models import LevelMove, Standing
from tessera.rewards.tests.conftest import Steps, broken

LATER = NOON + timedelta(days=800)


@pytest.fixture
def ladder(steps: Steps) -> Steps:
    """Silver for one dress and gold for two, each for a year."""
    for level, spend in ((steps.silver, 20000), (steps.gold, 50000)):
        steps.rule(level, spend_minor=spend, validity_months=12, keep_spend_minor=spend)
    return steps


def merge(steps: Steps, gone: UUID, day: int = 1) -> None:
    members.merge(
        actor=steps.shop.boss,
        at=NOON + timedelta(days=day),
        keep_id=steps.member,
        gone_id=gone,
        reason="同一人",
    )


def told_again(steps: Steps) -> None:
    members.settle_merges(actor=steps.shop.boss, at=NOON + timedelta(days=1, minutes=10))


def through(member: UUID) -> date | None:
    return Standing.objects.get(member=member).valid_through


def test_the_higher_level_comes_with_its_end(ladder: Steps) -> None:
    twin = ladder.shop.join()
    ladder.buy()
    ladder.buy(2, member=twin)
    merge(ladder, twin)
    assert ladder.level() == ladder.gold
    assert through(ladder.member) == date(2027, 3, 9)
    last = LevelMove.objects.filter(member=ladder.member).latest("at")
    assert (last.before_id, last.after_id, last.cause) == (ladder.silver, ladder.gold, "merged")
    assert not broken()
    jobs.review_levels(LATER)  # kept for a year by what both bought, then lowered
    assert (ladder.level(), through(ladder.member)) == (ladder.silver, date(2029, 3, 9))
    assert not broken()


def test_a_level_of_a_member_who_never_moved_gives_way_to_the_duplicates(ladder: Steps) -> None:
    twin = ladder.shop.join()
    sale = ladder.buy(2, member=twin)
    merge(ladder, twin)
    assert ladder.level() == ladder.gold
    ladder.shop.give_back(sale, 2, at=NOON + timedelta(days=2))
    assert ladder.level() == ladder.silver
    jobs.review_levels(LATER)
    assert ladder.level() == ladder.base
    assert not broken()


def test_the_lower_level_of_a_duplicate_changes_nothing(ladder: Steps) -> None:
    twin = ladder.shop.join()
    ladder.buy(2)
    ladder.buy(at=NOON + timedelta(hours=1), member=twin)
    merge(ladder, twin)
    assert (ladder.level(), through(ladder.member)) == (ladder.gold, date(2027, 3, 9))
    assert not Standing.objects.filter(member=twin).exists()
    assert not broken()


def test_of_two_equal_levels_the_later_end_counts(ladder: Steps) -> None:
    twin = ladder.shop.join()
    ladder.buy()
    ladder.buy(member=twin, at=NOON + timedelta(days=5))
    merge(ladder, twin, day=6)
    assert (ladder.level(), through(ladder.member)) == (ladder.silver, date(2027, 3, 14))
    assert not broken()


def test_a_lock_of_who_stays_stays(ladder: Steps) -> None:
    twin, until = ladder.shop.join(), TODAY + timedelta(days=90)
    ladder.buy(2, member=twin)
    usecases.lock_level(
        actor=ladder.shop.boss, at=NOON, member_id=ladder.member, until=until, reason="品牌大使"
    )
    merge(ladder, twin)
    row = Standing.objects.get(member=ladder.member)
    assert (row.level_id, row.locked_until, row.lock_reason) == (ladder.gold, until, "品牌大使")
    assert not broken()


def test_who_was_merged_goes_on_buying_and_is_moved_by_hand(ladder: Steps) -> None:
    twin = ladder.shop.join()
    ladder.buy(member=twin)
    merge(ladder, twin)
    ladder.buy(2, at=NOON + timedelta(days=2))
    assert ladder.level() == ladder.gold
    usecases.change_level(
        actor=ladder.shop.boss,
        at=NOON + timedelta(days=3),
        member_id=ladder.member,
        level_id=ladder.base,
        reason="申请",
    )
    assert ladder.level() == ladder.base
    assert not broken()


def test_a_merge_that_is_told_again_raises_nobody_again(ladder: Steps) -> None:
    twin = ladder.shop.join()
    ladder.buy(2, member=twin)
    merge(ladder, twin)
    usecases.change_level(
        actor=ladder.shop.boss,
        at=NOON + timedelta(days=1, minutes=5),
        member_id=ladder.member,
        level_id=ladder.silver,
        reason="核实",
    )
    moves = LevelMove.objects.count()
    told_again(ladder)
    assert (ladder.level(), LevelMove.objects.count()) == (ladder.silver, moves)
    assert not broken()


def test_one_stray_stops_neither_the_review_of_others_nor_its_own_purchases(
    ladder: Steps, caplog: pytest.LogCaptureFixture
) -> None:
    third = ladder.shop.join()
    for member in (ladder.member, third):
        ladder.buy(member=member)
    Member.objects.filter(id=third).update(level=ladder.gold)
    jobs.review_levels(LATER)
    assert (ladder.level(), ladder.level(third)) == (ladder.base, ladder.gold)
    assert str(third) in caplog.text
    usecases.change_level(
        actor=ladder.shop.boss, at=LATER, member_id=third, level_id=ladder.silver, reason="核实"
    )
    assert Standing.objects.get(member=third).level_id == ladder.silver
    assert not broken()


def test_what_earlier_merges_left_behind_is_straightened(ladder: Steps) -> None:
    lost, stray = ladder.shop.join(), ladder.shop.join()
    ladder.buy(2, member=lost)
    ladder.buy(member=stray)
    ladder.buy()
    Standing.objects.filter(member=lost).delete()
    Member.objects.filter(id=stray).update(level=ladder.gold)
    assert broken()
    importlib.import_module("tessera.rewards.migrations.0006_strays").straighten(apps, None)
    assert not broken()
    assert through(lost) == date(2027, 3, 9)
    assert Standing.objects.get(member=stray).level_id == ladder.gold
    assert LevelMove.objects.filter(cause="merged").count() == 1
