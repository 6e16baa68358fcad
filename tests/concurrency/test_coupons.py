"""One coupon at several tills (CASES 17)."""

from datetime import date

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
