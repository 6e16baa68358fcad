"""Where promotions stand in each other's way. No database."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.offers.rules.conflicts import Claim, conflict, conflicts
from tessera.pricing import Conditions

FIRST, LEAP = date(2028, 2, 20), date(2028, 2, 29)
HERE, THERE = UUID(int=1), UUID(int=2)
PLAIN = Claim(
    "a", "满减", "spend_save", "", True, FIRST, LEAP, Conditions(), frozenset(), frozenset({1, 2})
)


def other(**changes: Any) -> Claim:
    return replace(PLAIN, promotion_id="b", **changes)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "group"),
        ({"combines": False}, "alone"),
        ({"combines": False, "group": "券"}, "alone"),
        ({"group": "券"}, None),
        ({"kind": "spend_percent"}, "group"),
        ({"kind": "limited_time"}, None),
        ({"kind": "spend_gift"}, None),
        ({"goods": frozenset({3})}, None),
        ({"starts_on": LEAP + timedelta(days=1), "ends_on": LEAP + timedelta(days=9)}, None),
        ({"starts_on": LEAP, "ends_on": LEAP + timedelta(days=9)}, "group"),
        ({"conditions": Conditions(month_days=frozenset({31}))}, "group"),
        ({"conditions": Conditions(month_days=frozenset({19}))}, None),
    ],
)
def test_only_one_counts_where_the_engine_would_take_only_one(
    changes: dict[str, Any], why: str | None
) -> None:
    found = conflict(PLAIN, other(**changes))
    assert (found and found.why) == why


def test_each_piece_has_one_promotion_on_the_goods() -> None:
    one = replace(PLAIN, kind="limited_time")
    found = conflict(one, other(kind="nth_piece", group="another"))
    assert found is not None
    assert found.why == "pieces"


def test_stores_levels_and_hours_that_never_meet_are_no_conflict() -> None:
    here = replace(PLAIN, store_ids=frozenset({HERE}))
    assert conflict(here, other(store_ids=frozenset({THERE}))) is None
    assert conflict(here, other()) is not None
    silver = replace(PLAIN, conditions=Conditions(level_ids=frozenset({"s"})))
    assert conflict(silver, other(conditions=Conditions(level_ids=frozenset({"g"})))) is None
    late = replace(PLAIN, conditions=Conditions(from_minute=1320, until_minute=120))
    assert conflict(late, other(conditions=Conditions(from_minute=120, until_minute=1320))) is None
    assert (
        conflict(late, other(conditions=Conditions(from_minute=60, until_minute=600))) is not None
    )


def test_the_days_are_those_on_which_both_hold() -> None:
    weekend = other(conditions=Conditions(weekdays=frozenset({6, 7})))
    found = conflict(PLAIN, weekend)
    assert found is not None
    assert found.days == (date(2028, 2, 20), date(2028, 2, 26), date(2028, 2, 27))
    assert [len(one.days) for one in conflicts([PLAIN, weekend, other(group="x")])] == [3]


claims = st.builds(
    replace,
    st.just(PLAIN),
    kind=st.sampled_from(["spend_save", "spend_percent", "limited_time", "bundle", "add_on"]),
    group=st.sampled_from(["", "满减"]),
    combines=st.booleans(),
    starts_on=st.dates(FIRST, LEAP),
    ends_on=st.dates(LEAP, LEAP + timedelta(days=20)),
    goods=st.frozensets(st.integers(1, 3)),
    conditions=st.builds(
        Conditions,
        weekdays=st.frozensets(st.integers(1, 7), max_size=2),
        from_minute=st.integers(0, 700),
        until_minute=st.integers(701, 1440),
    ),
)


@given(claims, claims)
def test_who_is_asked_first_makes_no_difference(one: Claim, another: Claim) -> None:
    there, back = conflict(one, another), conflict(another, one)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert (there.why, there.days) == (back.why, back.days)
        assert all(one.holds_on(day) and another.holds_on(day) for day in there.days)
