"""What conditions count in the books: purchases, items, times, balances and people."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from tests.support.shop import NOON, Shop

from tessera.campaigns.rules.conditions import (
    Birthday,
    Bought,
    BoughtAt,
    BoughtGoods,
    BoughtNew,
    BoughtReduced,
    Condition,
    Holds,
    LastBought,
    OfAge,
    OneOf,
    Stage,
)
from tessera.campaigns.rules.windows import DAYS, EVER, Window
from tessera.campaigns.tests.conftest import buy, give, join, look_again, tagged, told
from tessera.catalog import usecases as catalog
from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.org.models import Store

pytestmark = pytest.mark.django_db

MONTH = Window(DAYS, 30)


def test_what_came_back_does_not_count_and_a_topup_is_no_purchase(shop: Shop, tag: UUID) -> None:
    kept, returned, half, paid_in = join(shop, 4)
    for _ in range(2):
        buy(shop, kept)
    buy(shop, returned)
    shop.give_back(buy(shop, returned), 1)
    shop.give_back(buy(shop, half, pieces=2), 1)
    buy(shop, half)
    shop.top_up(paid_in)
    shop.top_up(paid_in)
    give(shop, tag, Bought(MONTH, visits=2, spent_minor=59800, pieces=2))
    assert tagged(tag) == {kept, half}
    assert told(tag, half) == [{"visits": 2, "spent_minor": 59800, "pieces": 2}]


def test_the_window_ends_with_its_first_day(shop: Shop, tag: UUID) -> None:
    [member] = join(shop, 1)
    buy(shop, member)
    give(shop, tag, Bought(MONTH, visits=1))
    assert tagged(tag) == {member}
    look_again(shop, at=NOON + timedelta(days=30))
    assert tagged(tag) == {member}
    look_again(shop, at=NOON + timedelta(days=31))
    assert tagged(tag) == set()


def test_who_bought_within_or_longer_ago(shop: Shop, tag: UUID) -> None:
    old, fresh, _never = join(shop, 3)
    buy(shop, old)
    buy(shop, fresh, at=NOON + timedelta(days=20))
    give(shop, tag, LastBought(Window(DAYS, 25), longer_ago=True), at=NOON + timedelta(days=26))
    assert tagged(tag) == {old}
    give(shop, tag, LastBought(Window(DAYS, 25)), at=NOON + timedelta(days=26))
    assert tagged(tag) == {fresh}


def test_the_first_to_buy_what_is_new_are_those_within_days_of_its_first_sale(
    shop: Shop, tag: UUID
) -> None:
    keen, late = join(shop, 2)
    for style in ("春衫", "夏裙"):
        sku = shop.add(style, 10000)
        buy(shop, keen, sku=sku)
        buy(shop, late, sku=sku, at=NOON + timedelta(days=8))
    give(shop, tag, BoughtNew(MONTH, within_days=7, products=2), at=NOON + timedelta(days=9))
    assert tagged(tag) == {keen}
    assert told(tag, keen) == [{"products": 2}]
    give(shop, tag, BoughtNew(MONTH, within_days=8, products=2), at=NOON + timedelta(days=9))
    assert tagged(tag) == {keen, late}
    # one more of the same is no third novelty
    buy(shop, keen, sku=shop.skus["夏裙"], at=NOON + timedelta(days=8))
    give(shop, tag, BoughtNew(MONTH, within_days=8, products=3), at=NOON + timedelta(days=9))
    assert tagged(tag) == set()


def test_buying_below_the_tags_price_is_a_share_of_the_pieces(shop: Shop, tag: UUID) -> None:
    thrifty, generous = join(shop, 2)
    cheap = shop.add("SALE", 10000)
    catalog.set_price(
        actor=shop.boss,
        at=NOON,
        sku_id=cheap,
        store_id=shop.store_id,
        level_id=None,
        amount_minor=9000,
    )
    for member, reduced in ((thrifty, 3), (generous, 1)):
        buy(shop, member, sku=cheap, pieces=reduced)
        buy(shop, member, pieces=2)
    give(shop, tag, BoughtReduced(MONTH, off_percent=10, share_percent=60, visits=2))
    assert tagged(tag) == {thrifty}
    assert told(tag, thrifty) == [{"visits": 2, "pieces": 5, "reduced": 3}]
    give(shop, tag, BoughtReduced(MONTH, off_percent=11, share_percent=1, visits=1))
    assert tagged(tag) == set()


@pytest.mark.parametrize(("by", "value"), [("style", "帽"), ("category", "女装")])
def test_given_goods_are_told_by_product_or_category(
    shop: Shop, tag: UUID, by: str, value: str
) -> None:
    [hatter, other] = join(shop, 2)
    buy(shop, hatter, sku=shop.add("帽", 5000), pieces=2)
    buy(shop, other, sku=shop.fee)
    give(shop, tag, BoughtGoods(MONTH, by, (value,), pieces=2))
    assert tagged(tag) == {hatter}


def test_times_are_by_the_clock_of_the_store(shop: Shop, tag: UUID) -> None:
    evening, morning = join(shop, 2)
    # 10 March 2026 is a Tuesday; 12:00 UTC is eight in the evening in Shanghai
    for _ in range(2):
        buy(shop, evening, at=NOON.replace(hour=12))
        buy(shop, morning, at=NOON.replace(hour=1))
    give(shop, tag, BoughtAt(MONTH, (2,), from_hour=20, to_hour=21, share_percent=100, visits=2))
    assert tagged(tag) == {evening}
    assert told(tag, evening) == [{"visits": 2, "then": 2}]
    give(shop, tag, BoughtAt(MONTH, (3,), share_percent=1, visits=1))
    assert tagged(tag) == set()
    Store.objects.filter(id=shop.store_id).update(zone="UTC")
    give(shop, tag, BoughtAt(MONTH, (), from_hour=12, to_hour=13, share_percent=100, visits=2))
    assert tagged(tag) == {evening}


def test_who_holds_nothing_holds_at_most_nothing(shop: Shop, tag: UUID) -> None:
    rich, poor = join(shop, 2)
    shop.top_up(rich)
    give(shop, tag, Holds("money", least=55000))
    assert tagged(tag) == {rich}
    give(shop, tag, Holds("money", most=0))
    assert tagged(tag) == {poor}
    give(shop, tag, Holds("points", most=0))
    assert tagged(tag) == {rich, poor}


def born(member: UUID, day: date) -> None:
    Member.objects.filter(id=member).update(birthday=day)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (OfAge(from_age=36, to_age=36), True),
        (OfAge(from_age=37), False),
        (Birthday(months=(0,)), True),
        (Birthday(months=(4, 3)), True),
        (Birthday(months=(4,)), False),
        (Stage(stages=("prospect", "lost")), True),
        (Stage(stages=("active",)), False),
    ],
)
def test_what_is_known_of_a_member(
    shop: Shop, tag: UUID, condition: Condition, expected: bool
) -> None:
    [member] = join(shop, 1)
    born(member, date(1990, 3, 9))
    give(shop, tag, condition)
    assert tagged(tag) == ({member} if expected else set())


def test_level_and_home_store_are_one_of_some(shop: Shop, tag: UUID) -> None:
    [member] = join(shop, 1)
    here, elsewhere = str(shop.store_id), "00000000-0000-0000-0000-000000000001"
    give(shop, tag, OneOf("level", (str(shop.level_id),)), OneOf("store", (here, elsewhere)))
    assert tagged(tag) == {member}
    give(shop, tag, OneOf("store", (elsewhere,)))
    assert tagged(tag) == set()


def test_a_merged_duplicates_purchases_are_the_survivors(shop: Shop, tag: UUID) -> None:
    keep, gone = join(shop, 2)
    buy(shop, keep)
    for _ in range(2):
        buy(shop, gone)
    members.merge(actor=shop.boss, at=NOON, keep_id=keep, gone_id=gone, reason="同一人")
    give(shop, tag, Bought(Window(EVER, 0), visits=3), LastBought(MONTH))
    assert tagged(tag) == {keep}


def test_stages_follow_the_calendar(shop: Shop, tag: UUID) -> None:
    [member] = join(shop, 1)
    buy(shop, member, at=datetime(2026, 3, 10, 4, tzinfo=UTC))
    give(shop, tag, Stage(stages=("marginal",)))
    assert tagged(tag) == set()
    look_again(shop, at=datetime(2026, 6, 10, 4, tzinfo=UTC))
    assert tagged(tag) == set()
    # past midnight in Shanghai, before it in UTC
    look_again(shop, at=datetime(2026, 6, 10, 17, tzinfo=UTC))
    assert tagged(tag) == {member}
