"""Levels rise at once within the sale, and fall by a return only where it was the cause."""

from datetime import date, timedelta

import pytest
from tests.support.payouts import pay_out
from tests.support.shop import NOON, TODAY

from tessera.platform.models import AuditRow
from tessera.rewards import queries, usecases
from tessera.rewards.models import LevelMove, Merit, Standing
from tessera.rewards.tests.conftest import Steps, broken

DRESS = 29900


def test_case_16_the_sale_that_reaches_the_threshold_raises_and_the_next_has_the_discount(
    steps: Steps,
) -> None:
    steps.rule(steps.silver, spend_minor=2 * DRESS, validity_months=12)
    steps.buy()
    assert steps.level() == steps.base
    order = steps.shop.order((steps.shop.dress, 1), member_id=steps.member)
    assert steps.shop.total_of(order) == DRESS
    second = steps.buy()
    assert steps.level() == steps.silver
    assert steps.shop.total_of(order) == DRESS * 9 // 10
    standing = Standing.objects.get(member=steps.member)
    assert (standing.since, standing.valid_through) == (TODAY, date(2027, 3, 9))
    move = LevelMove.objects.get()
    assert (move.cause, move.document_id) == ("spend", second)
    assert move.detail == {"have": 2 * DRESS, "need": 2 * DRESS, "start": "2025-03-10"}
    assert AuditRow.objects.filter(action="member.level_moved").count() == 1
    assert not broken()


def test_case_16_spending_points_does_not_lower_and_a_balance_does_not_raise(steps: Steps) -> None:
    steps.rule(steps.silver, points=500)
    steps.buy(2)
    assert steps.level() == steps.silver
    order = steps.shop.order((steps.shop.dress, 2), member_id=steps.member, points=500)
    steps.shop.sell(order)
    assert steps.level() == steps.silver
    assert not broken()


def test_what_was_bought_before_the_window_does_not_count(steps: Steps) -> None:
    steps.rule(steps.silver, spend_minor=2 * DRESS, months=1)
    steps.buy(at=NOON - timedelta(days=29))  # 9 February: one month back is 10 February
    steps.buy()
    assert steps.level() == steps.base
    steps.buy(at=NOON)
    assert steps.level() == steps.silver


def test_the_first_day_of_the_window_counts(steps: Steps) -> None:
    steps.rule(steps.silver, spend_minor=2 * DRESS, months=1)
    steps.buy(at=NOON - timedelta(days=28))  # 10 February
    steps.buy()
    assert steps.level() == steps.silver


def test_a_window_since_the_level_began_starts_anew_with_each_level(steps: Steps) -> None:
    steps.rule(steps.silver, spend_minor=2 * DRESS, window="since_level")
    steps.rule(steps.gold, spend_minor=3 * DRESS, window="since_level")
    steps.buy(2, at=NOON)
    assert steps.level() == steps.silver
    steps.buy(2, at=NOON + timedelta(days=1))  # with 10 % off; the day of the rise counts
    assert steps.level() == steps.gold


@pytest.mark.parametrize("terms", [{"purchase_minor": 50000}, {"topup_minor": 50000}])
def test_one_purchase_or_one_top_up_is_enough(steps: Steps, terms: dict[str, int]) -> None:
    steps.rule(steps.gold, **terms)
    steps.buy()
    assert steps.level() == steps.base
    if "topup_minor" in terms:
        steps.shop.top_up(steps.member)
    else:
        steps.buy(2)
    assert steps.level() == steps.gold
    assert not broken()


def test_a_level_by_a_top_up_goes_with_its_money_where_the_member_wants_it_back(
    steps: Steps,
) -> None:
    steps.rule(steps.gold, topup_minor=50000)
    steps.shop.top_up(steps.member)
    assert steps.level() == steps.gold
    pay_out(steps.shop, steps.member, 50000)
    assert steps.level() == steps.silver  # one down, as after a return
    assert not broken()


def test_a_level_by_a_top_up_stays_where_the_brand_gives_it_back_or_enough_was_bought(
    steps: Steps,
) -> None:
    steps.rule(steps.gold, topup_minor=50000, spend_minor=3 * DRESS)
    steps.shop.top_up(steps.member)
    pay_out(steps.shop, steps.member, 50000, cause="operator")
    assert steps.level() == steps.gold
    other = steps.shop.join()
    steps.shop.top_up(other)
    steps.buy(4, member=other)  # with 10 % off and more
    pay_out(steps.shop, other, 50000)
    assert steps.level(other) == steps.gold
    assert not broken()


def test_much_within_the_first_days_is_enough(steps: Steps) -> None:
    steps.rule(steps.gold, early_minor=2 * DRESS, early_days=3)
    steps.buy(at=NOON)
    steps.buy(at=NOON + timedelta(days=3))
    assert steps.level() == steps.base
    other = steps.shop.join()
    steps.buy(at=NOON, member=other)
    steps.buy(at=NOON + timedelta(days=2), member=other)
    assert steps.level(other) == steps.gold


def test_growth_value_comes_by_money_and_by_visits(steps: Steps) -> None:
    usecases.set_growth_rule(actor=steps.shop.boss, at=NOON, per_major=1, per_visit=10)
    steps.rule(steps.silver, growth=309)
    steps.shop.top_up(steps.member)
    steps.shop.sell(steps.shop.order((steps.shop.fee, 1), member_id=steps.member))
    assert steps.level() == steps.base  # 20 + 10
    sale = steps.buy()
    assert (Merit.objects.get(document_id=sale).growth, steps.level()) == (309, steps.silver)


def test_a_stranger_and_a_locked_member_do_not_rise(steps: Steps) -> None:
    steps.rule(steps.silver, spend_minor=DRESS)
    usecases.lock_level(
        actor=steps.shop.boss, at=NOON, member_id=steps.member, until=TODAY, reason="核实中"
    )
    steps.shop.sell(steps.shop.order((steps.shop.dress, 1)))
    steps.buy()
    assert steps.level() == steps.base
    steps.buy(at=NOON + timedelta(days=1))  # the lock held through the day before
    assert steps.level() == steps.silver


def test_the_return_of_the_sale_that_raised_lowers_by_one_and_restores_what_was(
    steps: Steps,
) -> None:
    steps.rule(steps.silver, spend_minor=DRESS, validity_months=12)
    steps.rule(steps.gold, spend_minor=3 * DRESS)
    steps.buy(at=NOON - timedelta(days=9))
    sale = steps.buy(3)  # 10 % off: 80730, and 29900 before
    assert steps.level() == steps.gold
    steps.shop.give_back(sale, 3)
    assert steps.level() == steps.silver
    standing = Standing.objects.get(member=steps.member)
    assert (standing.since, standing.valid_through) == (date(2026, 3, 1), date(2027, 2, 28))
    assert LevelMove.objects.latest("id").cause == "returned"
    assert not broken()


def test_a_return_lowers_by_one_at_most(steps: Steps) -> None:
    steps.rule(steps.silver, spend_minor=DRESS)
    steps.rule(steps.gold, spend_minor=3 * DRESS)
    sale = steps.buy(3)
    assert steps.level() == steps.gold
    steps.shop.give_back(sale, 3)
    assert steps.level() == steps.silver
    assert not broken()


def test_the_return_of_another_sale_waits_for_the_review(steps: Steps) -> None:
    steps.rule(steps.silver, spend_minor=2 * DRESS)
    first, _ = steps.buy(), steps.buy()
    steps.shop.give_back(first, 1)
    assert steps.level() == steps.silver
    assert not broken()


def test_who_would_reach_the_level_by_what_is_left_keeps_it(steps: Steps) -> None:
    steps.rule(steps.silver, spend_minor=2 * DRESS)
    sale = steps.buy(3)
    steps.shop.give_back(sale, 1)
    assert steps.level() == steps.silver
    steps.shop.give_back(sale, 1)
    assert steps.level() == steps.base
    assert not broken()


def test_the_level_multiplies_points_and_a_return_takes_back_exactly_them(steps: Steps) -> None:
    steps.rule(steps.gold, points_bp=15000, birthday_bp=30000)
    usecases.change_level(
        actor=steps.shop.boss, at=NOON, member_id=steps.member, level_id=steps.gold, reason="周年"
    )
    sold = steps.shop.sell(steps.shop.order((steps.shop.dress, 2), member_id=steps.member))
    assert sold.points_earned == 2 * 29900 * 8 // 10 * 15 // 1000
    steps.rule(steps.gold, points_bp=50000)
    backs = [steps.shop.give_back(sold.sale_id, 1).points_clawed for _ in range(2)]
    assert sum(backs) == sold.points_earned
    assert not broken()


def test_a_rule_changed_between_reading_and_deciding_is_read_anew(steps: Steps) -> None:
    steps.rule(steps.silver, spend_minor=5 * DRESS)
    steps.buy()
    steps.rule(steps.silver, spend_minor=2 * DRESS, months=2)
    steps.rule(steps.gold, growth=10**6, window="calendar_year")
    steps.buy()
    assert steps.level() == steps.silver


def test_why_and_how_far(steps: Steps) -> None:
    steps.rule(steps.silver, spend_minor=2 * DRESS, validity_months=12, keep_spend_minor=10 * DRESS)
    steps.rule(steps.gold, spend_minor=5 * DRESS)
    steps.buy(at=NOON - timedelta(days=3))
    before = queries.progress(steps.member, TODAY)
    assert (before.level_name, before.next_name, before.holds_through) == ("普通", "银卡", None)
    assert before.nearest is not None
    assert (before.nearest.measure, before.nearest.missing) == ("spend", DRESS)
    steps.buy()
    why = queries.why_level(steps.shop.boss, steps.member)
    assert (why.level, why.since, why.start) == ("银卡", TODAY, date(2025, 3, 10))
    assert [row.spent_minor for row in why.counted] == [DRESS, DRESS]
    assert all(row.number for row in why.counted)
    assert [(step.before, step.after, step.cause) for step in why.steps] == [
        ("普通", "银卡", "spend")
    ]
    after = queries.progress(steps.member, TODAY)
    assert (after.holds_through, after.drops_to) == (date(2027, 3, 9), "普通")
    assert after.easiest is not None
    assert after.easiest.missing == 9 * DRESS  # the day of the rise belongs to the new validity
