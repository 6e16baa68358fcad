"""Each proof about stock and coupons is broken on purpose."""

from uuid import uuid4

import pytest
from django.db.models import F, QuerySet

from tessera.kernel.ids import uuid7
from tessera.offers.models import Coupon, CouponKind, CouponUse
from tessera.ops.tests.conftest import Day, assert_broken, unguard
from tessera.stock.models import Movement, Stock

pytestmark = pytest.mark.usefixtures("spoiling")


def test_stock_that_differs_from_its_movements(day: Day) -> None:
    Stock.objects.filter(sku=day.shop.dress).update(on_hand=F("on_hand") + 1)

    assert_broken(day.shop.dress, "stock.on_hand")


def test_stock_that_never_moved(day: Day) -> None:
    Stock.objects.create(store_id=day.shop.store_id, sku_id=day.shop.fee, on_hand=0)

    assert_broken(day.shop.fee, "stock.on_hand")


def test_movements_of_stock_that_is_not_kept_even_if_they_cancel_each_other(day: Day) -> None:
    seen = Movement.objects.filter(kind="purchase").earliest("id")
    for quantity in (1, -1):
        Movement.objects.create(
            store_id=seen.store_id,
            sku_id=day.shop.fee,
            quantity=quantity,
            kind="adjustment",
            document_id=uuid4(),
            business_on=seen.business_on,
            at=seen.at,
        )

    assert_broken(day.shop.fee, "stock.on_hand")


def test_stock_below_its_floor(day: Day) -> None:
    unguard(Stock, "stock_on_hand_at_least_floor")
    Stock.objects.filter(sku=day.shop.dress).update(floor=F("on_hand") + 1)

    assert_broken(Stock.objects.get(sku=day.shop.dress).id, "stock.floors")


def the_coupon(day: Day) -> QuerySet[Coupon]:
    """The one that took something off; another fetched a mug."""
    return Coupon.objects.filter(used__document_id=day.mixed.sale_id)


def the_use(day: Day) -> QuerySet[CouponUse]:
    return CouponUse.objects.filter(document_id=day.mixed.sale_id)


def test_a_coupon_that_forgot_its_use(day: Day) -> None:
    the_coupon(day).update(uses=0)

    assert_broken(the_coupon(day).get().id, "offers.uses")


def test_a_coupon_used_beyond_its_limit(day: Day) -> None:
    unguard(Coupon, "coupon_uses_within_limit")
    the_coupon(day).update(uses_limit=0)

    assert_broken(the_coupon(day).get().id, "offers.uses")


def test_a_member_with_more_of_a_coupon_than_a_member_might_have(day: Day) -> None:
    row = the_coupon(day).get()
    row.pk, row.code, row.cause, row.uses, row.most = uuid7(), "CTWICE", None, 0, 1
    row.issued_to = the_coupon(day).get().issued_to
    row.save(force_insert=True)

    assert_broken(row.id, "offers.limits")


def test_more_coupons_out_than_there_are_to_be(day: Day) -> None:
    row = the_coupon(day).get()
    CouponKind.objects.filter(id=row.kind_id).update(total_limit=1)
    row.pk, row.code, row.cause, row.uses = uuid7(), "CTWICE", None, 0
    row.save(force_insert=True)

    assert_broken(row.kind_id, "offers.totals")


def test_a_use_of_a_coupon_without_a_sale(day: Day) -> None:
    use = the_use(day).get()
    the_use(day).update(document_id=uuid4())

    assert_broken(use.id, "sales.coupons")


def test_a_coupon_that_gave_more_than_the_sale_was_reduced_by(day: Day) -> None:
    the_use(day).update(amount_minor=F("amount_minor") + 1)

    assert_broken(the_use(day).get().id, "sales.coupons")
