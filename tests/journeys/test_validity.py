"""Validity is a closed range of business days in the store's own time zone (CASES 13), by HTTP."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import time_machine

from tessera.members import usecases as members
from tessera.offers import usecases as offers
from tessera.org import usecases as org
from tessera.rewards import usecases as rewards
from tessera.stock import usecases as stock
from tests.support.shop import NOON, Shop
from tests.support.till import Till, hire, sign_in

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONDON = ZoneInfo("Europe/London")
LAST_DAY = date(2026, 12, 31)
LAST_SECOND = datetime(2026, 12, 31, 23, 59, 59, tzinfo=SHANGHAI)
NEXT_YEAR = datetime(2027, 1, 1, 0, 0, 0, tzinfo=SHANGHAI)


def total_at(moment: datetime, till: Till, shop: Shop, **more: object) -> int:
    """What a dress costs at ``moment``."""
    with time_machine.travel(moment, tick=False):
        body = till.post("/quote", till.cart((shop.dress, 1), **more)).body
    assert "total_minor" in body, body
    return int(body["total_minor"])


def refused_at(moment: datetime, till: Till, shop: Shop, **more: object) -> str:
    """How a dress is refused at ``moment``."""
    with time_machine.travel(moment, tick=False):
        return till.post("/quote", till.cart((shop.dress, 1), **more)).code


def ten_per_cent_off(shop: Shop, ends_on: date) -> None:
    offers.create_promotion(
        actor=shop.boss,
        at=NOON,
        kind="limited_time",
        name="年终",
        starts_on=date(2026, 12, 1),
        ends_on=ends_on,
        config={"discount_bp": 1000},
    )


def a_shop_in_london(shop: Shop) -> Till:
    """A till of the same brand, eight hours behind."""
    store_id = org.open_store(
        actor=shop.boss, at=NOON, code="LON", name="London", zone="Europe/London"
    )
    till_id = org.open_till(actor=shop.boss, at=NOON, store_id=store_id, code="T1", name="One")
    stock.receive(actor=shop.boss, at=NOON, store_id=store_id, lines=[(shop.dress, 10)])
    cashier = hire(shop, "cashier", store_id)
    return sign_in(shop, cashier, till_id=till_id, life=timedelta(days=3650))


def test_case_13_a_promotion_lasts_through_the_last_second_of_its_last_day(
    shop: Shop, till: Till
) -> None:
    ten_per_cent_off(shop, LAST_DAY)
    assert total_at(LAST_SECOND, till, shop) == 26910
    assert total_at(NEXT_YEAR, till, shop) == 29900


def test_case_13_a_promotion_begins_with_the_first_second_of_its_first_day(
    shop: Shop, till: Till
) -> None:
    ten_per_cent_off(shop, LAST_DAY)
    assert total_at(datetime(2026, 11, 30, 23, 59, 59, tzinfo=SHANGHAI), till, shop) == 29900
    assert total_at(datetime(2026, 12, 1, tzinfo=SHANGHAI), till, shop) == 26910


def test_case_13_each_store_ends_a_promotion_by_its_own_clock(shop: Shop, till: Till) -> None:
    ten_per_cent_off(shop, LAST_DAY)
    london = a_shop_in_london(shop)
    assert total_at(NEXT_YEAR, till, shop) == 29900
    assert total_at(NEXT_YEAR, london, shop) == 26910
    assert total_at(datetime(2026, 12, 31, 23, 59, 59, tzinfo=LONDON), london, shop) == 26910
    assert total_at(datetime(2027, 1, 1, tzinfo=LONDON), london, shop) == 29900


def test_case_13_a_coupon_lasts_through_the_last_second_of_its_last_day(
    shop: Shop, till: Till
) -> None:
    code = shop.coupon(None)
    last = datetime(2026, 3, 31, 23, 59, 59, tzinfo=SHANGHAI)
    assert total_at(last, till, shop, coupon_codes=[code]) == 27900
    after = last + timedelta(seconds=1)
    assert refused_at(after, till, shop, coupon_codes=[code]) == "coupons.expired"


def test_case_13_the_day_of_a_shop_that_closes_late_ends_when_it_closes(shop: Shop) -> None:
    org.change_store(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="人民路店",
        zone="Asia/Shanghai",
        cutover_hour=5,
        allows_negative_stock=False,
        address="",
        phone="",
    )
    till = sign_in(shop, life=timedelta(days=3650))
    ten_per_cent_off(shop, LAST_DAY)
    assert total_at(datetime(2027, 1, 1, 4, 59, 59, tzinfo=SHANGHAI), till, shop) == 26910
    assert total_at(datetime(2027, 1, 1, 5, 0, 0, tzinfo=SHANGHAI), till, shop) == 29900


def test_case_13_points_valid_to_31_december_are_spent_until_midnight(
    shop: Shop, till: Till
) -> None:
    rewards.set_earn_rule(actor=shop.boss, at=NOON, minor_per_point=100, expiry_years=0)
    member = shop.join()
    shop.sell(shop.order((shop.dress, 1), member_id=member))
    mine: dict[str, object] = {"member_id": str(member), "points": 200}
    assert total_at(LAST_SECOND, till, shop, **mine) == 29700
    assert total_at(NEXT_YEAR, till, shop, **mine) == 29900
    with time_machine.travel(NEXT_YEAR, tick=False):
        refused = till.post("/sales", till.sale((shop.dress, 1), total=29700, **mine))
    assert refused.code == "sales.total_changed"
    assert refused.body["data"]["quote"]["points_used"] == 0


def test_case_16_the_discount_is_that_of_the_level_on_the_day_of_the_sale(
    shop: Shop, till: Till
) -> None:
    gold = members.define_level(actor=shop.boss, at=NOON, name="金卡", rank=2, discount_bp=1000)
    member = shop.join()
    mine: dict[str, object] = {"member_id": str(member)}
    assert total_at(NOON, till, shop, **mine) == 29900
    rewards.change_level(actor=shop.boss, at=NOON, member_id=member, level_id=gold, reason="周年")
    assert total_at(NOON, till, shop, **mine) == 26910
    sold = till.post("/sales", till.sale((shop.dress, 1), total=26910, **mine))
    rewards.change_level(
        actor=shop.boss, at=NOON, member_id=member, level_id=shop.level_id, reason="更正"
    )
    sale = till.get(f"/sales/{sold.body['sale_id']}").body
    wanted = [{"line_id": sale["lines"][0]["line_id"], "quantity": 1}]
    asked = {"request_id": str(uuid4()), "sale_id": sold.body["sale_id"], "lines": wanted}
    assert till.post("/returns", asked).body["refund_minor"] == 26910


def test_case_16_spending_points_does_not_cost_a_level(shop: Shop, till: Till) -> None:
    gold = members.define_level(actor=shop.boss, at=NOON, name="金卡", rank=2, discount_bp=1000)
    member = shop.join()
    rewards.change_level(actor=shop.boss, at=NOON, member_id=member, level_id=gold, reason="周年")
    shop.sell(shop.order((shop.dress, 4), member_id=member))
    held = till.get(f"/members/{member}").body["points"]
    mine: dict[str, object] = {"member_id": str(member), "points": held}
    total = total_at(NOON, till, shop, **mine)
    sold = till.post("/sales", till.sale((shop.dress, 1), total=total, **mine))
    detail = till.get(f"/members/{member}").body
    assert detail["points"] == sold.body["points_earned"] < held
    assert detail["level"] == {"id": str(gold), "name": "金卡", "discount_bp": 1000}


def test_case_16_what_is_valid_to_31_december_ends_with_its_last_second(
    shop: Shop, till: Till
) -> None:
    """A promotion for one level, to the end of the year: not a day less, not a second more."""
    gold = members.define_level(actor=shop.boss, at=NOON, name="金卡", rank=2, discount_bp=0)
    offers.create_promotion(
        actor=shop.boss,
        at=NOON,
        kind="limited_time",
        name="金卡专享",
        starts_on=NOON.date(),
        ends_on=LAST_DAY,
        filters={"level_ids": [str(gold)]},
        config={"discount_bp": 1000},
    )
    member, other = shop.join(), shop.join("李雷")
    rewards.change_level(actor=shop.boss, at=NOON, member_id=member, level_id=gold, reason="周年")
    assert total_at(LAST_SECOND, till, shop, member_id=str(member)) == 26910
    assert total_at(LAST_SECOND.astimezone(UTC), till, shop, member_id=str(other)) == 29900
    assert total_at(NEXT_YEAR, till, shop, member_id=str(member)) == 29900
