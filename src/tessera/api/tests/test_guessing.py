"""Codes are not for guessing (CASES 20): after some misses a till stops telling."""

import pytest
import time_machine
from tests.support.shop import NOON, Shop
from tests.support.till import Answer, Till, sign_in

from tessera.api import guessing
from tessera.members import rules as member_rules
from tessera.platform import attempts
from tessera.sales.rules.order import Order, OrderLine
from tessera.wallet import usecases as wallet


@pytest.fixture(autouse=True)
def few_misses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "MOST_MISSES", 3)
    monkeypatch.setattr(member_rules, "MAX_CARD_MISSES", 3)


def guess(shop: Shop, till: Till, code: str) -> Answer:
    return till.post("/quote", till.cart((shop.dress, 1), coupon_codes=[code]))


def test_case_20_coupon_codes_are_not_told_to_those_who_guess(shop: Shop, till: Till) -> None:
    code = shop.coupon(None)
    for number in range(3):
        answer = guess(shop, till, f"CGUESS{number}")
        assert (answer.status, answer.code) == (404, "coupons.not_found")
    answer = guess(shop, till, code)
    assert (answer.status, answer.code) == (409, "coupons.lookups_limited")
    sale = till.sale((shop.dress, 1), total=27900, coupon_codes=[code])
    assert till.post("/sales", sale).code == "coupons.lookups_limited"


def test_case_20_guessing_by_completing_counts_as_well(shop: Shop, till: Till) -> None:
    for number in range(3):
        sale = till.sale((shop.dress, 1), total=27900, coupon_codes=[f"CGUESS{number}"])
        assert till.post("/sales", sale).code == "coupons.not_found"
    assert guess(shop, till, "CGUESS").code == "coupons.lookups_limited"


def test_case_04_a_sale_sent_again_gets_its_answer_even_from_a_till_that_guessed(
    shop: Shop, till: Till
) -> None:
    code = shop.coupon(None)
    sale = till.sale((shop.dress, 1), total=27900, coupon_codes=[code])
    first = till.post("/sales", sale)
    for number in range(4):
        guess(shop, till, f"CGUESS{number}")
    assert till.post("/sales", sale).body == first.body
    another = till.sale((shop.dress, 1), total=27900, coupon_codes=[code])
    assert till.post("/sales", another).code == "coupons.lookups_limited"


def test_carts_without_a_coupon_go_on(shop: Shop, till: Till) -> None:
    for number in range(4):
        guess(shop, till, f"CGUESS{number}")
    assert till.post("/sales", till.sale((shop.dress, 1), total=29900)).status == 200


def test_it_passes(shop: Shop, till: Till) -> None:
    code = shop.coupon(None)
    for number in range(4):
        guess(shop, till, f"CGUESS{number}")
    with time_machine.travel(NOON + 2 * attempts.WINDOW, tick=False):
        assert guess(shop, till, code).status == 200


def test_another_till_is_not_punished(shop: Shop, till: Till, other_till: Till) -> None:
    code = shop.coupon(None)
    for number in range(4):
        guess(shop, till, f"CGUESS{number}")
    assert guess(shop, other_till, code).status == 200


def test_known_coupons_cost_no_count(shop: Shop, till: Till) -> None:
    codes = [shop.coupon(None) for _ in range(4)]
    assert {guess(shop, till, code).status for code in codes} == {200}
    assert attempts.count_failures(name=f"coupon:{shop.till_id}", at=NOON) == 0


def test_case_20_card_codes_are_not_told_to_those_who_guess(shop: Shop, till: Till) -> None:
    for number in range(3):
        assert till.get("/members", q=f"M{'A' * 13}{number + 2}").body == {"items": []}
    answer = till.get("/members", q=f"M{'B' * 14}")
    assert (answer.status, answer.code) == (409, "members.lookups_limited")
    assert till.get("/members", q="13800000001").status == 200


def test_codes_are_read_as_people_type_them(shop: Shop) -> None:
    till, code = sign_in(shop), shop.coupon(None)
    for typed in (code.lower(), f"  {code} ", code.replace("C", "Ｃ")):
        assert guess(shop, till, typed).body["total_minor"] == 27900


def sold_gift(shop: Shop) -> str:
    made = wallet.make_gift_cards(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="礼品卡",
        amount_minor=50000,
        count=1,
        years=3,
    )
    code = made.cards[0].code
    shop.sell(Order((OrderLine("g", made.sku_id, 1, gift_codes=(code,)),)))
    return code


def test_case_20_codes_of_gift_cards_are_not_told_to_those_who_guess(
    shop: Shop, till: Till
) -> None:
    code = sold_gift(shop)
    assert till.post("/gift-cards/find", {"code": code}).body["left_minor"] == 50000
    for number in range(2):
        answer = till.post("/gift-cards/find", {"code": f"GUESS{number}"})
        assert (answer.status, answer.code) == (404, "gifts.not_found")
    tender = {"kind": "gift", "amount_minor": 29900, "reference": "GUESS"}
    sale = {**till.sale((shop.dress, 1), total=29900), "tenders": [tender]}
    assert till.post("/sales", sale).code == "gifts.not_found"
    assert till.post("/gift-cards/find", {"code": code}).code == "gifts.lookups_limited"
    paid = {**sale, "tenders": [{**tender, "reference": code}]}
    assert till.post("/sales", paid).code == "gifts.lookups_limited"
    assert till.post("/sales", till.sale((shop.dress, 1), total=29900)).status == 200
