"""Each member's purchases in one row, which the sales and returns keep."""

from datetime import date, timedelta
from uuid import UUID

from tests.support.books import broken
from tests.support.buyers import get_buyer
from tests.support.shop import NOON, TODAY, Shop

from tessera.members.models import Member
from tessera.sales import operations
from tessera.sales.models import Buyer


def kept(member: UUID) -> tuple[date | None, date | None, int, int, int]:
    buyer = get_buyer(member)
    return buyer.first_on, buyer.last_on, buyer.visits, buyer.spent_minor, buyer.pieces


def test_the_first_purchase_makes_the_row_and_the_next_ones_add_to_it(shop: Shop) -> None:
    member = shop.join()
    assert kept(member) == (None, None, 0, 0, 0)
    shop.sell(shop.order((shop.dress, 2), (shop.fee, 1), member_id=member))
    later = NOON + timedelta(days=3)
    shop.sell(shop.order((shop.dress, 1), member_id=member), at=later)
    assert kept(member) == (TODAY, TODAY + timedelta(days=3), 2, 3 * 29900 + 2000, 3)
    assert not broken()


def test_a_top_up_is_no_purchase_and_points_are_no_payment(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    assert not Buyer.objects.exists()
    shop.sell(shop.order((shop.dress, 2), member_id=member))
    shop.sell(shop.order((shop.dress, 1), member_id=member, points=500))
    assert kept(member)[2:] == (2, 3 * 29900 - 500, 3)
    assert not broken()


def test_a_stranger_leaves_no_row(shop: Shop) -> None:
    shop.sell(shop.order((shop.dress, 1)))
    assert not Buyer.objects.exists()


def test_a_return_takes_its_amount_and_pieces_back_and_not_the_visit(shop: Shop) -> None:
    member = shop.join()
    sold = shop.sell(shop.order((shop.dress, 2), (shop.fee, 1), member_id=member))
    shop.give_back(sold.sale_id, 1)
    assert kept(member) == (TODAY, TODAY, 1, 29900 + 2000, 1)
    shop.give_back(sold.sale_id, 1, 1)
    assert kept(member) == (TODAY, TODAY, 1, 0, 0)
    assert not broken()


def test_a_sale_that_is_entered_late_moves_the_first_day_and_not_the_last(shop: Shop) -> None:
    member = shop.join()
    order = shop.order((shop.dress, 1), member_id=member)
    shop.sell(order)
    shop.sell(order, at=NOON - timedelta(days=2))
    assert kept(member)[:3] == (TODAY - timedelta(days=2), TODAY, 2)
    assert not broken()


def test_after_a_merge_the_survivor_has_all_purchases_and_old_sales_come_back_to_it(
    shop: Shop,
) -> None:
    keep, gone = shop.join("王芳"), shop.join("王方")
    shop.sell(shop.order((shop.dress, 1), member_id=keep))
    old = shop.sell(shop.order((shop.dress, 2), member_id=gone), at=NOON - timedelta(days=9))
    Member.objects.filter(id=gone).update(merged_into=keep)
    operations.merge_buyers(keep=keep, gone=gone)
    assert kept(keep) == (TODAY - timedelta(days=9), TODAY, 2, 3 * 29900, 3)
    assert kept(gone) == kept(keep)
    shop.give_back(old.sale_id, 1)
    assert kept(keep)[3:] == (2 * 29900, 2)
    assert Buyer.objects.count() == 1
    assert not broken()


def test_who_never_bought_takes_over_the_purchases_of_the_member_that_is_merged(shop: Shop) -> None:
    keep, gone = shop.join("王芳"), shop.join("王方")
    shop.sell(shop.order((shop.dress, 1), member_id=gone))
    Member.objects.filter(id=gone).update(merged_into=keep)
    operations.merge_buyers(keep=keep, gone=gone)
    operations.merge_buyers(keep=keep, gone=gone)  # once more changes nothing
    assert kept(keep) == (TODAY, TODAY, 1, 29900, 1)
    assert not broken()
