"""One coupon at several tills (CASES 17)."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from tessera.offers import operations
from tessera.offers import usecases as offers
from tessera.offers.models import Coupon, CouponUse
from tests.support.arena import at_once, deed, told
from tests.support.books import broken
from tests.support.shop import NOON, Shop


def issue(shop: Shop, uses_limit: int) -> str:
    """A coupon for whoever carries it: 20.00 off from 100.00."""
    kind_id = offers.create_coupon_kind(
        actor=shop.boss, at=NOON, name="满减券", threshold_minor=10000, amount_minor=2000
    )
    return offers.issue_coupon(
        actor=shop.boss,
        at=NOON,
        kind_id=kind_id,
        starts_on=date(2026, 3, 1),
        ends_on=date(2026, 3, 31),
        uses_limit=uses_limit,
    )


def test_case_17_a_single_use_coupon_at_two_tills_at_once_is_used_once(shop: Shop) -> None:
    code = issue(shop, 1)
    order = shop.order((shop.dress, 1), coupons=(code,))
    tills = [shop, shop.another_till("T2")]
    answers = at_once([deed(till.sell, order, ("cash", 27900), total=27900) for till in tills])
    assert sorted(answer.refused for answer in answers) == ["", "coupons.used"], told(answers)
    assert Coupon.objects.get(code=code).uses == CouponUse.objects.count() == 1
    assert not broken()


def test_case_17_a_coupon_for_three_uses_is_redeemed_three_times_by_ten_tills_at_once(
    shop: Shop,
) -> None:
    code = issue(shop, 3)
    order = shop.order((shop.dress, 1), coupons=(code,))
    tills = [shop, *(shop.another_till(f"T{number}") for number in range(2, 11))]
    answers = at_once([deed(till.sell, order, ("cash", 27900), total=27900) for till in tills])
    codes = [answer.fault or answer.refused for answer in answers]
    assert sorted(codes) == [""] * 3 + ["coupons.used"] * 7, told(answers)
    assert Coupon.objects.get(code=code).uses == CouponUse.objects.count() == 3
    assert not broken()


def hold(ticket_id: UUID, code: str) -> None:
    """Put a ticket aside that has the coupon."""
    until = NOON + timedelta(hours=1)
    with transaction.atomic():
        operations.hold_coupons(ticket_id=ticket_id, codes=[code], until=until, at=NOON)


def test_case_10_a_coupon_that_came_back_with_its_sale_is_used_once_more_at_two_tills(
    shop: Shop,
) -> None:
    kind_id = offers.create_coupon_kind(
        actor=shop.boss,
        at=NOON,
        name="满减券",
        threshold_minor=10000,
        amount_minor=2000,
        issuing=offers.Issuing(valid_days=7, gives_back="whole"),
    )
    code = offers.issue_coupon(actor=shop.boss, at=NOON, kind_id=kind_id)
    order = shop.order((shop.dress, 1), coupons=(code,))
    sold = shop.sell(order)
    shop.give_back(sold.sale_id, 1)
    tills = [shop, shop.another_till("T2")]
    answers = at_once([deed(till.sell, order, ("cash", 27900), total=27900) for till in tills])
    assert sorted(answer.refused for answer in answers) == ["", "coupons.used"], told(answers)
    assert Coupon.objects.get(code=code).uses == 1
    assert CouponUse.objects.count() == 2
    assert not broken()


def test_case_17_a_coupon_is_held_for_a_ticket_or_used_by_another_till_but_not_both(
    shop: Shop,
) -> None:
    code, ticket = issue(shop, 1), uuid4()
    order = shop.order((shop.dress, 1), coupons=(code,))
    answers = at_once(
        [deed(hold, ticket, code), deed(shop.sell, order, ("cash", 27900), total=27900)]
    )
    codes = sorted(answer.fault or answer.refused for answer in answers)
    row = Coupon.objects.get(code=code)
    assert codes[0] == "", told(answers)
    assert (codes[1], row.uses, row.held_by) in {
        ("coupons.used", 1, None),
        ("coupons.held", 0, ticket),
    }
    assert not broken()
