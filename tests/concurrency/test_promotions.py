"""The last use of a promotion at several tills."""

from datetime import date

from tessera.offers import usecases as offers
from tessera.offers.models import PromotionCount
from tessera.sales.models import Sale
from tests.support.arena import at_once, deed, told
from tests.support.books import broken
from tests.support.shop import NOON, Shop


def limit(shop: Shop, **limits: int) -> None:
    """Half price in March, within these limits."""
    offers.create_promotion(
        actor=shop.boss,
        at=NOON,
        kind="limited_time",
        name="半价",
        starts_on=date(2026, 3, 1),
        ends_on=date(2026, 3, 31),
        config={"discount_bp": 5000},
        limits=limits,
    )


def test_the_last_use_of_a_promotion_at_two_tills_at_once_is_given_once(shop: Shop) -> None:
    limit(shop, uses=1)
    order = shop.order((shop.dress, 1))
    tills = [shop, shop.another_till("T2")]
    answers = at_once([deed(till.sell, order, ("cash", 14950), total=14950) for till in tills])
    assert sorted(one.refused for one in answers) == ["", "sales.total_changed"], told(answers)
    assert PromotionCount.objects.get().uses == Sale.objects.count() == 1
    assert not broken()


def test_three_pieces_at_a_price_are_sold_to_three_of_six_tills_at_once(shop: Shop) -> None:
    limit(shop, units=3)
    order = shop.order((shop.dress, 1))
    tills = [shop, *(shop.another_till(f"T{number}") for number in range(2, 7))]
    answers = at_once([deed(till.sell, order, ("cash", 14950), total=14950) for till in tills])
    codes = sorted(one.fault or one.refused for one in answers)
    assert codes == [""] * 3 + ["sales.total_changed"] * 3, told(answers)
    assert PromotionCount.objects.get().units == Sale.objects.count() == 3
    assert not broken()
