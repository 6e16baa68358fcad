"""What is looked at for a quote: complete within its bounds, and an end to it beyond them."""

from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.pricing import Book, Cart, picks, price
from tessera.pricing.combination import Combiner, Outcome
from tessera.pricing.picks import Picks
from tessera.pricing.tests import mixed, samples

SAVINGS = st.lists(st.integers(1, 30), max_size=4)
GROUPS = st.lists(SAVINGS, max_size=3)


def numbered(groups: list[list[int]]) -> list[Picks]:
    """Each saving with a number of its own."""
    numbers = iter(range(100))
    return [tuple((next(numbers), saving) for saving in group) for group in groups]


def every(groups: list[Picks], alone: Picks) -> list[Picks]:
    """All combinations by trying them."""
    ways = product(*[[None, *group] for group in groups])
    return [tuple(one for one in way if one) for way in ways] + [(one,) for one in alone]


@given(GROUPS, SAVINGS)
def test_combinations_come_once_each_and_the_largest_first(
    groups: list[list[int]], single: list[int]
) -> None:
    *some, alone = numbered([*groups, single])
    found = list(picks.ranked(some, alone))
    assert sorted(found) == sorted(every(some, alone))
    savings = [picks.total(one) for one in found]
    assert savings == sorted(savings, reverse=True)


@given(GROUPS, SAVINGS, st.integers(0, 90))
def test_the_largest_total_below_a_bound_is_the_largest(
    groups: list[list[int]], single: list[int], most: int
) -> None:
    *some, alone = numbered([*groups, single])
    totals = {picks.total(one) for one in every(some, alone)}
    best = max(one for one in totals if one <= most)
    assert picks.total(picks.largest(some, alone, most)) == best
    assert {picks.total(one) for one in picks.totals(some, alone, most)} == {
        one for one in totals if one <= most
    }


def crowded(seed: int) -> tuple[Book, Cart]:
    """Many promotions of many groups that all combine, and coupons, on a few goods."""
    random = Random(seed)
    book = mixed.random_book(random, promotions=80)
    promotions = tuple(
        replace(one, group=f"g{random.randrange(12)}", combines=True) for one in book.promotions
    )
    book = replace(book, promotions=promotions)
    return book, samples.random_cart(random, book, lines=8)


@pytest.mark.parametrize("seed", range(12))
def test_many_groups_come_to_an_end_and_never_cost_more(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at, best = [], Combiner.best

    def counted(*args: Any, **named: Any) -> Outcome:
        looked_at.append(1)
        return best(*args, **named)

    monkeypatch.setattr(Combiner, "best", counted)
    book, cart = crowded(seed)
    found = price(book=book, cart=cart, at=samples.NOW)
    plain = price(book=replace(book, promotions=()), cart=cart, at=samples.NOW)
    assert samples.pay(found) <= samples.pay(plain)
    assert len(looked_at) < 1_000
    again = price(book=replace(book, promotions=book.promotions[::-1]), cart=cart, at=samples.NOW)
    assert again.total_minor == found.total_minor
