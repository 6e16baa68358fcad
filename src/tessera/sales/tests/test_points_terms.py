"""A brand's terms of points as money at the till, and how a sale remembers them (law 7)."""

from dataclasses import replace
from uuid import UUID

from tests.support import pointing
from tests.support.shop import NOON, Shop

from tessera.pricing import Quote
from tessera.sales import usecases as sales
from tessera.sales.models import Sale
from tessera.sales.rules.order import Order, OrderLine
from tessera.wallet import usecases as wallet
from tessera.wallet.queries import get_balances
from tessera.wallet.usecases import SpendingTerms

FIFTH = SpendingTerms(points_step=100, cap_bp=2000)


def rich(shop: Shop, terms: SpendingTerms, points: int = 20_000) -> UUID:
    """A member with points, under these terms."""
    wallet.set_spending(actor=shop.boss, at=NOON, terms=terms)
    member = shop.join("李雪")
    pointing.give(member, points, store_id=shop.store_id, at=NOON)
    return member


def quote(shop: Shop, order: Order) -> Quote:
    return sales.quote(actor=shop.boss, at=NOON, store_id=shop.store_id, order=order)


def test_the_most_by_the_brands_terms_is_used_at_the_till_and_a_return_gives_it_back(
    shop: Shop,
) -> None:
    member = rich(shop, FIFTH)
    thing = shop.add("THING", 23570)
    sold = shop.sell(shop.order((thing, 1), member_id=member, points=20_000))
    assert sold.total_minor == 23570 - 4700
    assert get_balances(member).points == 20_000 - 4700 + sold.points_earned
    shop.give_back(sold.sale_id, 1)
    assert get_balances(member).points == 20_000


def test_a_sale_remembers_the_terms_that_its_points_were_spent_by(shop: Shop) -> None:
    member = rich(shop, FIFTH)
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member, points=500))
    wallet.set_spending(actor=shop.boss, at=NOON, terms=SpendingTerms(points_per_major=50))
    (kept,) = [one for one in Sale.objects.get(id=sold.sale_id).reasons if one["kind"] == "points"]
    assert (kept["version"], kept["points_per_major"], kept["step"]) == (1, 100, 100)
    assert (kept["amount_minor"], kept["most"], kept["cap_bp"]) == (500, 5900, 2000)


def test_a_sale_without_points_remembers_nothing_of_them(shop: Shop) -> None:
    member = rich(shop, FIFTH)
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member))
    assert Sale.objects.get(id=sold.sale_id).reasons == []


def test_goods_that_points_do_not_pay_for_stay_so_at_a_price_by_hand(shop: Shop) -> None:
    terms = SpendingTerms(excluded_sku_ids=(shop.dress,))
    member = rich(shop, terms)
    plain = shop.order((shop.dress, 1), member_id=member, points=1000)
    (line,) = plain.lines
    by_hand = replace(plain, lines=(OrderLine(line.key, line.sku_id, 1, price_minor=20000),))
    assert quote(shop, plain).points_used == quote(shop, by_hand).points_used == 0


def test_a_category_that_points_do_not_pay_for(shop: Shop) -> None:
    member = rich(shop, SpendingTerms(excluded_categories=("女装",)))
    assert quote(shop, shop.order((shop.dress, 1), member_id=member, points=1000)).points_used == 0


def test_new_terms_hold_from_the_next_quote_on(shop: Shop) -> None:
    member = rich(shop, SpendingTerms())
    order = shop.order((shop.dress, 1), member_id=member, points=10_000)
    assert quote(shop, order).points_used == 10_000
    wallet.set_spending(actor=shop.boss, at=NOON, terms=SpendingTerms(is_spendable=False))
    assert quote(shop, order).points_used == 0
