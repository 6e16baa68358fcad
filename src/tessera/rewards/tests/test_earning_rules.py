"""Which points a sale earns, line by line: examples, and what must always hold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.rewards.rules import (
    Conditions,
    EarnFacts,
    Rule,
    SaleFacts,
    Slot,
    SoldLine,
    earn,
    explain,
)
from tessera.rewards.rules.conditions import is_birthday
from tessera.rewards.rules.earning import ADD, KINDS, MULTIPLY, PER_AMOUNT, PER_ITEM, PER_VISIT
from tessera.rewards.rules.programme import DOWN, HALF_UP, PER_LINE, PER_SALE

TUESDAY = date(2026, 3, 10)
VECTOR = (1990, 990, 590)


def sale(*paid: int, **more: object) -> SaleFacts:
    lines = [SoldLine("goods", 1, minor, at, category="女装") for at, minor in enumerate(paid)]
    return replace(SaleFacts(lines, TUESDAY, store_id="S1", level_id="L1"), **more)  # type: ignore[arg-type]


def rule(kind: str, **more: object) -> Rule:
    return replace(Rule("r1", 1, "规则", kind), **more)  # type: ignore[arg-type]


DOUBLE = rule(MULTIPLY, factor_bp=20_000)


@pytest.mark.parametrize(
    ("minor_per_point", "rounding", "mode", "points"),
    [
        (100, PER_LINE, DOWN, 33),
        (100, PER_SALE, DOWN, 35),
        (100, PER_SALE, HALF_UP, 36),
        (1000, PER_LINE, DOWN, 1),
        (1000, PER_SALE, DOWN, 3),
    ],
)
def test_rounding_by_the_vectors_of_the_handbook(
    minor_per_point: int, rounding: str, mode: str, points: int
) -> None:
    programme = EarnFacts(minor_per_point=minor_per_point, rounding=rounding, rounding_mode=mode)
    assert earn(programme, (), sale(*VECTOR)).points == points
    assert explain(programme, (), sale(*VECTOR)).points == points


def test_factors_apply_before_the_single_floor() -> None:
    # 35.70 x 1.5 x 2 = 107.10; floored first it would be 104.
    assert earn(EarnFacts(), [DOUBLE], sale(*VECTOR, level_bp=15_000)).points == 107


def test_a_factor_multiplies_or_is_added() -> None:
    added = rule(ADD, factor_bp=10_000)
    assert earn(EarnFacts(), [DOUBLE], sale(10_000, level_bp=15_000)).points == 300
    assert earn(EarnFacts(), [added], sale(10_000, level_bp=15_000)).points == 250
    both = [DOUBLE, replace(added, id="r2")]
    assert earn(EarnFacts(), both, sale(10_000, level_bp=15_000)).points == 400


def test_points_per_piece_and_per_visit_are_not_multiplied() -> None:
    piece = rule(PER_ITEM, points=5)
    visit = rule(PER_VISIT, id="r2", points=10)
    lines = [SoldLine("goods", 3, 30_000, 0), SoldLine("fee", 1, 2_000, 1)]
    facts = SaleFacts(lines, TUESDAY, level_bp=20_000)
    earned = earn(EarnFacts(), [piece, visit], facts)
    assert earned.points == 600 + 15 + 10
    assert earned.visits
    again = earn(EarnFacts(), [piece, visit], replace(facts, visited=True))
    assert (again.points, again.visits) == (615, False)


def test_more_per_amount_for_a_category() -> None:
    more = rule(PER_AMOUNT, minor_per_point=50, conditions=Conditions(categories=frozenset({"鞋"})))
    lines = [
        SoldLine("goods", 1, 10_000, 0, category="鞋"),
        SoldLine("goods", 1, 10_000, 1, category="女装"),
    ]
    earned = earn(EarnFacts(), [more], SaleFacts(lines, TUESDAY))
    assert [line.points for line in earned.lines] == [300, 100]


def test_every_line_says_which_rule_gave_how_much() -> None:
    earned = earn(EarnFacts(version=4), [DOUBLE], sale(1990, level_bp=15_000))
    (line,) = earned.lines
    told = [(gave.rule_id, gave.version, gave.points, gave.factor_bp) for gave in line.reasons]
    assert told == [("base", 4, 19, None), ("level", 0, 10, 15_000), ("r1", 1, 30, 20_000)]
    assert line.points == 59


@pytest.mark.parametrize(
    ("programme", "points"),
    [
        (EarnFacts(), 100),
        (EarnFacts(earns_on_services=True), 150),
        (EarnFacts(earns_on_fees=True), 120),
        (EarnFacts(earns_on_services=True, earns_on_fees=True), 170),
    ],
)
def test_what_counts_as_paid(programme: EarnFacts, points: int) -> None:
    lines = [
        SoldLine("goods", 1, 10_000, 0),
        SoldLine("service", 1, 5_000, 1),
        SoldLine("fee", 1, 2_000, 2),
        SoldLine("topup", 1, 50_000, 3),
    ]
    assert earn(programme, (), SaleFacts(lines, TUESDAY)).points == points


def test_bonus_that_does_not_earn_is_borne_by_goods_in_their_share() -> None:
    lines = [SoldLine("goods", 1, 6_000, 0), SoldLine("fee", 1, 3_000, 1)]
    facts = SaleFacts(lines, TUESDAY, bonus_minor=1_000)
    assert earn(EarnFacts(earns_on_bonus=False), (), facts).base_minor == 6_000 - 667
    assert earn(EarnFacts(), (), facts).base_minor == 6_000


def test_a_card_that_does_not_earn_earns_nothing() -> None:
    facts = sale(10_000, earns=False)
    assert earn(EarnFacts(), [rule(PER_VISIT, points=10)], facts).points == 0
    assert explain(EarnFacts(), (), facts).points == 0


def test_case_06_what_was_not_paid_earns_nothing() -> None:
    rules = [rule(PER_ITEM, points=5), rule(PER_VISIT, id="r2", points=10)]
    assert earn(EarnFacts(), rules, sale(0)).points == 0


ANY = frozenset
MET: list[tuple[Conditions, dict[str, object], bool]] = [
    (Conditions(stores=ANY({"S1"})), {}, True),
    (Conditions(stores=ANY({"S2"})), {}, False),
    (Conditions(levels=ANY({"L1"})), {}, True),
    (Conditions(levels=ANY({"L2"})), {}, False),
    (Conditions(weekdays=ANY({2})), {}, True),
    (Conditions(weekdays=ANY({6, 7})), {}, False),
    (Conditions(slots=(Slot(time(9), time(12)),)), {"clock": time(11, 59)}, True),
    (Conditions(slots=(Slot(time(9), time(12)),)), {"clock": time(12)}, False),
    (Conditions(slots=(Slot(time(22), time(2)),)), {"clock": time(1, 59)}, True),
    (Conditions(slots=(Slot(time(22), time(2)),)), {"clock": time(2)}, False),
    (Conditions(first_on=TUESDAY, last_on=TUESDAY), {}, True),
    (Conditions(first_on=date(2026, 3, 11)), {}, False),
    (Conditions(last_on=date(2026, 3, 9)), {}, False),
    (Conditions(birthday="day"), {"birthday": date(1990, 3, 10)}, True),
    (Conditions(birthday="day"), {"birthday": date(1990, 3, 11)}, False),
    (Conditions(birthday="day"), {}, False),
    (Conditions(birthday="week"), {"birthday": date(1990, 3, 15)}, True),
    (Conditions(birthday="week"), {"birthday": date(1990, 3, 16)}, False),
    (Conditions(birthday="month"), {"birthday": date(1990, 3, 31)}, True),
]


@pytest.mark.parametrize(("conditions", "facts", "met"), MET)
def test_a_rule_counts_where_its_conditions_are_met(
    conditions: Conditions, facts: dict[str, object], met: bool
) -> None:
    doubled = replace(DOUBLE, conditions=conditions)
    assert earn(EarnFacts(), [doubled], sale(10_000, **facts)).points == (200 if met else 100)


@pytest.mark.parametrize(
    ("birthday", "span", "on", "met"),
    [
        (date(2000, 2, 29), "day", date(2025, 2, 28), True),
        (date(2000, 2, 29), "day", date(2024, 2, 28), False),
        (date(2000, 2, 29), "day", date(2024, 2, 29), True),
        (date(2000, 1, 1), "week", date(2025, 12, 30), True),
        (date(2000, 12, 31), "week", date(2026, 1, 2), True),
        (date(2000, 12, 31), "month", date(2026, 1, 1), False),
    ],
)
def test_birthdays_at_the_ends_of_months_and_years(
    birthday: date, span: str, on: date, met: bool
) -> None:
    assert is_birthday(birthday, span, on) is met


RULES = st.lists(
    st.builds(
        Rule,
        id=st.uuids().map(str),
        version=st.just(1),
        name=st.just("规则"),
        kind=st.sampled_from(KINDS),
        points=st.integers(0, 50),
        minor_per_point=st.integers(1, 500),
        factor_bp=st.integers(0, 50_000),
    ),
    max_size=4,
)
PROGRAMMES = st.builds(
    EarnFacts,
    minor_per_point=st.sampled_from([1, 7, 100, 1000]),
    earns_on_bonus=st.booleans(),
    rounding=st.sampled_from([PER_LINE, PER_SALE]),
    rounding_mode=st.sampled_from([DOWN, HALF_UP]),
)


@given(
    PROGRAMMES,
    RULES,
    st.lists(st.integers(0, 100_000), min_size=1, max_size=8),
    st.integers(0, 30_000),
)
def test_what_a_quote_explains_is_what_a_sale_earns(
    programme: EarnFacts, rules: Sequence[Rule], paid: list[int], level_bp: int
) -> None:
    facts = sale(*paid, level_bp=level_bp, bonus_minor=sum(paid) // 3)
    told = explain(programme, rules, facts)
    assert told.points == earn(programme, rules, facts).points
    assert told.points == sum(line.points for line in told.lines)
    for line in told.lines:
        assert line.points >= 0
        assert line.points == sum(gave.points for gave in line.reasons)
    assert sum(line.base_minor for line in told.lines) == told.base_minor


def test_a_line_that_earns_nothing_leaves_the_others_what_they_earn_alone() -> None:
    lines = [SoldLine("goods", 1, 29_900, 0, earns=False), SoldLine("goods", 1, 39_950, 1)]
    facts = SaleFacts(lines, TUESDAY, level_bp=15_000)
    earned = earn(EarnFacts(), (), facts)
    assert (earned.points, earned.base_minor) == (599, 39_950)
    assert [(line.position, line.points) for line in earned.lines] == [(1, 599)]
    assert earned == explain(EarnFacts(), (), facts)


def test_of_bonus_the_lines_that_earn_bear_their_share_alone() -> None:
    lines = [SoldLine("goods", 1, 30_000, 0, earns=False), SoldLine("goods", 1, 10_000, 1)]
    facts = SaleFacts(lines, TUESDAY, bonus_minor=20_000)
    assert earn(EarnFacts(earns_on_bonus=False), (), facts).base_minor == 5_000


def test_a_sale_of_which_nothing_earns_has_no_line_and_no_visit() -> None:
    facts = SaleFacts([SoldLine("goods", 1, 30_000, 0, earns=False)], TUESDAY)
    visit = rule(PER_VISIT, points=10)
    assert earn(EarnFacts(), [visit], facts) == earn(EarnFacts(), (), facts)
    assert earn(EarnFacts(), [visit], facts).points == 0
