"""Who may have what of the catalogue, and who wins a draw."""

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.rewards.rules import catalogue
from tessera.rewards.rules.catalogue import Terms, Ticket, Wants

SILVER, GOLD = uuid4(), uuid4()
LEAP = date(2028, 2, 29)
TERMS = Terms(True, None, None, frozenset(), None, None, None, 100)
WANTS = Wants(SILVER, 100, 0, 0)


@pytest.mark.parametrize(
    ("terms", "wants", "why"),
    [
        ({}, {}, ""),
        ({"is_active": False}, {}, "not_now"),
        ({"ends_on": LEAP}, {}, ""),
        ({"ends_on": date(2028, 2, 28)}, {}, "not_now"),
        ({"starts_on": LEAP}, {}, ""),
        ({"starts_on": date(2028, 3, 1)}, {}, "not_yet"),
        ({"level_ids": frozenset({GOLD})}, {}, "other_level"),
        ({"level_ids": frozenset({GOLD, SILVER})}, {}, ""),
        ({"left": 1}, {}, ""),
        ({"left": 0}, {}, "all_gone"),
        ({"per_member": 2}, {"had": 1}, ""),
        ({"per_member": 2}, {"had": 2}, "had_enough"),
        ({"per_period": 1}, {"had": 5}, ""),
        ({"per_period": 1}, {"had": 5, "had_in_period": 1}, "had_for_now"),
        ({}, {"points": 99}, "short"),
        ({"left": 0}, {"points": 99}, "all_gone"),
    ],
)
def test_a_reward_is_to_be_had_or_says_why_not(
    terms: dict[str, Any], wants: dict[str, Any], why: str
) -> None:
    assert catalogue.obstacle(replace(TERMS, **terms), replace(WANTS, **wants), LEAP) == why


@pytest.mark.parametrize(
    ("period", "on", "start"),
    [
        ("day", LEAP, LEAP),
        ("week", date(2028, 3, 5), LEAP.replace(day=28)),
        ("week", date(2028, 2, 28), date(2028, 2, 28)),
        ("month", LEAP, date(2028, 2, 1)),
        ("year", date(2028, 12, 31), date(2028, 1, 1)),
    ],
)
def test_a_period_begins_with_its_day_monday_or_first(period: str, on: date, start: date) -> None:
    assert catalogue.period_start(period, on) == start


@given(
    st.dates(date(2020, 1, 1), date(2040, 12, 31)),
    st.sampled_from(("day", "week", "month", "year")),
)
def test_a_period_contains_the_day_and_begins_where_it_begins(on: date, period: str) -> None:
    start = catalogue.period_start(period, on)
    assert start <= on
    assert catalogue.period_start(period, start) == start


def test_a_reward_waits_so_many_days_the_first_included() -> None:
    assert catalogue.last_day(LEAP, 1) == LEAP
    assert catalogue.last_day(LEAP, 30) == date(2028, 3, 29)


def tickets(*members: int) -> list[Ticket]:
    return [Ticket(UUID(int=1000 + at), UUID(int=member)) for at, member in enumerate(members)]


@given(st.lists(st.integers(0, 6), max_size=20), st.integers(0, 8), st.integers(0, 2**32))
def test_nobody_wins_twice_and_no_prize_is_left_that_somebody_could_win(
    members: list[int], count: int, seed: int
) -> None:
    all_of = tickets(*members)
    won = catalogue.winners(all_of, count, shuffle=Random(seed).shuffle)
    assert len(won) == min(count, len(set(members)))
    assert len({ticket.member_id for ticket in won}) == len(won)
    assert set(won) <= set(all_of)


def test_every_ticket_has_the_same_chance() -> None:
    all_of, random = tickets(1, 2, 2, 3), Random(7)
    first = Counter(catalogue.winners(all_of, 1, shuffle=random.shuffle)[0].id for _ in range(4000))
    assert all(900 < count < 1100 for count in first.values())
