"""Conditions on figures: examples and what always holds."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.campaigns.rules.conditions import (
    Birthday,
    Bought,
    BoughtAt,
    BoughtGoods,
    BoughtNew,
    BoughtReduced,
    Condition,
    Holds,
    LastBought,
    OfAge,
    OneOf,
    Stage,
)
from tessera.campaigns.rules.judging import ALL, ANY, Rule, judge, read, written
from tessera.campaigns.rules.measures import Figures
from tessera.campaigns.rules.windows import DAYS, EVER, MONTHS, Window, hours_of

TODAY = date(2026, 5, 31)
DAY = TODAY.toordinal()


def back(days: int) -> int:
    return DAY - days


EXAMPLES: list[tuple[Condition, Figures, dict[str, object] | None]] = [
    (Bought(visits=5), (5, 10, 1), {"visits": 5}),
    (Bought(visits=5), (4, 999_999, 9), None),
    (Bought(visits=2, spent_minor=100), (2, 99, 5), None),
    (Bought(visits=2, spent_minor=100), (2, 100, 5), {"visits": 2, "spent_minor": 100}),
    (Bought(pieces=3), (1, 0, 3), {"pieces": 3}),
    # three months before 31 May is the last of February, included
    (LastBought(Window(MONTHS, 3)), (date(2026, 2, 28).toordinal(),), {"last_on": "2026-02-28"}),
    (LastBought(Window(MONTHS, 3)), (date(2026, 2, 27).toordinal(),), None),
    (
        LastBought(Window(MONTHS, 3), longer_ago=True),
        (date(2026, 2, 27).toordinal(),),
        {"last_on": "2026-02-27"},
    ),
    (LastBought(Window(MONTHS, 3), longer_ago=True), (date(2026, 2, 28).toordinal(),), None),
    (LastBought(Window(DAYS, 30)), (back(30),), {"last_on": "2026-05-01"}),
    (LastBought(Window(DAYS, 30)), (back(31),), None),
    (BoughtNew(products=2), (2,), {"products": 2}),
    (BoughtNew(products=2), (1,), None),
    # a share of exactly 60 %, one below, and too few purchases
    (
        BoughtReduced(share_percent=60, visits=3),
        (3, 5, 3),
        {"visits": 3, "pieces": 5, "reduced": 3},
    ),
    (BoughtReduced(share_percent=60, visits=3), (3, 100, 59), None),
    (BoughtReduced(share_percent=60, visits=3), (2, 2, 2), None),
    (BoughtGoods(values=("女装",), pieces=2), (1, 5, 2), {"pieces": 2}),
    (BoughtAt(weekdays=(6, 7), visits=2), (3, 2), {"visits": 3, "then": 2}),
    (BoughtAt(weekdays=(6, 7), visits=2), (4, 2), None),
    (Holds(least=100), (100,), {}),
    (Holds(least=100), (99,), None),
    (Holds(most=0), (0,), {}),
    (Holds(most=0), (1,), None),
    (OneOf(ids=("a",)), (), {}),
    (OfAge(from_age=18), (), {}),
    (Birthday(months=(0,)), (), {}),
    (Stage(stages=("lost",)), (), {}),
]


@pytest.mark.parametrize(("condition", "have", "why"), EXAMPLES)
def test_a_condition_holds_from_its_threshold_on_and_says_what_counted(
    condition: Condition, have: Figures, why: dict[str, object] | None
) -> None:
    assert condition.why(have, today=TODAY) == why


@pytest.mark.parametrize("condition", [one for one, _, _ in EXAMPLES])
def test_a_condition_is_read_as_it_was_written(condition: Condition) -> None:
    assert read(written(condition)) == condition
    assert not list(Rule(ALL, (condition,)).faults())


@pytest.mark.parametrize(
    "condition",
    [
        Bought(),
        Bought(visits=0),
        Bought(visits=-1),
        Bought(Window(DAYS, 0), visits=1),
        Bought(Window("years", 1), visits=1),
        Bought(Window(MONTHS, 121), visits=1),
        LastBought(Window(EVER, 0)),
        BoughtNew(products=0),
        BoughtNew(within_days=-1),
        BoughtReduced(off_percent=0),
        BoughtReduced(share_percent=101),
        BoughtGoods(values=()),
        BoughtGoods(by="label", values=("x",)),
        BoughtGoods(values=("x",), pieces=None),
        BoughtAt(),
        BoughtAt(weekdays=(8,)),
        BoughtAt(from_hour=24, to_hour=3),
        Holds(),
        Holds(what="gold", least=1),
        Holds(least=2, most=1),
        OneOf(),
        OfAge(),
        OfAge(from_age=30, to_age=20),
        Birthday(months=(13,)),
        Stage(stages=("asleep",)),
    ],
)
def test_what_cannot_work_is_named(condition: Condition) -> None:
    assert list(Rule(ALL, (condition,)).faults())


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ((9, 11), {9, 10}),
        ((22, 2), {22, 23, 0, 1}),
        ((0, 24), set(range(24))),
        ((20, 24), {20, 21, 22, 23}),
    ],
)
def test_hours_may_run_over_midnight(hours: tuple[int, int], expected: set[int]) -> None:
    assert hours_of(*hours) == expected


def test_a_window_is_inclusive_and_clamped_to_the_month() -> None:
    assert Window(DAYS, 1).first(TODAY) == TODAY - timedelta(days=1)
    assert Window(MONTHS, 3).first(TODAY) == date(2026, 2, 28)
    assert Window(EVER, 0).first(TODAY) is None


PEOPLE = [UUID(int=n) for n in range(1, 7)]
FIGURES = st.dictionaries(
    st.sampled_from(PEOPLE), st.tuples(*[st.integers(0, 9)] * 3), max_size=len(PEOPLE)
)
LEASTS = st.lists(st.integers(1, 9), min_size=1, max_size=4)


@given(have=FIGURES, leasts=LEASTS, living=st.sets(st.sampled_from(PEOPLE)))
def test_all_is_never_more_than_any_and_nobody_gets_a_tag_for_nothing(
    have: dict[UUID, Figures], leasts: list[int], living: set[UUID]
) -> None:
    conditions = tuple(Bought(visits=least) for least in leasts)
    found = {conditions[0].measure(): have}
    everything, anything = (
        judge(Rule(match, conditions), found, today=TODAY, living=frozenset(living))
        for match in (ALL, ANY)
    )
    assert set(everything) <= set(anything) <= living & set(have)
    for member_id, met in everything.items():
        assert len(met) == len(leasts)
        assert have[member_id][0] >= max(leasts)
    for member_id, met in anything.items():
        assert {one["condition"] for one in met} == {
            place for place, least in enumerate(leasts) if have[member_id][0] >= least
        }


def test_a_rule_without_conditions_is_nobodys() -> None:
    living = frozenset(PEOPLE)
    assert judge(Rule(ALL, ()), {}, today=TODAY, living=living) == {}
