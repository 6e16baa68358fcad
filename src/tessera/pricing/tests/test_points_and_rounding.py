"""Steps 8 and 9 with the handbook's vectors (5.3, 5.6)."""

import pytest

from tessera.pricing import Book, MemberFacts, PointsRule, Quote, price
from tessera.pricing.model import Rounding
from tessera.pricing.tests import samples
from tessera.pricing.tests.samples import cart

MEMBER = MemberFacts("gold", "Gold", 0, 100_000)


def shop(rule: PointsRule, *, rounding: Rounding = "off", points: int = 100_000) -> Book:
    """One thing at 235.70, a fee and a top-up."""
    return samples.book(
        samples.item("thing", 23570),
        samples.item("small", 95),
        samples.item("post", 1205, kind="fee"),
        samples.item("top", 50005, kind="topup"),
        points=rule,
        rounding=rounding,
        member=MemberFacts("gold", "Gold", 0, points),
    )


def quote(book: Book, *skus: str, points: int) -> Quote:
    """The quote of today with so many points asked for."""
    return price(book=book, cart=cart(*skus, points=points), at=samples.NOW)


def codes(one: Quote) -> list[str]:
    """What was missed."""
    return [missed.code for missed in one.missed]


def test_points_are_capped_at_a_part_and_go_in_whole_yuan() -> None:
    made = quote(shop(PointsRule(step_points=100, cap_bp=2000)), "thing", points=9000)
    assert (made.points_used, made.points_minor, made.total_minor) == (4700, 4700, 18870)
    assert made.missed[-1].data == {"requested": 9000, "used": 4700}


@pytest.mark.parametrize(
    ("rule", "asked", "used", "code"),
    [
        (PointsRule(), 500, 500, []),
        (PointsRule(), 99_999, 23570, ["points_limited"]),
        (PointsRule(step_points=100), 199, 100, ["points_limited"]),
        (PointsRule(cap_minor=1000), 5000, 1000, ["points_limited"]),
        (PointsRule(minimum_minor=30000), 5000, 0, ["points_limited"]),
        (PointsRule(minimum_minor=23570), 5000, 5000, []),
        (PointsRule(enabled=False), 5000, 0, ["points_off"]),
    ],
)
def test_points_used(rule: PointsRule, asked: int, used: int, code: list[str]) -> None:
    made = quote(shop(rule), "thing", points=asked)
    assert (made.points_used, codes(made)) == (used, code)
    assert made.total_minor == 23570 - used


def test_points_that_the_member_does_not_have_are_not_spent() -> None:
    made = quote(shop(PointsRule(), points=300), "thing", points=500)
    assert (made.points_used, codes(made)) == (300, ["points_insufficient"])


def test_a_stranger_has_no_points() -> None:
    book = samples.book(samples.item("thing", 23570))
    made = quote(book, "thing", points=500)
    assert (made.points_used, codes(made)) == (0, ["no_member"])


def test_points_pay_for_goods_only() -> None:
    made = quote(shop(PointsRule()), "top", "small", "post", points=5000)
    assert [line.points_share_minor for line in made.lines] == [0, 95, 0]
    assert [line.paid_minor for line in made.lines] == [50005, 0, 1205]


def test_three_points_for_a_cent_are_spent_in_threes() -> None:
    made = quote(shop(PointsRule(points_per_major=300)), "thing", points=1000)
    assert (made.points_used, made.points_minor) == (999, 333)


@pytest.mark.parametrize(
    ("mode", "total", "added"),
    [
        ("off", 12867, 0),
        ("drop_fen", 12860, -7),
        ("drop_jiao", 12800, -67),
        ("half_up_jiao", 12870, 3),
        ("half_up_yuan", 12900, 33),
    ],
)
def test_rounding(mode: Rounding, total: int, added: int) -> None:
    book = samples.book(samples.item("a", 6434), samples.item("b", 6433), rounding=mode)
    made = price(book=book, cart=cart("a", "b"), at=samples.NOW)
    assert (made.total_minor, made.rounding_minor) == (total, added)
    assert sum(line.paid_minor for line in made.lines) == total
    assert made.reduction_minor == 0


def test_a_top_up_is_paid_to_the_cent() -> None:
    made = quote(shop(PointsRule(), rounding="drop_jiao"), "top", "post", points=0)
    assert [line.paid_minor for line in made.lines] == [50005, 1200]


def test_points_are_not_spent_on_what_rounding_forgives() -> None:
    made = quote(shop(PointsRule(), rounding="drop_fen"), "small", points=95)
    assert (made.points_used, made.total_minor, made.rounding_minor) == (90, 0, -5)


def test_half_up_with_points_comes_to_the_same_as_without() -> None:
    book = shop(PointsRule(), rounding="half_up_jiao")
    made = quote(book, "small", points=95)
    assert samples.pay(made) == samples.pay(quote(book, "small", points=0)) == 100


def test_a_currency_without_minor_units_is_not_rounded_below_one() -> None:
    book = samples.book(samples.item("a", 987), rounding="drop_fen", currency="JPY", exponent=0)
    assert price(book=book, cart=cart("a"), at=samples.NOW).total_minor == 987
