"""The rules of levels by examples, and by what must hold of all."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.period import add_months
from tessera.rewards.rules import levels, windows
from tessera.rewards.rules.benefits import falls_on, points_factor
from tessera.rewards.rules.ladder import Benefits, GrowthFacts, Ladder, Rung, Sums
from tessera.rewards.rules.levels import Scene

BASE, SILVER, GOLD = (UUID(int=n) for n in (1, 2, 3))


def rung(level: UUID, **terms: object) -> Rung:
    names = {BASE: "base", SILVER: "silver", GOLD: "gold"}
    return Rung(level, names[level], level.int, **terms)  # type: ignore[arg-type]  # as written


def ladder(
    silver: dict[str, object] | None = None, gold: dict[str, object] | None = None
) -> Ladder:
    return Ladder((rung(BASE), rung(SILVER, **(silver or {})), rung(GOLD, **(gold or {}))))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        # "valid to 1 January" ends on 31 December (CASES 16)
        ("2025-01-01", 12, "2025-12-31"),
        ("2025-03-10", 12, "2026-03-09"),
        ("2025-03-10", 1, "2025-04-09"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-30", 1, "2025-02-28"),
        ("2025-01-28", 1, "2025-02-27"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-28"),
        ("2025-02-28", 12, "2026-02-27"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2025-12-01", 1, "2025-12-31"),
    ],
)
def test_case_16_a_validity_ends_with_the_day_before_its_next_beginning(
    first: str, months: int, last: str
) -> None:
    assert windows.last_day(day(first), months) == day(last)


@pytest.mark.parametrize(
    ("window", "months", "on", "start"),
    [
        ("months", 1, "2026-03-31", "2026-02-28"),
        ("months", 3, "2026-03-10", "2025-12-10"),
        ("months", 12, "2028-02-29", "2027-02-28"),
        ("months", 12, "2026-03-10", "2025-03-10"),
        ("since_level", 12, "2026-03-10", "2025-07-01"),
        ("calendar_year", 12, "2026-03-10", "2026-01-01"),
        ("calendar_year", 12, "2026-01-01", "2026-01-01"),
    ],
)
def test_the_first_day_that_counts_is_part_of_the_window(
    window: str, months: int, on: str, start: str
) -> None:
    found = windows.window_start(window=window, months=months, on=day(on), since=day("2025-07-01"))
    assert found == day(start)


ON = day("2026-03-10")
JOINED = day("2026-02-20")
NOTHING = Sums()


def scene(
    sums: Sums = NOTHING, *, purchase: int = 0, topup: int = 0, joined: date = JOINED
) -> Scene:
    starts = {add_months(ON, -12), joined, day("2026-01-01")}
    return Scene(ON, joined, joined, dict.fromkeys(starts, sums), purchase, topup)


@pytest.mark.parametrize(
    ("terms", "seen", "cause"),
    [
        ({"spend": 100}, scene(Sums(spend=100)), "spend"),
        ({"spend": 100}, scene(Sums(spend=99)), None),
        ({"points": 500}, scene(Sums(points=500)), "points"),
        ({"growth": 500}, scene(Sums(growth=499)), None),
        ({"growth": 500, "points": 10}, scene(Sums(growth=500, points=3)), "growth"),
        ({"purchase_minor": 100}, scene(Sums(spend=500), purchase=99), None),
        ({"purchase_minor": 100}, scene(purchase=100), "purchase"),
        ({"topup_minor": 50000}, scene(topup=50000), "topup"),
        # 20 February is the first of the days, 10 March the 19th
        ({"early_minor": 100, "early_days": 19}, scene(Sums(spend=100)), "early"),
        ({"early_minor": 100, "early_days": 18}, scene(Sums(spend=100)), None),
        ({"spend": 100, "window": "calendar_year"}, scene(Sums(spend=100)), "spend"),
        ({"spend": 100, "window": "since_level"}, scene(Sums(spend=100)), "spend"),
        ({}, scene(Sums(10**9, 10**9, 10**9), purchase=10**9, topup=10**9), None),
    ],
)
def test_any_one_way_leads_up(terms: dict[str, object], seen: Scene, cause: str | None) -> None:
    found = levels.rise(ladder(silver=terms), BASE, seen)
    assert (found.met.cause if found else None) == cause


def test_one_sale_may_lead_up_two_levels() -> None:
    steps = ladder({"spend": 100}, {"spend": 1000})
    found = levels.rise(steps, BASE, scene(Sums(spend=1500)))
    assert found is not None
    assert found.rung.level_id == GOLD


def test_nobody_rises_to_the_level_that_is_there_or_below() -> None:
    steps = ladder({"spend": 100}, {"spend": 1000})
    assert levels.rise(steps, GOLD, scene(Sums(spend=5000))) is None
    assert levels.rise(steps, SILVER, scene(Sums(spend=500))) is None


@pytest.mark.parametrize(
    ("gold", "counted", "to", "kept"),
    [
        ({"keep_spend": 600}, Sums(spend=600), GOLD, True),
        ({"keep_spend": 600}, Sums(spend=599), SILVER, False),
        ({"keep_spend": 600, "keep_points": 5}, Sums(points=5), GOLD, True),
        ({}, Sums(), GOLD, True),
        ({"keep_spend": 600, "falls": "met"}, Sums(spend=250), SILVER, False),
        ({"keep_spend": 600, "falls": "met"}, Sums(spend=150), BASE, False),
    ],
)
def test_a_validity_that_ran_out_keeps_or_lowers(
    gold: dict[str, object], counted: Sums, to: UUID, kept: bool
) -> None:
    steps = ladder({"spend": 200, "validity_months": 6}, {**gold, "validity_months": 12})
    found = levels.review(steps, steps.rung(GOLD), through=day("2025-12-31"), sums=counted)
    assert (found.rung.level_id, found.is_kept) == (to, kept)
    assert found.since == day("2026-01-01")
    ends = {GOLD: day("2026-12-31"), SILVER: day("2026-06-30"), BASE: None}
    assert found.through == ends[to]


def test_who_is_lowest_falls_nowhere() -> None:
    steps = ladder()
    assert levels.falls_to(steps, steps.rung(BASE), Sums()).level_id == BASE


def test_what_is_missing_is_said_of_the_way_that_is_nearest() -> None:
    gold = rung(GOLD, keep_spend=1000, keep_points=10)
    gap = levels.nearest(levels.keeping(gold, Sums(spend=900, points=2)))
    assert gap is not None
    assert (gap.measure, gap.missing) == ("spend", 100)


def test_growth_value_comes_from_whole_units_paid_and_from_the_visit() -> None:
    facts = GrowthFacts(1, per_major=2, per_visit=5)
    assert levels.growth_for(facts, spent_minor=1999) == 2 * 19 + 5


@pytest.mark.parametrize(
    ("birthday", "year", "on"),
    [
        ("1992-02-29", 2026, "2026-02-28"),
        ("1992-02-29", 2028, "2028-02-29"),
        ("1990-12-31", 2026, "2026-12-31"),
    ],
)
def test_the_birthday_of_29_february_falls_on_the_28th_of_other_years(
    birthday: str, year: int, on: str
) -> None:
    assert falls_on(day(birthday), year) == day(on)


@pytest.mark.parametrize(
    ("benefits", "birthday", "factor"),
    [
        (Benefits(points_bp=15000, birthday_bp=30000), ON.replace(year=1990), 30000),
        (Benefits(points_bp=15000), ON.replace(year=1990), 15000),
        (Benefits(points_bp=15000, birthday_bp=30000), None, 15000),
        (Benefits(points_bp=15000, birthday_bp=30000), day("1990-03-11"), 15000),
    ],
)
def test_on_the_birthday_the_larger_factor_counts(
    benefits: Benefits, birthday: date | None, factor: int
) -> None:
    assert points_factor(benefits, birthday=birthday, on=ON) == factor


days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
months = st.integers(1, 120)
amounts = st.integers(0, 10**6)
sums = st.builds(Sums, amounts, amounts, amounts)


@given(first=days, count=months)
def test_a_validity_is_never_shorter_than_its_whole_months(first: date, count: int) -> None:
    last = windows.last_day(first, count)
    assert add_months(first, count) - last <= timedelta(days=1)
    assert last >= first
    assert windows.last_day(first, count + 1) > last


@given(on=days, count=months)
def test_months_back_are_the_months_forth_or_the_last_day(on: date, count: int) -> None:
    back = add_months(on, -count)
    assert (on.year * 12 + on.month) - (back.year * 12 + back.month) == count
    assert back.day <= on.day


@given(less=sums, more=sums, need=st.integers(1, 10**6))
def test_who_counts_more_never_stands_lower(less: Sums, more: Sums, need: int) -> None:
    steps = ladder({"spend": need, "points": need // 2 + 1}, {"growth": need})
    both = less.plus(more)
    first = levels.rise(steps, BASE, scene(less))
    second = levels.rise(steps, BASE, scene(both))
    assert (second.rung.rank if second else 0) >= (first.rung.rank if first else 0)


@given(counted=sums, falls=st.sampled_from(["one", "met"]), need=st.integers(1, 10**6))
def test_a_fall_is_never_a_rise(counted: Sums, falls: str, need: int) -> None:
    steps = ladder({"spend": need}, {"keep_spend": need, "falls": falls})
    to = levels.falls_to(steps, steps.rung(GOLD), counted)
    assert to.rank < GOLD.int


@given(
    parts=st.lists(st.integers(1, 5000), min_size=1, max_size=10),
    per_major=st.integers(0, 9),
    per_visit=st.integers(0, 50),
)
def test_case_07_partial_returns_take_off_what_one_whole_return_does(
    parts: list[int], per_major: int, per_visit: int
) -> None:
    spent = sum(parts)
    earned = levels.growth_for(GrowthFacts(1, per_major, per_visit), spent_minor=spent)
    taken = back = 0
    for part in parts:
        back += part
        taken += levels.growth_back(
            earned=earned, spent_minor=spent, returned_minor=back, taken=taken
        )
    assert taken == earned
