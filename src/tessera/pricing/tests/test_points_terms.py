"""Which goods points pay for, from how many on, and how the most is told (handbook 5.3)."""

from dataclasses import replace

import pytest
from hypothesis import given

from tessera.pricing import (
    Book,
    Cart,
    CartLine,
    LimitedTime,
    MemberFacts,
    PointsRule,
    Quote,
    codec,
    price,
)
from tessera.pricing.tests import samples, strategies
from tessera.pricing.tests.samples import cart

RULE = PointsRule(step_points=100, cap_bp=2000)


def shop(rule: PointsRule, *, points: int = 100_000, promotions: bool = False) -> Book:
    """A dress (裙装) at 235.70, a book (图书) at 100.00, a fee."""
    sale = (samples.promotion("限时", LimitedTime(1000), sku_ids=frozenset({"dress"})),)
    return samples.book(
        replace(samples.item("dress", 23570), category="裙装"),
        replace(samples.item("book", 10000), category="图书"),
        samples.item("post", 1205, kind="fee"),
        promotions=sale if promotions else (),
        points=rule,
        member=MemberFacts("gold", "金卡", 0, points),
    )


def quote(rule: PointsRule, *skus: str, points: int = 0, promotions: bool = False) -> Quote:
    book = shop(rule, promotions=promotions)
    return price(book=book, cart=cart(*skus, points=points), at=samples.NOW)


def test_a_fifth_of_235_70_is_47_yuan_or_4700_points() -> None:
    made = quote(RULE, "dress", points=9000)
    assert (made.points_used, made.points_minor, made.total_minor) == (4700, 4700, 18870)


def test_case_21_the_member_chooses_any_step_up_to_the_most() -> None:
    for asked in (100, 1200, 4700):
        assert quote(RULE, "dress", points=asked).points_used == asked


def test_the_most_is_told_before_anybody_asks_for_points() -> None:
    room = quote(RULE, "dress").points_room
    assert room is not None
    assert (room.most, room.step, room.limit, room.usable) == (4700, 100, "share", 4700)


def test_what_a_member_can_use_is_told_in_whole_steps() -> None:
    room = quote(RULE, "dress").points_room
    poor = price(book=shop(RULE, points=250), cart=cart("dress"), at=samples.NOW).points_room
    assert room is not None
    assert poor is not None
    assert (poor.most, poor.usable) == (room.most, 200)


@pytest.mark.parametrize(
    ("rule", "skus", "most", "limit"),
    [
        (PointsRule(), ("dress",), 23570, ""),
        (PointsRule(cap_minor=1000), ("dress",), 1000, "amount"),
        (PointsRule(minimum_minor=30000), ("dress",), 0, "order"),
        (PointsRule(minimum_minor=30000), ("dress", "book"), 33570, ""),
        (PointsRule(excluded_categories=frozenset({"图书"})), ("dress", "book"), 23570, "goods"),
        (PointsRule(excluded_sku_ids=frozenset({"dress"})), ("dress", "book"), 10000, "goods"),
        (PointsRule(excluded_sku_ids=frozenset({"dress"})), ("dress",), 0, "goods"),
        (PointsRule(minimum_points=24000), ("dress",), 0, "minimum"),
        (PointsRule(minimum_points=23570), ("dress",), 23570, ""),
        (PointsRule(), ("post",), 0, ""),
    ],
)
def test_the_most(rule: PointsRule, skus: tuple[str, ...], most: int, limit: str) -> None:
    room = quote(rule, *skus).points_room
    assert room is not None
    assert (room.most, room.limit) == (most, limit)


def test_points_are_divided_over_what_they_may_pay_for() -> None:
    made = quote(PointsRule(excluded_categories=frozenset({"图书"})), "dress", "book", points=500)
    assert [line.points_share_minor for line in made.lines] == [500, 0]


def test_the_share_is_of_what_points_may_pay_for() -> None:
    rule = PointsRule(cap_bp=5000, excluded_categories=frozenset({"裙装"}))
    room = quote(rule, "dress", "book").points_room
    assert room is not None
    assert (room.most, room.limit) == (5000, "share")


def test_goods_on_promotion_may_be_left_out() -> None:
    rule = PointsRule(excludes_promotions=True)
    plain = quote(rule, "dress", "book", points=99_999)
    reduced = quote(rule, "dress", "book", points=99_999, promotions=True)
    assert [line.points_share_minor for line in plain.lines] == [23570, 10000]
    assert [line.points_share_minor for line in reduced.lines] == [0, 10000]


def test_fewer_points_than_the_minimum_are_not_used() -> None:
    made = quote(PointsRule(minimum_points=1000), "dress", points=999)
    assert (made.points_used, made.missed[-1].code) == (0, "points_limited")


def test_the_minimum_is_raised_to_a_whole_step() -> None:
    room = quote(PointsRule(step_points=300, minimum_points=1000), "dress").points_room
    assert room is not None
    assert room.least == 1200


def test_a_stranger_and_a_brand_without_points_have_no_room() -> None:
    stranger = price(
        book=samples.book(samples.item("dress", 23570)), cart=cart("dress"), at=samples.NOW
    )
    assert stranger.points_room is None
    assert quote(PointsRule(enabled=False), "dress", points=100).points_room is None


def test_the_room_goes_to_the_browser_and_back() -> None:
    made = quote(RULE, "dress", points=4700)
    assert codec.from_dict(Quote, codec.to_dict(made)) == made


@given(strategies.pairs())
def test_what_is_told_as_usable_is_taken_whole_and_one_more_is_not(pair: tuple[Book, Cart]) -> None:
    book, bought = pair
    room = price(book=book, cart=bought, at=samples.NOW).points_room
    if room is None:
        return
    lines: tuple[CartLine, ...] = bought.lines
    for asked in (room.usable, room.usable + 1):
        made = price(book=book, cart=Cart(lines, bought.coupon_codes, asked), at=samples.NOW)
        assert made.points_used == room.usable
