"""Points over a sale's life: earned once, spent, given back, clawed back."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tessera.ledger.queries import list_lots
from tessera.rewards import usecases as rewards
from tessera.rewards.models import Earning
from tessera.sales import queries as sale_queries
from tessera.sales import usecases as sales
from tessera.sales.rules.order import TenderOffer
from tessera.sales.usecases import Wanted
from tessera.wallet import places as held
from tessera.wallet.queries import get_balances
from tests.support.books import broken
from tests.support.shop import NOON, Shop
from tests.support.till import Till


def test_a_walk_in_earns_nothing(shop: Shop) -> None:
    sold = shop.sell(shop.order((shop.dress, 2)))
    assert (sold.points_earned, sold.points) == (0, None)
    assert not Earning.objects.exists()


def test_case_06_fees_and_points_earn_nothing_and_only_money_for_goods_does(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 4), member_id=member))
    held = get_balances(member).points
    assert held == 4 * 299
    order = shop.order((shop.dress, 1), (shop.fee, 1), member_id=member, points=1000)
    sold = shop.sell(order)
    assert sold.total_minor == 29900 + 2000 - 1000
    # 1000 points paid 10.00 of the dress; the fee earns nothing.
    assert sold.points_earned == 289
    assert get_balances(member).points == held - 1000 + 289


def test_case_05_a_sale_earns_once_for_ever(shop: Shop) -> None:
    member, request_id = shop.join(), uuid4()
    order = shop.order((shop.dress, 1), member_id=member)
    first = shop.sell(order, request_id=request_id)
    again = shop.sell(order, request_id=request_id)
    assert again == first
    assert get_balances(member).points == 299


def test_case_05_no_second_earning_of_a_sale_can_be_written(shop: Shop) -> None:
    member = shop.join()
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member))
    earned = Earning.objects.values().get(sale_id=sold.sale_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Earning.objects.create(**earned)
    assert Earning.objects.count() == 1


def test_case_05_by_http_a_sale_earns_once_however_often_it_is_sent(shop: Shop, till: Till) -> None:
    member = shop.join()
    request = till.sale((shop.dress, 1), total=29900, member_id=str(member))
    answers = [till.post("/sales", request).body for _ in range(3)]
    assert [answer["points_earned"] for answer in answers] == [299, 299, 299]
    assert till.get(f"/members/{member}/balances").body["points"] == 299
    assert Earning.objects.count() == 1


def test_case_06_by_http_neither_coupon_nor_points_nor_fee_earn(shop: Shop, till: Till) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 4), member_id=member))
    asked = {
        "member_id": str(member),
        "coupon_codes": [shop.coupon(member)],
        "points": 1000,
    }
    cart = ((shop.dress, 1), (shop.fee, 1))
    quoted = till.post("/quote", till.cart(*cart, **asked)).body
    assert quoted["total_minor"] == 29900 - 2000 - 1000 + 2000
    sold = till.post("/sales", till.sale(*cart, total=quoted["total_minor"], **asked)).body
    assert sold["points_earned"] == quoted["points_to_earn"] == 269


def test_the_quote_knows_what_the_level_makes_of_points(shop: Shop, till: Till) -> None:
    member = shop.join()
    terms = rewards.LevelTerms(points_bp=15000)
    rewards.set_level_rule(actor=shop.boss, at=NOON, level_id=shop.level_id, terms=terms)
    cart, asked = ((shop.dress, 1),), {"member_id": str(member)}
    quoted = till.post("/quote", till.cart(*cart, **asked)).body
    sold = till.post("/sales", till.sale(*cart, total=29900, **asked)).body
    assert sold["points_earned"] == quoted["points_to_earn"] == 448
    assert till.post("/quote", till.cart(*cart)).body["points_to_earn"] == 0


def test_case_08_spent_points_come_back_with_their_old_expiry(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 4), member_id=member))
    (before,) = list_lots(held.points(member))
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member, points=1000))
    back = shop.give_back(sold.sale_id, 1)
    assert (back.points_back, back.points_clawed) == (1000, 289)
    (after,) = list_lots(held.points(member))
    assert (after.id, after.remaining, after.expires_on) == (
        before.id,
        before.remaining,
        before.expires_on,
    )


def test_points_of_a_lapsed_lot_come_back_for_thirty_days(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 4), member_id=member))
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member, points=1000))
    years_later = datetime(2028, 2, 1, 4, 0, tzinfo=UTC)
    shop.give_back(sold.sale_id, 1, at=years_later)
    fresh = [lot for lot in list_lots(held.points(member)) if lot.earned_at == years_later]
    assert [(lot.amount, str(lot.expires_on)) for lot in fresh] == [(1000, "2028-03-01")]


def test_case_07_ten_partial_returns_claw_back_what_one_full_return_would(shop: Shop) -> None:
    member = shop.join()
    odd = shop.add("ODD", 1999)
    one = shop.sell(shop.order((odd, 10), member_id=member))
    other = shop.sell(shop.order((odd, 10), member_id=member))
    parts = [shop.give_back(one.sale_id, 1) for _ in range(10)]
    whole = shop.give_back(other.sale_id, 10)
    assert sum(part.points_clawed for part in parts) == whole.points_clawed == 199
    assert sum(part.refund_minor for part in parts) == whole.refund_minor == 19990
    assert get_balances(member).points == 0


def test_case_07_buying_spending_and_returning_leaves_a_debt_that_earnings_fill(shop: Shop) -> None:
    member = shop.join()
    first = shop.sell(shop.order((shop.dress, 1), member_id=member))
    shop.sell(shop.order((shop.fee, 1), (shop.dress, 1), member_id=member, points=299))
    shop.give_back(first.sale_id, 1)
    balances = get_balances(member)
    # 299 were earned and spent; the second sale earned 296; the return takes 299 back.
    assert balances.points - balances.points_debt == 296 - 299
    shop.sell(shop.order((shop.dress, 1), member_id=member))
    balances = get_balances(member)
    assert (balances.points, balances.points_debt) == (296, 0)


def test_case_19_the_clawback_follows_the_rule_of_the_sale(shop: Shop) -> None:
    member = shop.join()
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member))
    rewards.set_earn_rule(actor=shop.boss, at=NOON, minor_per_point=50, expiry_years=1)
    assert shop.sell(shop.order((shop.dress, 1), member_id=member)).points_earned == 598
    assert shop.give_back(sold.sale_id, 1).points_clawed == 299


def test_case_19_an_exchange_takes_back_by_the_old_rule_and_gives_by_todays(shop: Shop) -> None:
    member, coat = shop.join(), shop.add("COAT", 49900)
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member))
    (line,) = sale_queries.get_sale(actor=shop.boss, sale_id=sold.sale_id).lines
    rewards.set_earn_rule(actor=shop.boss, at=NOON, minor_per_point=50, expiry_years=1)
    done = sales.exchange_goods(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        sale_id=sold.sale_id,
        lines=[Wanted(line.line_id, 1)],
        order=shop.order((coat, 1), member_id=member),
        tenders=[TenderOffer("cash", 20000)],
        expected_refund_minor=29900,
        expected_total_minor=49900,
    )
    assert (done.back.points_clawed, done.sale.points_earned) == (299, 998)
    assert get_balances(member).points == 998
    assert not broken()
