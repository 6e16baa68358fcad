"""A promotion tried on a cart, and on the sales of the past."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.shop import NOON, TODAY, Shop, open_shop

from tessera import pricing
from tessera.catalog import queries as catalog_queries
from tessera.catalog import usecases as catalog
from tessera.kernel.errors import DomainError
from tessera.offers import rules
from tessera.offers import usecases as offers
from tessera.pricing import Book, Item, LimitedTime, Moment, Promotion
from tessera.sales import queries, usecases
from tessera.sales.rules import trying
from tessera.sales.rules.trying import Sold, SoldLine

LEAP = date(2028, 2, 29)


def terms(**more: Any) -> rules.Terms:
    """20% off everything in March, unless told otherwise."""
    given: dict[str, Any] = {
        "kind": "limited_time",
        "name": "春节特惠",
        "group": "",
        "combines": True,
        "priority": 0,
        "starts_on": date(2026, 3, 1),
        "ends_on": date(2026, 3, 31),
        "filters": {},
        "config": {"discount_bp": 2000},
    }
    return rules.terms(**given | more)


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


def try_on(
    shop: Shop, said: rules.Terms, since: date, until: date, promotion_id: UUID | None = None
) -> queries.TrialView:
    """The trial as the worker leaves it, in pieces of two sales."""
    trial_id = usecases.begin_trial(
        actor=shop.boss,
        at=NOON,
        terms=said,
        store_ids=(),
        since=since,
        until=until,
        promotion_id=promotion_id,
    )
    while usecases.go_on_trying(actor=shop.boss, at=NOON, trial_id=trial_id, size=2):
        pass
    usecases.go_on_trying(actor=shop.boss, at=NOON, trial_id=trial_id)
    return queries.get_trial(actor=shop.boss, trial_id=trial_id)


def test_each_sale_is_priced_again_once_however_the_pieces_fall(shop: Shop) -> None:
    for n in range(1, 4):
        shop.sell(shop.order((shop.dress, n)), at=NOON + timedelta(minutes=n))
    shop.sell(shop.order((shop.fee, 1)), at=NOON + timedelta(minutes=9))
    found = try_on(shop, terms(), TODAY, TODAY)
    assert (found.done_count, found.changed_count, found.unknown_count) == (4, 3, 0)
    assert found.cost_minor == 6 * 5980
    assert found.piece_count == 6
    rows = queries.list_trial_sales(actor=shop.boss, trial_id=found.trial_id)
    assert [row.cost_minor for row in rows] == [3 * 5980, 2 * 5980, 5980]
    assert queries.list_trial_days(found.trial_id) == [(TODAY, 3, 6 * 5980)]
    assert queries.find_margin(found.trial_id) is None
    (dress,) = catalog_queries.search(actor=shop.boss, text="BCDRESS")
    catalog.set_cost(actor=shop.boss, at=NOON, product_id=dress.product_id, cost_minor=10_000)
    margin = queries.find_margin(found.trial_id)
    assert margin is not None
    assert (margin.before_minor, margin.after_minor) == (6 * 19900, 6 * 13920)


def test_limits_are_used_up_by_the_sales_in_their_order(shop: Shop) -> None:
    for n in range(3):
        shop.sell(shop.order((shop.dress, 1)), at=NOON + timedelta(minutes=n))
    found = try_on(shop, terms(limits={"budget_minor": 12_000}), TODAY, TODAY)
    assert (found.changed_count, found.cost_minor) == (2, 2 * 5980)


def test_the_book_is_that_of_the_sale_and_the_promotion_itself_is_taken_out(shop: Shop) -> None:
    """Sold at 10% off, which is changed to 20% afterwards: that would have cost 20%, not 10% more."""
    promotion_id = offers.create_promotion(
        actor=shop.boss,
        at=NOON,
        kind="limited_time",
        name="九折",
        starts_on=TODAY,
        ends_on=TODAY,
        config={"discount_bp": 1000},
    )
    shop.sell(shop.order((shop.dress, 1)), at=NOON + timedelta(minutes=1))
    later = NOON + timedelta(minutes=5)
    offers.change_promotion(
        actor=shop.boss, at=later, promotion_id=promotion_id, config={"discount_bp": 2000}
    )
    found = try_on(shop, terms(), TODAY, TODAY, promotion_id)
    assert (found.unknown_count, found.before_minor, found.cost_minor) == (0, 29900, 5980)


def test_a_sale_whose_price_cannot_be_made_again_is_counted_and_left_out(shop: Shop) -> None:
    """The second was sold at its tag because the only use was gone, which is not seen any more."""
    offers.create_promotion(
        actor=shop.boss,
        at=NOON,
        kind="limited_time",
        name="限一次",
        starts_on=TODAY,
        ends_on=TODAY,
        config={"discount_bp": 1000},
        limits={"uses": 1},
    )
    for n in (1, 2):
        shop.sell(shop.order((shop.dress, 1)), at=NOON + timedelta(minutes=n))
    found = try_on(shop, terms(), TODAY, TODAY)
    assert (found.unknown_count, found.changed_count) == (1, 1)
    assert found.cost_minor == 2990


def test_members_are_priced_by_what_held_for_them_then(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 1), member_id=member))
    shop.sell(shop.order((shop.dress, 1)))
    first = terms(conditions={"first_purchase": True})
    assert try_on(shop, first, TODAY, TODAY).changed_count == 1


def test_days_that_lie_the_wrong_way_round_are_refused(shop: Shop) -> None:
    given: dict[str, Any] = {"actor": shop.boss, "at": NOON, "terms": terms(), "store_ids": ()}
    with pytest.raises(DomainError) as refusal:
        usecases.begin_trial(**given, since=TODAY, until=TODAY - timedelta(days=1))
    assert refusal.value.code == "sales.trial_days"


def test_a_cart_is_tried_without_it_and_with_it_and_nothing_is_kept(shop: Shop) -> None:
    tried = usecases.try_promotion(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        order=shop.order((shop.dress, 2), member_id=shop.join()),
        moment=Moment(TODAY, 600),
        promotion_id=uuid4(),
        terms=terms(conditions={"from_minute": 540, "until_minute": 720}),
    )
    assert tried.saved_minor == 2 * 5980
    again = shop.total_of(shop.order((shop.dress, 2)))
    assert again == 59800


def test_on_the_leap_day_a_promotion_of_the_months_end_is_tried_as_it_would_hold() -> None:
    """No database: 29 February is the last of its month, so a promotion of the 31st holds."""
    item = Item("s", "DRESS", "女装", "goods", 10_000)
    sold = Sold((SoldLine("1", item, 2, 20_000),), Moment(LEAP, 720))
    book = Book(version="t", currency="CNY", items={})
    month_end = pricing.Conditions(month_days=frozenset({31}))
    promotion = Promotion(
        "p", 1, "月末", "limited_time", LEAP, LEAP, LimitedTime(1000), conditions=month_end
    )
    span = {"since": LEAP - timedelta(days=6), "until": LEAP}
    found = trying.outcome(sold, book=book, told=(), tried=trying.as_if(promotion, **span))
    assert found is not None
    assert (found.before_minor, found.after_minor, found.pieces) == (20_000, 18_000, 2)
    unlike = Sold((SoldLine("1", item, 2, 19_000),), Moment(LEAP, 720))
    assert trying.outcome(unlike, book=book, told=(), tried=promotion) is None
