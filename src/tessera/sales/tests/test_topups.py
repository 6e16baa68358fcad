"""Top-ups in company: with goods and with each other."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from tests.support import bonus
from tests.support.books import broken
from tests.support.shop import NOON, TODAY, Shop

from tessera.kernel.errors import DomainError
from tessera.ledger.models import Lot
from tessera.sales.models import Return, Sale
from tessera.sales.usecases import PostedReturn
from tessera.stock.queries import on_hand
from tessera.wallet import usecases as wallet
from tessera.wallet.queries import get_balances


@pytest.fixture
def larger(shop: Shop) -> UUID:
    """Top up 1,000, get 120."""
    sku_id = shop.add("TOPUP1000", 100000, kind="topup")
    wallet.set_plan(
        actor=shop.boss, at=NOON, sku_id=sku_id, principal_minor=100000, bonus_minor=12000
    )
    return sku_id


def stored(member_id: UUID) -> tuple[int, int]:
    """The member's principal and bonus."""
    held = get_balances(member_id)
    return held.principal_minor, held.bonus_minor


def refunds(back: PostedReturn) -> dict[str, int]:
    """What went back, by the kind of tender."""
    return {part.kind: part.amount_minor for part in back.refunds}


def refused(shop: Shop, work: Callable[[], object]) -> str:
    """Do ``work``, which must be refused and change nothing; the refusal's code."""
    before = Return.objects.count(), on_hand(shop.store_id, [shop.dress])
    with pytest.raises(DomainError) as caught:
        work()
    assert (Return.objects.count(), on_hand(shop.store_id, [shop.dress])) == before
    assert not broken()
    return caught.value.code


def topped_up_and_dressed(shop: Shop, member_id: UUID) -> UUID:
    """A sale of a top-up for cash and a dress from what was topped up before."""
    shop.top_up(member_id)
    order = shop.order((shop.topup, 1), (shop.dress, 1), member_id=member_id)
    return shop.sell(order, ("wallet", 29900), ("cash", 50000)).sale_id


def test_two_top_ups_of_one_sale_can_be_spent_to_the_last_fen(shop: Shop, larger: UUID) -> None:
    member, coat = shop.join(), shop.add("COAT", 167000)
    shop.sell(shop.order((shop.topup, 1), (larger, 1), member_id=member))
    assert stored(member) == (150000, 17000)
    shop.sell(shop.order((coat, 1), member_id=member), ("wallet", 167000))
    assert stored(member) == (0, 0)
    assert not broken()


def test_two_top_ups_of_one_sale_shrink_together(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.topup, 1), (shop.topup, 1), member_id=member))
    shop.sell(shop.order((shop.dress, 2), member_id=member), ("wallet", 55000), ("cash", 4800))
    assert stored(member) == (50000, 5000)
    assert not broken()


def test_bonus_that_ends_is_spent_before_money_that_never_does(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    until = TODAY + timedelta(days=5)
    bonus.give(member, 2000, store_id=shop.store_id, at=NOON, until=until)
    shop.sell(shop.order((shop.fee, 1), member_id=member), ("wallet", 2000))
    assert stored(member) == (50000, 5000)
    assert Lot.objects.get(account__owner=member, expires_on=until).remaining == 0
    assert not broken()


def test_the_top_ups_of_a_sale_come_back_together(shop: Shop, larger: UUID) -> None:
    member = shop.join()
    sold = shop.sell(shop.order((shop.topup, 1), (larger, 1), member_id=member))
    assert refused(shop, lambda: shop.give_back(sold.sale_id, 1)) == "returns.topups_together"
    assert refunds(shop.give_back(sold.sale_id, 1, 1)) == {"cash": 150000}
    assert stored(member) == (0, 0)


def test_a_top_up_comes_back_as_the_money_that_it_was_bought_with(shop: Shop) -> None:
    member = shop.join()
    sale_id = topped_up_and_dressed(shop, member)
    assert refunds(shop.give_back(sale_id, 1, 0)) == {"cash": 50000}
    assert refunds(shop.give_back(sale_id, 0, 1)) == {"wallet": 29900}
    assert stored(member) == (50000, 5000)
    assert not broken()


def test_goods_from_stored_value_do_not_draw_out_the_money_of_a_top_up(shop: Shop) -> None:
    member = shop.join()
    sale_id = topped_up_and_dressed(shop, member)
    assert refunds(shop.give_back(sale_id, 0, 1)) == {"wallet": 29900}
    assert stored(member) == (100000, 10000)
    assert refunds(shop.give_back(sale_id, 1, 0)) == {"cash": 50000}
    assert stored(member) == (50000, 5000)
    assert not broken()


def test_a_top_up_and_goods_that_come_back_at_once_go_each_their_own_way(shop: Shop) -> None:
    member = shop.join()
    sale_id = topped_up_and_dressed(shop, member)
    assert refunds(shop.give_back(sale_id, 1, 1)) == {"cash": 50000, "wallet": 29900}
    assert stored(member) == (50000, 5000)
    assert not broken()


def test_a_top_up_without_a_plan_still_needs_a_member(shop: Shop) -> None:
    gift = shop.add("TOPUP100", 10000, kind="topup")
    with pytest.raises(DomainError) as caught:
        shop.sell(shop.order((gift, 1)))
    assert caught.value.code == "sales.member_needed"
    assert not Sale.objects.exists()
    member = shop.join()
    shop.sell(shop.order((gift, 1), member_id=member))
    assert stored(member) == (10000, 0)
    assert not broken()
