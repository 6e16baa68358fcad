"""Who and when: validity is a closed range of business days of the store."""

from datetime import UTC, date, datetime

import pytest

from tessera.kernel import clock
from tessera.pricing import Book, LimitedTime, MemberFacts, Moment, price
from tessera.pricing.tests import samples
from tessera.pricing.tests.samples import cart, coupon, promotion

FEBRUARY = (date(2025, 2, 1), date(2025, 2, 28))


def february(start: date = FEBRUARY[0], end: date = FEBRUARY[1]) -> Book:
    """Ten per cent and a coupon, both in February."""
    days = {"starts_on": start, "ends_on": end}
    return samples.book(
        samples.item("dress", 20000),
        promotions=(promotion("ten", LimitedTime(1000), **days),),
        coupons=(coupon("c", 0, 1000, **days),),
    )


@pytest.mark.parametrize(
    ("day", "total", "codes"),
    [
        (date(2025, 1, 31), 20000, ["not_started", "coupon_not_started"]),
        (date(2025, 2, 1), 17000, []),
        (date(2025, 2, 28), 17000, []),
        (date(2025, 3, 1), 20000, ["ended", "coupon_expired"]),
    ],
)
def test_first_and_last_day_are_valid(day: date, total: int, codes: list[str]) -> None:
    quote = price(book=february(), cart=cart("dress", coupons=("c",)), at=Moment(day))
    assert quote.total_minor == total
    assert [missed.code for missed in quote.missed] == codes


def test_a_leap_day_is_the_last_day_of_its_february() -> None:
    book = february(date(2024, 2, 1), date(2024, 2, 29))
    assert price(book=book, cart=cart("dress"), at=Moment(date(2024, 2, 29))).total_minor == 18000
    assert price(book=book, cart=cart("dress"), at=Moment(date(2024, 3, 1))).total_minor == 20000


@pytest.mark.parametrize(
    ("instant", "zone", "cutover", "total"),
    [
        # 28 February 23:59:59 in Shanghai is still valid, one second later is not
        (datetime(2025, 2, 28, 15, 59, 59, tzinfo=UTC), "Asia/Shanghai", 0, 18000),
        (datetime(2025, 2, 28, 16, 0, 0, tzinfo=UTC), "Asia/Shanghai", 0, 20000),
        # the same instant is still February in London
        (datetime(2025, 2, 28, 16, 0, 0, tzinfo=UTC), "Europe/London", 0, 18000),
        # a store that closes its day at 04:00 sells at 03:59 on the day before
        (datetime(2025, 2, 28, 19, 59, 0, tzinfo=UTC), "Asia/Shanghai", 4, 18000),
        (datetime(2025, 2, 28, 20, 0, 0, tzinfo=UTC), "Asia/Shanghai", 4, 20000),
        # and starts the month when its day starts, not at midnight UTC
        (datetime(2025, 1, 31, 15, 59, 59, tzinfo=UTC), "Asia/Shanghai", 0, 20000),
        (datetime(2025, 1, 31, 16, 0, 0, tzinfo=UTC), "Asia/Shanghai", 0, 18000),
    ],
)
def test_case_13_a_promotion_ends_with_the_business_day_of_the_store(
    instant: datetime, zone: str, cutover: int, total: int
) -> None:
    day = clock.business_day(instant, zone=zone, cutover_hour=cutover)
    assert price(book=february(), cart=cart("dress"), at=Moment(day)).total_minor == total


@pytest.mark.parametrize(
    ("member", "total", "codes"),
    [
        (None, 20000, ["members_only", "level_not_in"]),
        (MemberFacts("silver", "Silver", 0, 0), 18000, ["level_not_in"]),
        (MemberFacts("gold", "Gold", 0, 0), 16000, ["better_alternative"]),
    ],
)
def test_promotions_for_members_and_levels(
    member: MemberFacts | None, total: int, codes: list[str]
) -> None:
    offers = (
        promotion("all", LimitedTime(1000), member_only=True),
        promotion("best", LimitedTime(2000), level_ids=frozenset({"gold"})),
    )
    book = samples.book(samples.item("dress", 20000), promotions=offers, member=member)
    quote = price(book=book, cart=cart("dress"), at=samples.NOW)
    assert quote.total_minor == total
    assert sorted(missed.code for missed in quote.missed) == sorted(codes)
