"""Completing a sale, and every way in which it is refused."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

import pytest
from tests.support.shop import NOON, Shop, open_shop

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.ledger.models import Entry, Lot, Posting
from tessera.ledger.queries import get_balance
from tessera.offers import usecases as offers
from tessera.platform.models import AuditRow, RequestRecord
from tessera.sales import places
from tessera.sales.models import Sale, SaleLine, Tender
from tessera.stock.models import Movement, Stock
from tessera.stock.queries import on_hand
from tessera.wallet.queries import get_balances

TABLES = (Sale, SaleLine, Tender, Entry, Posting, Lot, Movement, RequestRecord, AuditRow)


def counts() -> list[int]:
    return [model._base_manager.count() for model in TABLES]


def refused(work: Callable[[], object]) -> DomainError:
    """Do ``work``, which must be refused and change nothing."""
    before, stock = counts(), list(Stock.objects.order_by("id").values())
    with pytest.raises(DomainError) as caught:
        work()
    assert counts() == before
    assert list(Stock.objects.order_by("id").values()) == stock
    return caught.value


def test_a_dress_is_sold_for_cash_with_change(shop: Shop) -> None:
    member = shop.join()
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member), ("cash", 30000), total=29900)
    assert (sold.total_minor, sold.change_minor, sold.points_earned) == (29900, 100, 299)
    assert sold.number == "S1-T1-260310-0001"
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 99}
    assert get_balance(places.tender(shop.till_id, "cash", "CNY")) == -29900
    assert get_balance(places.revenue(shop.store_id, "CNY")) == 29900
    assert get_balances(member).points == 299


def test_numbers_run_per_till_and_business_day(shop: Shop) -> None:
    late = datetime(2026, 3, 10, 15, 59, 59, tzinfo=UTC)
    midnight = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)
    numbers = [
        shop.sell(shop.order((shop.dress, 1)), at=at).number for at in (NOON, late, midnight)
    ]
    assert numbers == ["S1-T1-260310-0001", "S1-T1-260310-0002", "S1-T1-260311-0001"]


def test_a_top_up_credits_principal_and_bonus_and_earns_nothing(shop: Shop) -> None:
    member = shop.join()
    sold = shop.top_up(member)
    assert (sold.principal_minor, sold.bonus_minor, sold.points_earned) == (50000, 5000, 0)
    assert get_balance(places.revenue(shop.store_id, "CNY")) == 0


def test_a_mixed_payment_takes_principal_and_bonus_in_proportion(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    sold = shop.sell(
        shop.order((shop.dress, 1), member_id=member), ("wallet", 11000), ("card", 18900)
    )
    assert (sold.principal_minor, sold.bonus_minor) == (40000, 4000)
    assert get_balance(places.tender(shop.till_id, "card", "CNY")) == -18900


def test_case_04_the_second_confirm_answers_with_the_first_sale(shop: Shop) -> None:
    request_id, order = uuid4(), shop.order((shop.dress, 100))
    first = shop.sell(order, total=2990000, request_id=request_id)
    before = counts()
    # Nothing is left in stock, so doing it again would be refused: the first answer comes back.
    assert shop.sell(order, total=2990000, request_id=request_id) == first
    assert counts() == before


def test_the_same_request_with_another_content_is_refused(shop: Shop) -> None:
    request_id = uuid4()
    shop.sell(shop.order((shop.dress, 1)), request_id=request_id)
    error = refused(lambda: shop.sell(shop.order((shop.dress, 2)), request_id=request_id))
    assert error.code == "request.reused"


def test_case_10_a_coupon_is_used_once(shop: Shop) -> None:
    member = shop.join()
    code = shop.coupon(member)
    order = shop.order((shop.dress, 1), member_id=member, coupons=(code,))
    assert shop.sell(order).total_minor == 27900
    error = refused(lambda: shop.sell(order, total=27900))
    assert error.code == "coupons.used"


def test_case_13_a_coupon_is_valid_through_its_last_business_day(shop: Shop) -> None:
    code = shop.coupon(None)
    order = shop.order((shop.dress, 1), coupons=(code,))
    last_second = datetime(2026, 3, 31, 15, 59, 59, tzinfo=UTC)
    error = refused(
        lambda: shop.sell(order, total=27900, at=datetime(2026, 3, 31, 16, 0, tzinfo=UTC))
    )
    assert error.code == "coupons.expired"
    assert shop.sell(order, at=last_second).total_minor == 27900


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("unknown sku", "products.not_found"),
        ("unknown member", "members.not_found"),
        ("unknown coupon", "coupons.not_found"),
        ("another's coupon", "coupons.not_yours"),
        ("coupon below threshold", "coupons.below_threshold"),
        ("changed total", "sales.total_changed"),
        ("too little money", "sales.underpaid"),
        ("too much by card", "sales.overpaid"),
        ("wallet of a walk-in", "sales.member_needed"),
        ("wallet without balance", "wallet.insufficient"),
        ("topup without member", "sales.member_needed"),
        ("too much stock", "stock.insufficient"),
        ("empty cart", "sales.empty"),
        ("no pieces", "sales.quantity_invalid"),
    ],
)
def test_bad_input_is_refused_and_writes_nothing(shop: Shop, case: str, code: str) -> None:
    member, stranger = shop.join(), shop.join("李雷")
    dress = shop.dress
    stolen, dear = shop.coupon(stranger), shop.coupon(member, threshold=99900)
    works: dict[str, Callable[[], object]] = {
        "unknown sku": lambda: shop.sell(shop.order((uuid4(), 1)), total=1),
        "unknown member": lambda: shop.sell(shop.order((dress, 1), member_id=uuid4()), total=1),
        "unknown coupon": lambda: shop.sell(shop.order((dress, 1), coupons=("CNOPE",)), total=1),
        "another's coupon": lambda: shop.sell(
            shop.order((dress, 1), member_id=member, coupons=(stolen,)), total=27900
        ),
        "coupon below threshold": lambda: shop.sell(
            shop.order((dress, 1), member_id=member, coupons=(dear,)), total=29900
        ),
        "changed total": lambda: shop.sell(shop.order((dress, 1)), total=29800),
        "too little money": lambda: shop.sell(shop.order((dress, 1)), ("cash", 29899)),
        "too much by card": lambda: shop.sell(shop.order((dress, 1)), ("card", 29901)),
        "wallet of a walk-in": lambda: shop.sell(shop.order((dress, 1)), ("wallet", 29900)),
        "wallet without balance": lambda: shop.sell(
            shop.order((dress, 1), member_id=member), ("wallet", 29900)
        ),
        "topup without member": lambda: shop.sell(shop.order((shop.topup, 1))),
        "too much stock": lambda: shop.sell(shop.order((dress, 101)), total=101 * 29900),
        "empty cart": lambda: shop.sell(shop.order(), total=0),
        "no pieces": lambda: shop.sell(shop.order((dress, 0)), total=0),
    }
    assert refused(works[case]).code == code


def test_a_changed_total_comes_with_the_new_quote(shop: Shop) -> None:
    error = refused(lambda: shop.sell(shop.order((shop.dress, 1)), total=100))
    assert error.data["quote"]["total_minor"] == error.data["total_minor"] == 29900


def test_more_points_than_held_are_not_taken(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 1), member_id=member))
    order = shop.order((shop.dress, 1), member_id=member, points=300)
    error = refused(lambda: shop.sell(order, total=29900 - 300))
    assert error.code in {"sales.total_changed", "points.insufficient"}
    assert get_balances(member).points == 299


def test_a_store_may_allow_negative_stock(db: None) -> None:
    shop = open_shop(negative_stock=True)
    shop.sell(shop.order((shop.dress, 101)))
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: -1}


def test_without_the_permission_or_beyond_the_store_nothing_is_sold(shop: Shop) -> None:
    nobody = Actor("staff", uuid4(), "路人", "guide", frozenset())
    elsewhere = Actor(
        "staff", uuid4(), "隔壁", "cashier", shop.boss.permissions, frozenset({uuid4()})
    )
    order = shop.order((shop.dress, 1))
    for actor in (nobody, elsewhere):
        error = refused(partial(shop.sell, order, total=29900, actor=actor))
        assert error.code == "permission.denied"


def test_a_total_is_rounded_off_as_the_brand_says(shop: Shop) -> None:
    offers.set_price_policy(actor=shop.boss, at=NOON, rounding="drop_jiao")
    odd = shop.add("ODD", 12867)
    sold = shop.sell(shop.order((odd, 1)))
    assert sold.total_minor == 12800
    assert get_balance(places.revenue(shop.store_id, "CNY")) == 12800
