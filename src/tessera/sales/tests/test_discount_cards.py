"""Cards that take something off, at the till."""

from datetime import timedelta

from tests.support.books import broken
from tests.support.shop import NOON, Shop

from tessera.sales.tests.test_passes import earned, left, sold
from tessera.wallet import usecases as wallet
from tessera.wallet.rules.cards import Group, Terms

TENTH = Terms(discount_bp=1000, days=365, discount_group=Group(categories=("女装",)))


def test_a_discount_card_takes_its_part_off_from_the_next_cart_on(shop: Shop) -> None:
    member = shop.join()
    order = shop.order((shop.dress, 1), (shop.fee, 1), member_id=member)
    assert shop.total_of(order) == 31900
    sold(shop, member, terms=TENTH, price_minor=36500)
    assert shop.total_of(order) == 31900 - 2990
    assert shop.total_of(shop.order((shop.dress, 1))) == 29900
    shop.sell(order)
    assert not broken()


def test_it_takes_nothing_off_after_its_last_day_or_while_it_is_paused(shop: Shop) -> None:
    member = shop.join()
    card = sold(shop, member, terms=TENTH)
    order = shop.order((shop.dress, 1), member_id=member)
    assert shop.total_of(order, NOON + timedelta(days=364)) == 26910
    assert shop.total_of(order, NOON + timedelta(days=365)) == 29900
    wallet.pause_card(actor=shop.boss, at=NOON, card_id=card.id, reason="休养")
    assert shop.total_of(order) == 29900


def test_its_price_is_earned_by_the_day_or_at_once_if_it_never_ends(shop: Shop) -> None:
    card = sold(shop, shop.join(), terms=TENTH, price_minor=36500)
    assert (earned(shop), left(card)) == (0, (0, 36500))
    endless = sold(
        shop, shop.join(), terms=Terms(discount_bp=500), price_minor=9900, style="ENDLESS"
    )
    assert (earned(shop), left(endless)) == (9900, (0, 0))
    assert not broken()


def test_a_card_of_uses_and_a_discount_does_both(shop: Shop) -> None:
    member = shop.join()
    terms = Terms(paid_uses=5, discount_bp=1000)
    card = sold(shop, member, terms=terms, price_minor=50000)
    assert left(card) == (5, 50000)
    assert shop.total_of(shop.order((shop.dress, 1), member_id=member)) == 26910
