from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.offers import operations, queries
from tessera.offers.models import Coupon, CouponUse, PromotionCount
from tessera.offers.queries import CouponFacts
from tessera.offers.tests.conftest import AT, Shop
from tessera.platform import reads
from tessera.platform.batch import Batch

DAY = date(2028, 2, 25)


def _read(code: str, member_id: UUID | None) -> CouponFacts:
    found = reads.gather({"coupons": queries.select_coupons([code])})
    (coupon,) = queries.coupons_of(found["coupons"], asked=[code], member_id=member_id, on=DAY)
    return coupon


def _use(coupon: CouponFacts, document_id: UUID | None = None) -> None:
    batch = Batch()
    operations.use_coupon(
        batch, coupon=coupon, document_id=document_id or uuid7(), amount_minor=2000, at=AT
    )
    with transaction.atomic():
        batch.flush()


def test_a_use_is_counted_and_says_what_it_gave(shop: Shop) -> None:
    sale_id = uuid7()
    _use(_read(shop.coupon(), shop.member_id), sale_id)
    use = CouponUse.objects.get()
    assert (use.document_id, use.amount_minor, use.at) == (sale_id, 2000, AT)
    assert Coupon.objects.get().uses == 1


def test_a_used_coupon_is_refused_on_the_next_sale(shop: Shop) -> None:
    code = shop.coupon()
    _use(_read(code, shop.member_id))
    with pytest.raises(DomainError) as refusal:
        _read(code, shop.member_id)
    assert refusal.value.code == "coupons.used"
    assert CouponUse.objects.count() == 1


def test_who_read_before_another_used_the_coupon_is_stopped_by_the_row(shop: Shop) -> None:
    coupon = _read(shop.coupon(), shop.member_id)
    _use(coupon)
    with pytest.raises(IntegrityError, match="coupon_uses_within_limit"):
        _use(coupon)
    assert Coupon.objects.get().uses == 1
    assert CouponUse.objects.count() == 1


def test_a_coupon_for_three_is_used_three_times_and_no_more(shop: Shop) -> None:
    code = shop.coupon(member_id=None, uses_limit=3)
    for _ in range(3):
        _use(_read(code, None))
    with pytest.raises(DomainError) as refusal:
        _read(code, None)
    assert refusal.value.code == "coupons.used"
    assert Coupon.objects.get().uses == CouponUse.objects.count() == 3


def test_one_document_uses_a_coupon_once(shop: Shop) -> None:
    code, sale_id = shop.coupon(uses_limit=3), uuid7()
    _use(_read(code, shop.member_id), sale_id)
    with pytest.raises(IntegrityError):
        _use(_read(code, shop.member_id), sale_id)
    assert Coupon.objects.get().uses == 1


def test_facts_that_are_used_up_put_nothing_into_the_batch(shop: Shop) -> None:
    coupon = _read(shop.coupon(), shop.member_id)
    _use(coupon)
    used = queries.CouponFacts(
        **{name: getattr(coupon, name) for name in CouponFacts.__slots__} | {"uses": 1}
    )
    batch = Batch()
    with pytest.raises(DomainError) as refusal:
        operations.use_coupon(batch, coupon=used, document_id=uuid7(), amount_minor=1, at=AT)
    assert refusal.value.code == "coupons.used"
    batch.flush()
    assert CouponUse.objects.count() == 1


def test_who_was_two_members_has_used_what_both_did(shop: Shop) -> None:
    both, one = shop.promote(), shop.promote()
    for promotion_id, member_id, uses in (
        (both, shop.member_id, 1),
        (both, shop.other_member_id, 1),
        (one, shop.other_member_id, 1),
    ):
        PromotionCount.objects.create(
            promotion_id=promotion_id, scope=f"member:{member_id}", uses=uses, most_uses=1
        )
    batch = Batch()
    operations.hand_over(batch, gone_id=shop.other_member_id, keep_id=shop.member_id)
    batch.flush()
    counts = PromotionCount.objects.filter(scope=f"member:{shop.member_id}")
    assert dict(counts.values_list("promotion_id", "uses")) == {both: 2, one: 1}
