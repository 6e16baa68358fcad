"""What a card is good for, and what its uses and days are worth (domain handbook 5.14)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.errors import Invalid
from tessera.wallet.rules import cards
from tessera.wallet.rules.cards import DATES, FIRST_USE, Group, Terms

ON = date(2026, 1, 31)


def test_2000_for_ten_and_two_is_166_67_a_use() -> None:
    assert cards.per_use(200000, 12) == 16667
    assert cards.worth(price_minor=200000, uses=12, left=1, deferred_minor=16663, count=1) == 16663


@st.composite
def splits(draw: st.DrawFn) -> tuple[int, int, list[int]]:
    """A price, a number of uses, and how they are taken."""
    price = draw(st.integers(min_value=0, max_value=10**9))
    uses = left = draw(st.integers(min_value=1, max_value=60))
    taken = []
    while left:
        taken.append(draw(st.integers(min_value=1, max_value=left)))
        left -= taken[-1]
    return price, uses, taken


@given(splits())
def test_all_uses_come_to_the_price_however_they_are_taken(
    split: tuple[int, int, list[int]],
) -> None:
    price, uses, taken = split
    deferred, left = price, uses
    for count in taken:
        minor = cards.worth(
            price_minor=price, uses=uses, left=left, deferred_minor=deferred, count=count
        )
        assert 0 <= minor <= deferred
        deferred, left = deferred - minor, left - count
    assert (deferred, left) == (0, 0)


@given(
    st.integers(min_value=0, max_value=10**9),
    st.integers(min_value=1, max_value=400),
    st.lists(st.integers(min_value=0, max_value=450), max_size=12),
)
def test_days_come_to_the_price_whenever_they_are_earned(
    price: int, days: int, looks: list[int]
) -> None:
    last = ON + timedelta(days=days - 1)
    done = 0
    for look in sorted([*looks, days - 1]):
        through = ON + timedelta(days=look)
        now = cards.earned_by_day(spread_minor=price, first=ON, last=last, through=through)
        assert done <= now <= price
        done = now
    assert done == price


def test_nothing_is_earned_before_the_first_day() -> None:
    before = ON - timedelta(days=3)
    assert cards.earned_by_day(spread_minor=36500, first=ON, last=ON, through=before) == 0


def test_36500_over_a_year_is_100_a_day() -> None:
    last = ON + timedelta(days=364)
    assert cards.earned_by_day(spread_minor=36500, first=ON, last=last, through=ON) == 100


@pytest.mark.parametrize(
    ("terms", "first", "last"),
    [
        (Terms(paid_uses=1), "2026-01-31", None),
        (Terms(paid_uses=1, days=1), "2026-01-31", "2026-01-31"),
        (Terms(paid_uses=1, days=30), "2026-01-31", "2026-03-01"),
        (Terms(paid_uses=1, months=1), "2026-01-31", "2026-02-28"),
        (Terms(paid_uses=1, months=12), "2026-01-31", "2027-01-30"),
        (
            Terms(
                paid_uses=1,
                starts=DATES,
                from_on=date(2026, 3, 1),
                until_on=date(2026, 3, 31),
            ),
            "2026-03-01",
            "2026-03-31",
        ),
    ],
)
def test_how_long_a_card_is_good(terms: Terms, first: str, last: str | None) -> None:
    expected = date.fromisoformat(first), date.fromisoformat(last) if last else None
    assert cards.validity(terms, ON) == expected


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(), "discount_bp"),
        (Terms(paid_uses=-1), "paid_uses"),
        (Terms(gift_uses=2), "gift_uses"),
        (Terms(paid_uses=1, is_unlimited=True, days=30), "is_unlimited"),
        (Terms(is_unlimited=True), "days"),
        (Terms(paid_uses=1, starts=FIRST_USE), "days"),
        (Terms(discount_bp=10_001), "discount_bp"),
        (Terms(discount_bp=1000, starts=FIRST_USE, days=3), "starts"),
        (Terms(paid_uses=1, starts="tomorrow"), "starts"),
        (Terms(paid_uses=1, days=0), "days"),
        (Terms(paid_uses=1, days=3, months=1), "months"),
        (Terms(paid_uses=1, starts=DATES), "until_on"),
        (
            Terms(
                paid_uses=1,
                starts=DATES,
                from_on=date(2026, 3, 2),
                until_on=date(2026, 3, 1),
            ),
            "until_on",
        ),
    ],
)
def test_terms_that_cannot_work_are_refused(terms: Terms, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        cards.check(terms)
    assert (refusal.value.code, refusal.value.data) == ("cards.terms_invalid", {"field": field})


def test_terms_come_back_as_they_were_kept() -> None:
    terms = Terms(
        paid_uses=10,
        gift_uses=2,
        group=Group(("a", "b"), ("护理",)),
        discount_bp=500,
        discount_group=Group((), ("女装",)),
        starts=DATES,
        from_on=date(2026, 3, 1),
        until_on=date(2026, 3, 31),
        is_personal=False,
    )
    assert cards.from_json(cards.as_json(cards.check(terms))) == terms


def test_a_group_of_nothing_is_a_group_of_everything() -> None:
    assert Group().has("a", "女装")
    assert Group(("a",), ("女装",)).has("b", "女装")
    assert not Group(("a",)).has("b", "女装")


COMBINED = Terms(paid_uses=10, value_minor=100_000, value_bonus_minor=20_000, alone_minor=100_000)


@pytest.mark.parametrize(
    ("terms", "price", "parts"),
    [
        (Terms(paid_uses=10), 200_000, (200_000, 0, 0)),
        (Terms(value_minor=50_000, value_bonus_minor=5_000), 50_000, (0, 50_000, 5_000)),
        (Terms(value_minor=50_000), 45_000, (0, 45_000, 5_000)),
        (Terms(value_minor=50_000, discount_bp=1_000), 60_000, (10_000, 50_000, 0)),
        (COMBINED, 200_000, (100_000, 100_000, 20_000)),
        (COMBINED, 180_000, (90_000, 90_000, 30_000)),
        (COMBINED, 300_000, (200_000, 100_000, 20_000)),
        (COMBINED, 1, (0, 1, 119_999)),
    ],
)
def test_a_price_is_split_by_what_each_part_would_cost_alone(
    terms: Terms, price: int, parts: tuple[int, int, int]
) -> None:
    found = cards.split(terms, price)
    assert (found.rest_minor, found.principal_minor, found.bonus_minor) == parts


@given(
    price=st.integers(min_value=0, max_value=10**9),
    value=st.integers(min_value=1, max_value=10**9),
    bonus=st.integers(min_value=0, max_value=10**9),
    alone=st.integers(min_value=0, max_value=10**9),
)
def test_a_split_loses_nothing_and_always_brings_what_was_promised(
    price: int, value: int, bonus: int, alone: int
) -> None:
    terms = Terms(value_minor=value, value_bonus_minor=bonus, alone_minor=alone)
    found = cards.split(terms, price)
    assert min(found.rest_minor, found.principal_minor, found.bonus_minor) >= 0
    assert found.rest_minor + found.principal_minor == price
    assert found.principal_minor + found.bonus_minor == value + bonus
    assert found.principal_minor <= value


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(value_bonus_minor=1, paid_uses=1), "value_minor"),
        (Terms(value_minor=1, paid_uses=1), "alone_minor"),
        (Terms(value_minor=1, alone_minor=1), "alone_minor"),
        (Terms(paid_uses=1, alone_minor=1), "alone_minor"),
        (Terms(value_minor=1, days=30), "days"),
        (Terms(value_minor=-1, paid_uses=1), "value_minor"),
    ],
)
def test_value_that_cannot_be_split_or_would_end_is_refused(terms: Terms, field: str) -> None:
    with pytest.raises(Invalid, check=lambda error: error.data["field"] == field):
        cards.check(terms)
