"""The pure rules of issuing: days, room, what a return gives back, how a coupon stands."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.offers.rules import Issuing, check_issuing, days_of
from tessera.offers.rules.issuing import (
    GIVES_BACK,
    STATES,
    Standing,
    comes_back,
    end_after_return,
    room,
    serves_in,
)

AT = datetime(2028, 2, 20, 4, 0, tzinfo=UTC)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("terms", "on", "days"),
    [
        ({}, date(2028, 2, 20), None),
        ({"valid_days": 1}, date(2028, 2, 28), (date(2028, 2, 28), date(2028, 2, 28))),
        ({"valid_days": 3}, date(2028, 2, 28), (date(2028, 2, 28), date(2028, 3, 1))),
        (
            {"valid_days": 30, "delay_days": 1},
            date(2026, 12, 31),
            (date(2027, 1, 1), date(2027, 1, 30)),
        ),
        (
            {"valid_from": date(2028, 3, 1), "valid_through": date(2028, 3, 31)},
            date(2028, 2, 20),
            (date(2028, 3, 1), date(2028, 3, 31)),
        ),
        (
            {"valid_from": date(2028, 2, 1), "valid_through": date(2028, 2, 20)},
            date(2028, 2, 20),
            (date(2028, 2, 1), date(2028, 2, 20)),
        ),
    ],
)
def test_a_coupon_is_valid_on_its_days(terms: dict[str, Any], on: date, days: object) -> None:
    assert days_of(check_issuing(replace(Issuing(), **terms)), on=on) == days


def test_fixed_days_that_are_over_refuse() -> None:
    terms = Issuing(valid_from=date(2028, 2, 1), valid_through=date(2028, 2, 19))
    with pytest.raises(DomainError) as refusal:
        days_of(terms, on=date(2028, 2, 20))
    assert refusal.value.code == "coupons.kind_over"


@given(on=DAYS, days=st.integers(1, 3660), delay=st.integers(0, 365))
def test_days_from_receipt_are_as_many_as_said_and_never_before_it(
    on: date, days: int, delay: int
) -> None:
    found = days_of(Issuing(valid_days=days, delay_days=delay), on=on)
    assert found is not None
    assert found[0] == on + timedelta(days=delay)
    assert (found[1] - found[0]).days + 1 == days


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Issuing(valid_from=date(2028, 3, 1)), "valid_through"),
        (Issuing(valid_through=date(2028, 3, 1)), "valid_from"),
        (
            Issuing(valid_from=date(2028, 3, 1), valid_through=date(2028, 3, 2), valid_days=3),
            "valid_days",
        ),
        (Issuing(valid_days=0), "valid_days"),
        (Issuing(delay_days=-1), "delay_days"),
        (Issuing(per_member=0), "per_member"),
        (Issuing(total_limit=0), "total_limit"),
        (Issuing(gives_back="sometimes"), "gives_back"),
        (Issuing(back_days=7), "back_days"),
        (Issuing(remind_days=61), "remind_days"),
        (Issuing(store_ids=("南京路店",)), "store_ids"),
    ],
)
def test_terms_that_cannot_stand_name_their_field(terms: Issuing, field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        check_issuing(terms)
    assert refusal.value.data["field"] == field


@given(most=st.none() | st.integers(1, 9), given_=st.integers(0, 12))
def test_room_and_what_is_out_never_exceed_the_most(most: int | None, given_: int) -> None:
    left = room(most=most, given=given_)
    assert (left is None) == (most is None)
    assert left is None or most is None or given_ + left <= max(most, given_)


def test_a_return_gives_back_by_policy() -> None:
    table = {(policy, whole): comes_back(gives_back=policy, is_whole=whole)
             for policy in GIVES_BACK for whole in (False, True)}  # fmt: skip
    assert [key for key, back in table.items() if back] == [
        ("whole", True),
        ("always", False),
        ("always", True),
    ]


@given(ends_on=DAYS, on=DAYS, back=st.none() | st.integers(1, 90))
def test_a_coupon_that_comes_back_never_loses_days(
    ends_on: date, on: date, back: int | None
) -> None:
    end = end_after_return(ends_on=ends_on, back_days=back, on=on)
    assert end >= ends_on
    assert back is None or (end - on).days + 1 >= back


@pytest.mark.parametrize(
    ("given_", "on", "state"),
    [
        ({}, date(2028, 2, 19), "coming"),
        ({}, date(2028, 2, 20), "usable"),
        ({}, date(2028, 2, 29), "usable"),
        ({}, date(2028, 3, 1), "ended"),
        ({"uses": 1}, date(2028, 2, 20), "used"),
        ({"uses": 1}, date(2028, 3, 1), "used"),
        ({"uses_limit": 0}, date(2028, 2, 20), "cancelled"),
        ({"held_until": AT + timedelta(minutes=1)}, date(2028, 2, 20), "held"),
        ({"held_until": AT}, date(2028, 2, 20), "usable"),
        ({"held_until": AT + timedelta(days=1), "is_given": True}, date(2028, 2, 20), "given"),
        ({"held_until": AT + timedelta(days=1), "is_given": True}, date(2028, 3, 1), "ended"),
    ],
)
def test_a_coupon_stands_as_its_days_uses_and_holds_say(
    given_: dict[str, Any], on: date, state: str
) -> None:
    plain = Standing(date(2028, 2, 20), date(2028, 2, 29), 0, 1)
    found = replace(plain, **given_).state(on=on, at=AT)
    assert found == state
    assert found in STATES


def test_a_kind_serves_in_its_stores_and_without_any_everywhere() -> None:
    here, there = uuid7(), uuid7()
    assert serves_in([], here)
    assert serves_in([str(here)], here)
    assert not serves_in([str(here)], there)
