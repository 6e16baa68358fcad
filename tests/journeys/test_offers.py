"""Coupons and promotions from the quote to the return, asked by HTTP."""

from uuid import UUID, uuid4

from tessera.offers import usecases as offers
from tessera.offers.models import Coupon, CouponUse
from tessera.stock.queries import on_hand
from tests.support.shop import NOON, TODAY, Shop
from tests.support.till import Answer, Till


def buy(till: Till, sku_id: UUID, *codes: str, **more: object) -> Answer:
    """Quote one piece with coupons and pay what it says in cash."""
    asked = {"coupon_codes": list(codes), **more}
    quoted = till.post("/quote", till.cart((sku_id, 1), **asked))
    if quoted.status != 200:
        return quoted
    total = quoted.body["total_minor"]
    request = till.sale((sku_id, 1), total=total, **asked)
    return till.post("/sales", request if total else {**request, "tenders": []})


def give_back(till: Till, sale_id: str) -> Answer:
    """Return everything of a sale."""
    lines = till.get(f"/sales/{sale_id}").body["lines"]
    wanted = [{"line_id": line["line_id"], "quantity": line["quantity"]} for line in lines]
    return till.post("/returns", {"request_id": str(uuid4()), "sale_id": sale_id, "lines": wanted})


def spend_save(shop: Shop, name: str, save_minor: int) -> None:
    offers.create_promotion(
        actor=shop.boss,
        at=NOON,
        kind="spend_save",
        name=name,
        group=name,
        starts_on=TODAY,
        ends_on=TODAY,
        config={"threshold_minor": 10000, "save_minor": save_minor},
    )


def test_case_10_a_coupon_that_went_into_another_sale_does_not_come_back_with_the_first(
    shop: Shop, till: Till
) -> None:
    code = shop.coupon(None)
    held = till.sale((shop.dress, 1), total=27900, coupon_codes=[code])
    assert buy(till, shop.dress, code).status == 200
    refused = till.post("/sales", held)
    assert (refused.status, refused.code) == (409, "coupons.used")
    assert CouponUse.objects.count() == 1


def test_case_10_a_coupon_is_not_used_again_after_its_sale_was_taken_back(
    shop: Shop, till: Till
) -> None:
    code = shop.coupon(None)
    request = till.sale((shop.dress, 1), total=27900, coupon_codes=[code])
    sold = till.post("/sales", request)
    back = give_back(till, sold.body["sale_id"])
    assert back.body["refund_minor"] == 27900
    assert buy(till, shop.dress, code).code == "coupons.used"
    assert till.post("/sales", request).body == sold.body
    assert Coupon.objects.get().uses == CouponUse.objects.count() == 1
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 100}


def test_case_11_what_is_wholly_discounted_costs_nothing_and_refunds_nothing(
    shop: Shop, till: Till
) -> None:
    odd = shop.add("ODD", 9999)
    sold = buy(till, odd, shop.coupon(None, threshold=0, amount=50000))
    assert (sold.status, sold.body["total_minor"]) == (200, 0)
    back = give_back(till, sold.body["sale_id"])
    assert (back.body["refund_minor"], back.body["refunds"]) == (0, [])


def test_case_11_the_total_of_the_quote_is_the_total_of_the_sale_to_the_fen(
    shop: Shop, till: Till
) -> None:
    lines = [(shop.add(f"ODD{n}", tag), n) for n, tag in enumerate((1999, 333, 78_01), start=1)]
    spend_save(shop, "满百减一", 1001)
    code = shop.coupon(None, threshold=0, amount=1000)
    quoted = till.post("/quote", till.cart(*lines, coupon_codes=[code])).body
    total = quoted["total_minor"]
    sold = till.post("/sales", till.sale(*lines, total=total, coupon_codes=[code]))
    sale = till.get(f"/sales/{sold.body['sale_id']}").body
    assert sum(line["net_minor"] for line in sale["lines"]) == sale["total_minor"] == total
    assert sum(reason["amount_minor"] for reason in quoted["reasons"]) == 1001 + 1000
    assert give_back(till, sold.body["sale_id"]).body["refund_minor"] == total


def test_case_12_two_fixed_rewards_on_one_piece_give_exactly_what_they_say(
    shop: Shop, till: Till
) -> None:
    spend_save(shop, "满百减三十", 3000)
    spend_save(shop, "开业减五十", 5000)
    code = shop.coupon(None)
    quoted = till.post("/quote", till.cart((shop.dress, 1), coupon_codes=[code])).body
    given = {reason["name"]: reason["amount_minor"] for reason in quoted["reasons"]}
    assert given == {"满百减三十": 3000, "开业减五十": 5000, "满减券": 2000}
    assert quoted["total_minor"] == 29900 - 3000 - 5000 - 2000
    sold = buy(till, shop.dress, code)
    assert give_back(till, sold.body["sale_id"]).body["refund_minor"] == 19900


def test_case_12_a_second_coupon_of_one_kind_is_refused_and_neither_is_used(
    shop: Shop, till: Till
) -> None:
    first = shop.coupon(None, threshold=0)
    second = offers.issue_coupon(
        actor=shop.boss,
        at=NOON,
        kind_id=Coupon.objects.get().kind_id,
        starts_on=TODAY,
        ends_on=TODAY,
    )
    request = till.sale((shop.dress, 1), total=25900, coupon_codes=[first, second])
    refused = till.post("/sales", request)
    assert (refused.status, refused.code) == (409, "coupons.not_applied")
    assert not CouponUse.objects.exists()


def test_case_12_the_same_coupon_twice_counts_once(shop: Shop, till: Till) -> None:
    code = shop.coupon(None)
    sold = buy(till, shop.dress, code, code.lower())
    assert sold.body["total_minor"] == 27900
    assert Coupon.objects.get().uses == 1
