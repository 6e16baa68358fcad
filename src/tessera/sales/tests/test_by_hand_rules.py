"""The pure rules of prices by hand: what is beyond a limit, what is below cost, what an approval covers."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera import pricing
from tessera.pricing import Manual, ManualOff
from tessera.pricing.tests import samples
from tessera.sales.rules.by_hand import (
    DEFAULTS,
    Change,
    Limits,
    Need,
    Wish,
    changes,
    covers,
    described,
    needs,
)

SKU = UUID(int=7)
NO_LIMIT = Limits(10_000, below_cost=True)


def seen(
    *tags: int, manual: Manual | None = None, off: ManualOff | None = None, cost: int | None = None
) -> list[Change]:
    """A line for each tag, the first with a price by hand; a piece of it costs the brand ``cost``."""
    items = [samples.item(f"s{place}", tag) for place, tag in enumerate(tags)]
    cart = samples.cart(*[f"{one.sku_id}*3" for one in items])
    first = replace(cart.lines[0], manual=manual)
    cart = replace(cart, lines=(first, *cart.lines[1:]), manual=off)
    wishes: list[tuple[int | None, Wish]] = []
    if manual is not None:
        wishes.append((0, Wish("小瑕疵", manual, None, SKU, 3)))
    if off is not None:
        wishes.append((None, Wish("老顾客", off=off)))
    quote = pricing.price(book=samples.book(*items), cart=cart, at=samples.NOW)
    return changes(wishes, [cost, *[None] * (len(tags) - 1)], quote)


@pytest.mark.parametrize(
    ("manual", "limits", "told"),
    [
        (Manual("off", 1000), Limits(1000), ()),
        (Manual("off", 1001), Limits(1000), ("percent",)),
        (Manual("price", 0, 8996), Limits(1000), ()),  # 9,995 less 10 % is 8,995.5
        (Manual("price", 0, 8995), Limits(1000), ("percent",)),
        (Manual("gift"), Limits(9999), ("percent",)),
        (Manual("gift"), NO_LIMIT, ()),
        (Manual("off", 1000), Limits(10_000, 3000), ()),  # 1,000 off each of three
        (Manual("off", 1000), Limits(10_000, 2999), ("amount",)),
        (Manual("gift"), Limits(), ("percent",)),
        (Manual("gift"), Limits(0, 1), ("percent", "amount")),
        (Manual("off", 0), Limits(), ()),
    ],
)
def test_what_is_beyond_a_limit_is_told(
    manual: Manual, limits: Limits, told: tuple[Need, ...]
) -> None:
    assert needs(seen(9995, manual=manual), limits) == told


@pytest.mark.parametrize(
    ("price", "cost", "told"),
    [(5000, 5000, ()), (4999, 5000, ("cost",)), (0, None, ()), (9995, 10_000, ())],
)
def test_the_floor_is_the_cost_where_it_is_known(
    price: int, cost: int | None, told: tuple[Need, ...]
) -> None:
    """What already costs less than its cost without anybody's hand is not theirs."""
    found = seen(9995, manual=Manual("price", 0, price), cost=cost)
    assert needs(found, Limits(10_000)) == told


def test_a_discount_on_the_ticket_is_measured_line_by_line_against_the_cost() -> None:
    assert needs(seen(1000, 9000, off=ManualOff(1000), cost=900), Limits(10_000)) == ()
    assert needs(seen(1000, 9000, off=ManualOff(1100), cost=900), Limits(10_000)) == ("cost",)
    found = seen(1000, 9000, off=ManualOff(amount_minor=3000))
    assert [(one.base_minor, one.saved_minor) for one in found] == [(30_000, 3000)]
    assert needs(found, Limits(1000)) == ()
    assert needs(found, Limits(999)) == ("percent",)


def test_amounts_of_a_sale_count_together() -> None:
    found = seen(1000, 9000, manual=Manual("off", 5000), off=ManualOff(amount_minor=500))
    assert needs(found, Limits(10_000, 2000)) == ()
    assert needs(found, Limits(10_000, 1999)) == ("amount",)


def test_who_is_not_named_sets_nothing_by_hand() -> None:
    assert set(DEFAULTS) == {"owner", "manager", "cashier"}
    assert needs(seen(1000, manual=Manual("off", 1)), Limits()) == ()  # rounds to nothing
    assert needs(seen(1000, manual=Manual("off", 100)), Limits()) == ("percent",)


def test_an_approval_covers_what_was_seen_and_nothing_more() -> None:
    (found,) = seen(1000, manual=Manual("off", 5000))
    kept = described([found])
    fewer = replace(found, wish=replace(found.wish, quantity=2), saved_minor=1000)
    more = replace(found, wish=replace(found.wish, quantity=4), saved_minor=2000)
    other = replace(found, wish=replace(found.wish, sku_id=UUID(int=8)))
    deeper = replace(found, wish=replace(found.wish, manual=Manual("off", 5001)))
    dearer = replace(found, saved_minor=found.saved_minor + 1)
    assert covers(kept, [found])
    assert covers(kept, [fewer])
    assert covers(kept, [])
    for beyond in ([more], [other], [deeper], [dearer], [found, found], [found, other]):
        assert not covers(kept, beyond)


@given(
    st.lists(st.integers(1, 5000), min_size=1, max_size=4),
    st.integers(0, 10_000),
    st.integers(0, 20_000),
    st.integers(0, 10_000),
)
def test_a_higher_limit_never_needs_more(
    tags: list[int], off_bp: int, amount: int, cost: int
) -> None:
    found = seen(*tags, manual=Manual("off", off_bp), off=ManualOff(amount_minor=amount), cost=cost)
    low, high = Limits(2000, 3000), Limits(6000, 9000)
    assert set(needs(found, high)) <= set(needs(found, low))
    assert needs(found, NO_LIMIT) == ()
    assert covers(described(found), found)
