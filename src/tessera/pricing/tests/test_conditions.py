"""For whom and when: each condition met and not met, and what is left of limits."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tessera.pricing import (
    AddOn,
    Bundle,
    BuyGet,
    LimitedTime,
    MemberFacts,
    Moment,
    NthPiece,
    PiecesOff,
    PiecesTier,
    Purchases,
    Quote,
    Slot,
    SpendGift,
    codec,
    price,
)
from tessera.pricing.terms import Config
from tessera.pricing.tests import samples
from tessera.pricing.tests.samples import cart, item, promotion

WEDNESDAY = date(2025, 11, 19)
NOON = Moment(WEDNESDAY, 12 * 60)
SOMEBODY = MemberFacts("gold", "Gold", 0, 0)


def sold(
    at: Moment = NOON,
    member: MemberFacts | None = SOMEBODY,
    channel: str = "store",
    **conditions: Any,
) -> Quote:
    """A dress of 200.00 with ten per cent off under these conditions."""
    days = {"starts_on": date(2020, 1, 1), "ends_on": date(2030, 1, 1)}
    offer = promotion("ten", LimitedTime(1000), **days, **conditions)
    book = samples.book(item("dress", 20_000), promotions=(offer,), member=member)
    return price(book=book, cart=replace(cart("dress"), channel=channel), at=at)


def why(quote: Quote) -> str:
    """Why it did not apply; empty where it did."""
    assert quote.total_minor == (20_000 if quote.missed else 18_000)
    return quote.missed[0].code if quote.missed else ""


@pytest.mark.parametrize(
    ("minutes", "clock", "holds"),
    [
        ((18 * 60, 20 * 60), "17:59", False),
        ((18 * 60, 20 * 60), "18:00", True),
        ((18 * 60, 20 * 60), "19:59", True),
        ((18 * 60, 20 * 60), "20:00", False),
        # over midnight, within one business day of a bar
        ((22 * 60, 2 * 60), "21:59", False),
        ((22 * 60, 2 * 60), "23:59", True),
        ((22 * 60, 2 * 60), "00:00", True),
        ((22 * 60, 2 * 60), "01:59", True),
        ((22 * 60, 2 * 60), "02:00", False),
        ((0, 1440), "23:59", True),
    ],
)
def test_times_of_day_are_those_of_the_store_s_clock(
    minutes: tuple[int, int], clock: str, holds: bool
) -> None:
    at = Moment.parse(f"2025-11-19T{clock}")
    found = sold(at, from_minute=minutes[0], until_minute=minutes[1])
    assert why(found) == ("" if holds else "not_this_time")


@pytest.mark.parametrize(
    ("days", "day", "holds"),
    [
        ({8, 18}, date(2025, 11, 18), True),
        ({8, 18}, date(2025, 11, 19), False),
        ({31}, date(2025, 11, 30), True),
        ({31}, date(2025, 11, 29), False),
        ({30}, date(2025, 2, 28), True),
        ({30}, date(2024, 2, 28), False),
        ({30}, date(2024, 2, 29), True),
        ({30}, date(2025, 1, 31), False),
        ({31}, date(2025, 1, 31), True),
    ],
)
def test_a_day_that_a_month_lacks_is_its_last(days: set[int], day: date, holds: bool) -> None:
    found = sold(Moment(day), month_days=frozenset(days))
    assert why(found) == ("" if holds else "not_this_month_day")


def test_a_member_day_is_a_business_day_of_the_week() -> None:
    assert why(sold(weekdays=frozenset({3}))) == ""
    assert why(sold(Moment(WEDNESDAY, 90), weekdays=frozenset({3}))) == ""
    assert why(sold(Moment(date(2025, 11, 20)), weekdays=frozenset({3}))) == "not_this_weekday"


@pytest.mark.parametrize(
    ("period", "birthday", "holds"),
    [
        ("day", date(2025, 11, 19), True),
        ("day", date(2025, 11, 20), False),
        ("week", date(2025, 11, 17), True),
        ("week", date(2025, 11, 23), True),
        ("week", date(2025, 11, 24), False),
        ("month", date(2025, 11, 1), True),
        ("month", date(2025, 12, 1), False),
        ("month", date(2024, 11, 19), False),
    ],
)
def test_birthdays_by_day_week_and_month(period: str, birthday: date, holds: bool) -> None:
    member = replace(SOMEBODY, birthdays=(birthday,))
    assert why(sold(member=member, birthday=period)) == ("" if holds else "not_birthday")


def test_the_week_of_a_birthday_reaches_over_new_year() -> None:
    member = replace(SOMEBODY, birthdays=(date(2025, 12, 31),))
    assert why(sold(Moment(date(2026, 1, 4)), member, birthday="week")) == ""
    assert why(sold(Moment(date(2026, 1, 5)), member, birthday="week")) == "not_birthday"


@pytest.mark.parametrize(
    ("facts", "conditions", "code"),
    [
        ({}, {"level_ids": frozenset({"gold"})}, ""),
        ({}, {"level_ids": frozenset({"silver"})}, "level_not_in"),
        ({"tags": frozenset({"常客"})}, {"tags": frozenset({"常客", "vip"})}, ""),
        ({}, {"tags": frozenset({"常客"})}, "tag_not_in"),
        ({"lifecycle": "sleeping"}, {"lifecycles": frozenset({"sleeping"})}, ""),
        ({"lifecycle": "active"}, {"lifecycles": frozenset({"sleeping"})}, "lifecycle_not_in"),
        ({}, {"first_purchase": True}, ""),
        ({"has_bought": True}, {"first_purchase": True}, "not_first_purchase"),
        ({"bought_on": (WEDNESDAY,)}, {"first_purchase": True}, "not_first_purchase"),
        ({"joined_on": WEDNESDAY}, {"joined_within_days": 1}, ""),
        ({"joined_on": date(2025, 11, 18)}, {"joined_within_days": 1}, "joined_too_long_ago"),
        ({"joined_on": date(2025, 11, 13)}, {"joined_within_days": 7}, ""),
        ({"joined_on": date(2025, 11, 12)}, {"joined_within_days": 7}, "joined_too_long_ago"),
        ({}, {"joined_within_days": 7}, "joined_too_long_ago"),
        ({"bought_on": (WEDNESDAY, WEDNESDAY)}, {"purchases": Purchases(30, 2)}, ""),
        (
            {"bought_on": (date(2025, 10, 20),)},
            {"purchases": Purchases(30, 1)},
            "purchases_too_few",
        ),
        ({"bought_on": (date(2025, 10, 21),)}, {"purchases": Purchases(30, 1)}, ""),
        ({"bought_on": (WEDNESDAY,)}, {"purchases": Purchases(30, 0, 0)}, "purchases_too_many"),
        ({}, {"channels": frozenset({"store"})}, ""),
        ({}, {"channels": frozenset({"online"})}, "channel_not_in"),
    ],
)
def test_facts_about_the_member_and_the_channel(
    facts: dict[str, Any], conditions: dict[str, Any], code: str
) -> None:
    assert why(sold(member=replace(SOMEBODY, **facts), **conditions)) == code


@pytest.mark.parametrize(
    "conditions",
    [
        {"member_only": True},
        {"tags": frozenset({"vip"})},
        {"lifecycles": frozenset({"new"})},
        {"first_purchase": True},
        {"birthday": "month"},
        {"joined_within_days": 30},
        {"purchases": Purchases(30)},
    ],
)
def test_what_asks_for_facts_about_a_member_is_for_members(conditions: dict[str, Any]) -> None:
    assert why(sold(member=None, **conditions)) == "members_only"


def test_conditions_come_through_json_unchanged() -> None:
    offer = promotion(
        "一",
        LimitedTime(1000),
        weekdays=frozenset({1, 7}),
        purchases=Purchases(30, 1, 5),
        excluded_brands=frozenset({"牌"}),
        budget_minor=5,
    )
    member = replace(SOMEBODY, birthdays=(WEDNESDAY,), joined_on=WEDNESDAY)
    book = samples.book(item("dress", 1), promotions=(offer,), member=member)
    assert codec.from_dict(type(book), codec.to_dict(book)) == book


@pytest.mark.parametrize("left", [{"uses": 0}, {"units": 0}, {"uses": -1}])
def test_what_is_used_up_does_not_apply(left: dict[str, Any]) -> None:
    assert why(sold(**left)) == "used_up"


def test_a_budget_bears_a_saving_or_the_promotion_stays_out() -> None:
    assert why(sold(budget_minor=2000)) == ""
    assert why(sold(budget_minor=1999)) == "budget_spent"
    assert why(sold(budget_minor=0)) == "budget_spent"


@pytest.mark.parametrize(
    ("config", "most"),
    [
        (samples.spend_save(20_000, 5000), 5000),
        (NthPiece(2, 5000), 10_000),
        (BuyGet(1, 1), 20_000),
        (PiecesOff((PiecesTier(3, 1000),)), 6000),
        (Bundle(30_000, (Slot(pieces=2),)), 10_000),
        (SpendGift(20_000, frozenset({"dress"})), 20_000),
        (AddOn(20_000, 5000, frozenset({"dress"})), 15_000),
    ],
)
def test_every_kind_stays_within_its_budget(config: Config, most: int) -> None:
    for budget, taken in ((most, most), (most - 1, 0)):
        offer = promotion("one", config, budget_minor=budget)
        book = samples.book(item("dress", 20_000), promotions=(offer,))
        quote = price(book=book, cart=cart("dress*3"), at=samples.NOW)
        assert quote.reduction_minor == taken
        assert [one.code for one in quote.missed] == ([] if taken else ["budget_spent"])


def test_pieces_above_the_stock_cap_pay_the_other_price() -> None:
    half = promotion("half", LimitedTime(5000), units=2)
    tenth = promotion("tenth", LimitedTime(1000))
    book = samples.book(item("dress", 20_000), item("belt", 5000), promotions=(half, tenth))
    quote = price(book=book, cart=cart("dress*3", "belt"), at=samples.NOW)
    assert [line.net_minor for line in quote.lines] == [2 * 10_000 + 18_000, 4500]
    said = {reason.rule_id: reason.amount_minor for reason in quote.lines[0].reasons}
    assert said == {"half": 20_000, "tenth": 2000}
