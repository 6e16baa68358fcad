"""What happens to levels that run out, and by hand."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
import time_machine
from tests.support.shop import NOON, TODAY

from tessera.kernel.errors import DomainError
from tessera.platform import events
from tessera.platform.batch import Batch
from tessera.rewards import jobs, queries, usecases
from tessera.rewards.events import LevelWillDrop
from tessera.rewards.models import LevelMove, Standing
from tessera.rewards.tests.conftest import Steps, broken

DRESS = 29900
NEXT_YEAR = date(2027, 3, 10)


def noon(day: date) -> datetime:
    return NOON + (day - TODAY)


def put(steps: Steps, level: object, at: datetime = NOON) -> None:
    usecases.change_level(
        actor=steps.shop.boss,
        at=at,
        member_id=steps.member,
        level_id=level,  # type: ignore[arg-type]  # one of the three
        reason="周年",
    )


def review(steps: Steps, day: date) -> usecases.Reviewed:
    return usecases.review_levels(actor=steps.shop.boss, at=noon(day))


def standing(steps: Steps) -> tuple[date, date | None]:
    row = Standing.objects.get(member=steps.member)
    return row.since, row.valid_through


def test_case_16_a_level_is_valid_through_its_last_day_and_lowered_on_the_next(
    steps: Steps,
) -> None:
    steps.rule(steps.gold, validity_months=12, keep_spend_minor=DRESS)
    steps.rule(steps.silver, validity_months=6)
    put(steps, steps.gold)
    assert standing(steps) == (TODAY, date(2027, 3, 9))
    assert review(steps, date(2027, 3, 9)) == usecases.Reviewed(0, 0)
    assert steps.level() == steps.gold
    assert review(steps, NEXT_YEAR) == usecases.Reviewed(0, 1)
    assert steps.level() == steps.silver
    assert standing(steps) == (NEXT_YEAR, date(2027, 9, 9))
    assert not broken()


def test_what_counted_within_the_validity_keeps_it_for_another(steps: Steps) -> None:
    steps.rule(steps.gold, validity_months=12, keep_spend_minor=2 * DRESS * 8 // 10)
    put(steps, steps.gold)
    steps.buy(at=noon(TODAY))
    steps.buy(at=noon(date(2027, 3, 9)))
    assert review(steps, NEXT_YEAR) == usecases.Reviewed(1, 0)
    assert steps.level() == steps.gold
    assert standing(steps) == (NEXT_YEAR, date(2028, 3, 9))
    assert LevelMove.objects.latest("id").cause == "kept"
    assert not broken()


def test_what_was_bought_after_the_end_counts_for_the_next_validity_only(steps: Steps) -> None:
    steps.rule(steps.gold, validity_months=12, keep_spend_minor=DRESS * 8 // 10)
    put(steps, steps.gold)
    steps.buy(at=noon(NEXT_YEAR))
    assert review(steps, NEXT_YEAR).lowered == 1
    assert steps.level() == steps.silver


def test_who_was_forgotten_for_years_is_judged_year_by_year(steps: Steps) -> None:
    steps.rule(steps.gold, validity_months=12, keep_spend_minor=DRESS)
    steps.rule(steps.silver, validity_months=12, keep_spend_minor=DRESS)
    put(steps, steps.gold)
    late = date(2029, 5, 1)
    assert [review(steps, late).lowered for _ in range(3)] == [1, 1, 0]
    assert steps.level() == steps.base
    assert standing(steps) == (date(2028, 3, 10), None)
    assert not broken()


def test_the_job_may_run_twice_and_judges_all_however_many(steps: Steps) -> None:
    steps.rule(steps.gold, validity_months=12, keep_points=10**6)
    members = [steps.member, *(steps.shop.join() for _ in range(6))]
    for steps.member in members:
        put(steps, steps.gold)
    with time_machine.travel(noon(NEXT_YEAR), tick=False):
        for _ in range(2):
            with mock.patch.object(jobs, "AT_ONCE", 2):
                jobs.review_levels()
    assert {steps.level(member) for member in members} == {steps.silver}
    assert LevelMove.objects.filter(cause="lapsed").count() == len(members)
    assert not broken()


def test_a_lock_leaves_a_level_alone_until_it_ends(steps: Steps) -> None:
    steps.rule(steps.gold, validity_months=12, keep_spend_minor=DRESS)
    put(steps, steps.gold)
    until = date(2027, 6, 30)
    asked: dict[str, Any] = {"actor": steps.shop.boss, "at": NOON, "member_id": steps.member}
    usecases.lock_level(**asked, until=until, reason="品牌大使")
    assert review(steps, until) == usecases.Reviewed(0, 0)
    why = queries.why_level(steps.shop.boss, steps.member)
    assert (why.locked_until, why.lock_reason) == (until, "品牌大使")
    assert review(steps, until + timedelta(days=1)).lowered == 1


def test_an_unlocked_level_is_judged_at_once(steps: Steps) -> None:
    steps.rule(steps.gold, validity_months=12, keep_spend_minor=DRESS)
    put(steps, steps.gold)
    asked: dict[str, Any] = {"actor": steps.shop.boss, "at": NOON, "member_id": steps.member}
    usecases.lock_level(**asked, until=date(2030, 1, 1), reason="品牌大使")
    usecases.unlock_level(**asked, reason="合作结束")
    assert review(steps, NEXT_YEAR).lowered == 1
    with pytest.raises(DomainError) as refusal:
        usecases.unlock_level(**asked, reason="再次")
    assert refusal.value.code == "rewards.not_locked"


def warned(steps: Steps, day: date) -> list[LevelWillDrop]:
    """What is said on a day."""
    told: list[LevelWillDrop] = []

    def note(event: LevelWillDrop, batch: Batch) -> None:
        told.append(event)

    with (
        mock.patch.object(jobs, "AT_ONCE", 2),
        mock.patch.dict(events._inside, {LevelWillDrop: [note]}),
        time_machine.travel(noon(day), tick=False),
    ):
        jobs.warn_of_drops()
    return told


def test_who_will_drop_is_warned_once_with_what_is_missing(steps: Steps) -> None:
    steps.rule(steps.gold, validity_months=12, keep_spend_minor=3 * DRESS, warn_days=14)
    put(steps, steps.gold)
    steps.buy(at=noon(date(2026, 9, 1)))
    assert not warned(steps, date(2027, 2, 22))
    told = warned(steps, date(2027, 2, 23))
    assert told == [
        LevelWillDrop(steps.member, steps.silver, NEXT_YEAR, "spend", 3 * DRESS - DRESS * 8 // 10)
    ]
    assert not warned(steps, date(2027, 2, 24))


def test_all_are_warned_however_many(steps: Steps) -> None:
    steps.rule(steps.gold, validity_months=12, keep_points=10**6, warn_days=14)
    members = [steps.member, *(steps.shop.join() for _ in range(6))]
    for steps.member in members:
        put(steps, steps.gold)
    told = warned(steps, date(2027, 3, 1))
    assert {event.member_id for event in told} == set(members)
    assert len(told) == len(members)


def test_who_keeps_the_level_is_not_warned(steps: Steps) -> None:
    steps.rule(steps.gold, validity_months=12, keep_spend_minor=1)
    put(steps, steps.gold)
    steps.buy()
    assert not warned(steps, date(2027, 3, 9))


def test_a_level_by_hand_begins_today_and_needs_another_level_and_a_reason(steps: Steps) -> None:
    steps.rule(steps.gold, validity_months=1)
    put(steps, steps.gold)
    assert standing(steps) == (TODAY, date(2026, 4, 9))
    asked: dict[str, Any] = {"actor": steps.shop.boss, "at": NOON, "member_id": steps.member}
    for level, reason, code in (
        (steps.gold, "周年", "members.level_same"),
        (steps.silver, "  ", "members.reason_needed"),
        (steps.member, "周年", "members.level_not_found"),
    ):
        with pytest.raises(DomainError) as refusal:
            usecases.change_level(**asked, level_id=level, reason=reason)
        assert refusal.value.code == code
    assert LevelMove.objects.count() == 1
    assert steps.level() == steps.gold


def test_a_colleague_of_another_store_moves_and_locks_nothing(steps: Steps) -> None:
    stranger = replace(steps.shop.boss, store_ids=frozenset({steps.member}))
    asked: dict[str, Any] = {"actor": stranger, "at": NOON, "member_id": steps.member}
    for act in (
        lambda: usecases.change_level(**asked, level_id=steps.gold, reason="周年"),
        lambda: usecases.lock_level(**asked, until=TODAY, reason="周年"),
        lambda: usecases.unlock_level(**asked, reason="周年"),
        lambda: queries.why_level(stranger, steps.member),
    ):
        with pytest.raises(DomainError):
            act()
    assert not Standing.objects.exists()


@pytest.mark.parametrize(
    "terms",
    [
        {"spend_minor": 0},
        {"window": "ever"},
        {"months": 0},
        {"falls": "never"},
        {"validity_months": 121},
        {"points_bp": -1},
        {"keep_points": -5},
    ],
)
def test_a_rule_that_cannot_work_is_refused(steps: Steps, terms: dict[str, Any]) -> None:
    with pytest.raises(DomainError) as refusal:
        steps.rule(steps.gold, **terms)
    assert refusal.value.code == "rewards.level_rule_invalid"
    assert refusal.value.data["field"] == next(iter(terms))


def test_the_lowest_level_has_no_way_up_and_no_end(steps: Steps) -> None:
    for terms in ({"spend_minor": 100}, {"validity_months": 12}, {"is_sold": True}):
        with pytest.raises(DomainError) as refusal:
            steps.rule(steps.base, **terms)
        assert refusal.value.code == "rewards.lowest_level"
    assert steps.rule(steps.base, points_bp=20000) == 1
