"""What a top-up gives, as a table, and what holds for every plan (domain handbook 5.1)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.wallet.queries import terms_as_kept, terms_of
from tessera.wallet.rules import topups
from tessera.wallet.rules.topups import Gifts, Part, PlanTerms, Tier, TopUpFacts

ON = date(2026, 1, 31)
STORE, OTHER, GOLD, SILVER, COUPON, SOAP = (UUID(int=number) for number in range(1, 7))
FACTS = TopUpFacts(ON, STORE, GOLD, is_first=True)

TIERS = (
    Tier(50000, Gifts(bonus_minor=5000)),
    Tier(100000, Gifts(bonus_minor=12000, points=100)),
    Tier(200000, Gifts(bonus_minor=30000, level_id=GOLD)),
)


@pytest.mark.parametrize(
    ("terms", "fixed", "amount", "pieces", "bonus"),
    [
        (PlanTerms(), 5000, 50000, 1, 5000),
        (PlanTerms(), 5000, 100000, 2, 10000),
        (PlanTerms(tiers=TIERS), 0, 49999, 1, 0),
        (PlanTerms(tiers=TIERS), 0, 50000, 1, 5000),
        (PlanTerms(tiers=TIERS), 0, 99999, 1, 5000),
        (PlanTerms(tiers=TIERS), 0, 100000, 1, 12000),
        (PlanTerms(tiers=TIERS[::-1]), 0, 250000, 1, 30000),
        (PlanTerms(each_minor=50000, each_bonus_minor=5000), 0, 49999, 1, 0),
        (PlanTerms(each_minor=50000, each_bonus_minor=5000), 0, 149999, 1, 10000),
        (PlanTerms(each_minor=50000, each_bonus_minor=5000), 0, 150000, 1, 15000),
        (PlanTerms(percent_bp=1000), 0, 33333, 1, 3333),
        (PlanTerms(percent_bp=1000, tiers=TIERS), 100, 50000, 1, 10100),
    ],
)
def test_the_bonus_of_a_plan(
    terms: PlanTerms, fixed: int, amount: int, pieces: int, bonus: int
) -> None:
    found = topups.given(terms, bonus_minor=fixed, amount_minor=amount, pieces=pieces, facts=FACTS)
    assert (found.bonus_minor, found.now_minor, found.why_not) == (bonus, bonus, "")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"valid_from": date(2026, 2, 1)}, topups.NOT_YET),
        ({"valid_from": ON, "valid_until": ON}, ""),
        ({"valid_until": date(2026, 1, 30)}, topups.OVER),
        ({"store_ids": (OTHER,)}, topups.OTHER_STORE),
        ({"store_ids": (OTHER, STORE)}, ""),
        ({"level_ids": (SILVER,)}, topups.OTHER_LEVEL),
        ({"first_only": True}, ""),
    ],
)
def test_a_plan_outside_of_its_days_stores_and_levels_gives_nothing(
    change: dict[str, object], why: str
) -> None:
    terms = replace(PlanTerms(percent_bp=1000), **change)  # type: ignore[arg-type]
    found = topups.given(terms, bonus_minor=500, amount_minor=10000, pieces=1, facts=FACTS)
    assert found.why_not == why
    assert found.bonus_minor == (0 if why else 1500)


def test_only_the_first_top_up_counts_where_the_plan_says_so() -> None:
    again = replace(FACTS, is_first=False)
    terms = PlanTerms(first_only=True)
    found = topups.given(terms, bonus_minor=500, amount_minor=10000, pieces=1, facts=again)
    assert (found.bonus_minor, found.why_not) == (0, topups.NOT_FIRST)


def test_points_coupons_goods_and_a_level_come_beside_the_money_or_instead_of_it() -> None:
    gives = Gifts(
        points=200,
        coupon_kind_id=COUPON,
        coupon_count=2,
        goods_sku_id=SOAP,
        goods_count=1,
        level_id=GOLD,
    )
    found = topups.given(
        PlanTerms(gives=gives), bonus_minor=0, amount_minor=100000, pieces=2, facts=FACTS
    )
    assert found.bonus_minor == 0
    assert (found.points, found.coupons, found.goods) == (400, ((COUPON, 4),), ((SOAP, 2),))
    assert found.level_ids == (GOLD,)


def test_instalments_by_month_keep_to_the_end_of_short_months() -> None:
    assert topups.instalments(10000, 3, topups.MONTH, ON) == [
        Part(ON, 3334),
        Part(date(2026, 2, 28), 3333),
        Part(date(2026, 3, 31), 3333),
    ]


def test_instalments_by_week_and_day() -> None:
    weeks = [part.due_on.day for part in topups.instalments(4, 2, topups.WEEK, date(2026, 3, 1))]
    days = [part.due_on.day for part in topups.instalments(4, 2, topups.DAY, date(2026, 3, 1))]
    assert (weeks, days) == ([1, 8], [1, 2])


def test_parts_of_nothing_are_left_out() -> None:
    assert len(topups.instalments(2, 5, topups.DAY, ON)) == 2


@pytest.mark.parametrize(
    ("times", "topup", "goods", "free"),
    [(3, 90000, 30000, True), (3, 89999, 30000, False), (3, 90000, 0, False), (0, 90000, 1, False)],
)
def test_the_bill_is_free_when_the_top_up_is_so_many_times_it(
    times: int, topup: int, goods: int, free: bool
) -> None:
    assert topups.frees_order(times, topup_minor=topup, goods_minor=goods) is free


@pytest.mark.parametrize(
    ("amount", "takes"),
    [(9999, False), (10000, True), (10050, False), (50000, True), (60000, False)],
)
def test_a_member_chooses_within_limits_and_steps(amount: int, takes: bool) -> None:
    assert PlanTerms(min_minor=10000, max_minor=50000, step_minor=100).takes(amount) is takes


def test_a_plan_without_a_highest_amount_lets_nobody_choose() -> None:
    assert not PlanTerms().takes(100)


@pytest.mark.parametrize(
    "terms",
    [
        PlanTerms(each_bonus_minor=1),
        PlanTerms(percent_bp=-1),
        PlanTerms(parts=0),
        PlanTerms(part_unit="year"),
        PlanTerms(min_minor=5, max_minor=4),
        PlanTerms(step_minor=0),
        PlanTerms(valid_from=ON, valid_until=date(2026, 1, 30)),
        PlanTerms(gives=Gifts(coupon_count=1)),
        PlanTerms(tiers=(Tier(100, Gifts(points=-1)),)),
    ],
)
def test_a_plan_that_cannot_work_is_not_sound(terms: PlanTerms) -> None:
    assert not topups.is_sound(terms)


AMOUNTS = st.integers(0, 10**9)
GIFTS = st.builds(Gifts, bonus_minor=AMOUNTS, points=st.integers(0, 10**6))
PLANS = st.builds(
    PlanTerms,
    gives=GIFTS,
    tiers=st.lists(st.builds(Tier, AMOUNTS, GIFTS), max_size=4).map(tuple),
    each_minor=st.integers(1, 10**6),
    each_bonus_minor=AMOUNTS,
    percent_bp=st.integers(0, 20000),
    parts=st.integers(1, 60),
    part_unit=st.sampled_from(topups.UNITS),
    valid_from=st.none() | st.dates(),
)


@settings(max_examples=200, deadline=None)
@given(PLANS, AMOUNTS, st.integers(1, 9), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_parts_always_add_up_and_terms_survive_being_kept(
    terms: PlanTerms, amount: int, pieces: int, on: date
) -> None:
    found = topups.given(
        terms,
        bonus_minor=7,
        amount_minor=amount,
        pieces=pieces,
        facts=replace(FACTS, on=on),
    )
    assert terms_of(terms_as_kept(terms)) == terms
    assert found.now_minor + sum(part.amount_minor for part in found.later) == found.bonus_minor
    assert 0 <= found.now_minor <= found.bonus_minor
    assert len(found.later) == max(0, min(terms.parts, found.bonus_minor) - 1)
    for part in found.later:
        assert part.due_on > on
        assert part.amount_minor > 0
    shares = [found.now_minor, *(part.amount_minor for part in found.later)]
    assert found.bonus_minor == 0 or max(shares) - min(shares) <= 1
    assert not found.why_not or found == topups.Given(why_not=found.why_not)
