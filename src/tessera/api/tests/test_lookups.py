"""What a till looks up: itself, products, members, sales."""

from datetime import date
from uuid import uuid4

import pytest
from tests.support.registering import AGREED
from tests.support.shop import NOON, Shop
from tests.support.till import Till, hire, sign_in

from tessera.catalog import usecases as catalog
from tessera.catalog.rules import NewSku
from tessera.identity import usecases as identity
from tessera.org import usecases as org


def test_a_till_knows_where_it_stands_and_who_is_there(shop: Shop) -> None:
    cashier = hire(shop, "cashier")
    body = sign_in(shop, cashier, language="zh-Hans").get("/till").body
    assert body["brand"] == {"name": "锦绣", "currency": "CNY", "exponent": 2}
    assert body["store"] == {"id": str(shop.store_id), "name": "人民路店", "code": "S1"}
    assert body["till"] == {"id": str(shop.till_id), "name": "一号台", "code": "T1"}
    assert body["staff"] == {"id": str(cashier.id), "name": "cashier"}
    assert body["shift"]["float_minor"] == 50000
    assert "sales.complete" in body["permissions"]
    assert (body["points_per_major"], body["language"]) == (100, "zh-hans")


def test_a_machine_signs_in_as_the_till(shop: Shop) -> None:
    token = org.issue_till_token(actor=shop.boss, at=NOON, till_id=shop.till_id)
    body = Till(token).get("/till").body
    assert body["staff"] == {"id": str(shop.till_id), "name": "一号台"}


@pytest.mark.parametrize("text", ["BCDRESS", "DRESS", "dres", "样品 DRESS"])
def test_a_product_is_found_by_barcode_style_and_name(shop: Shop, till: Till, text: str) -> None:
    (found,) = till.get("/products", q=text).body["items"]
    assert (found["sku_id"], found["kind"], found["on_hand"]) == (str(shop.dress), "goods", 100)


def test_what_has_no_stock_says_so(shop: Shop, till: Till) -> None:
    (fee,) = till.get("/products", q="FEE").body["items"]
    assert (fee["kind"], fee["on_hand"]) == ("fee", None)


def test_an_unknown_barcode_finds_nothing(till: Till) -> None:
    assert till.get("/products", q="6901234567892").body == {"items": []}


def test_no_more_products_come_than_were_asked_for(till: Till) -> None:
    assert len(till.get("/products", q="样品", limit=2).body["items"]) == 2


@pytest.mark.parametrize("style", ["D-100", "D/100", "裙 100"])
def test_a_matrix_has_colours_and_sizes_in_order(shop: Shop, till: Till, style: str) -> None:
    cells = [NewSku(tag_minor=100, colour=c, size=s) for c in ("红", "蓝") for s in ("L", "M")]
    catalog.add_product(actor=shop.boss, at=NOON, style=style, name="裙", skus=cells)
    body = till.get(f"/products/{style}/matrix").body
    assert (body["colours"], body["sizes"]) == (["红", "蓝"], ["M", "L"])
    assert [sku["on_hand"] for sku in body["skus"]] == [0, 0, 0, 0]


def test_an_unknown_style_is_refused(till: Till) -> None:
    answer = till.get("/products/NOPE/matrix")
    assert (answer.status, answer.code) == (404, "products.not_found")


@pytest.mark.parametrize("text", ["13800000001", "0001", "王", "wf"])
def test_a_member_is_found_by_phone_digits_and_name(shop: Shop, till: Till, text: str) -> None:
    member = shop.join("王芳")
    (found,) = till.get("/members", q=text).body["items"]
    assert found["member_id"] == str(member)
    assert found["level"] == {"id": str(shop.level_id), "name": "普通", "discount_bp": 0}


def test_a_members_detail_has_balances_and_the_coupons_of_today(shop: Shop, till: Till) -> None:
    member = shop.join()
    code = shop.coupon(member)
    shop.top_up(member)
    body = till.get(f"/members/{member}").body
    assert (body["principal_minor"], body["bonus_minor"], body["points"]) == (50000, 5000, 0)
    assert [(c["code"], c["ends_on"]) for c in body["coupons"]] == [(code, "2026-03-31")]


def test_an_unknown_member_is_refused(till: Till) -> None:
    for path in (f"/members/{uuid4()}", f"/members/{uuid4()}/balances"):
        answer = till.get(path)
        assert (answer.status, answer.code) == (404, "members.not_found")


def test_a_member_joins_once_and_the_same_request_is_answered_again(shop: Shop, till: Till) -> None:
    identity.set_joining_policy(actor=shop.boss, at=NOON, code_needed=False)
    asked = {
        "consents": AGREED,
        "request_id": str(uuid4()),
        "phone": "138 1234 1234",
        "name": "韩梅梅",
        "birthday": "1990-02-28",
    }
    first = till.post("/members", asked)
    assert (first.status, first.body["name"]) == (200, "韩梅梅")
    assert till.post("/members", asked).body == first.body
    again = till.post("/members", {**asked, "request_id": str(uuid4())})
    assert (again.status, again.code) == (409, "members.phone_taken")
    detail = till.get(f"/members/{first.body['member_id']}").body
    assert detail["birthday"] == date(1990, 2, 28).isoformat()


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"consents": []}, 422, "identity.consent_needed"),
        ({"phone": "123"}, 422, "members.phone_invalid"),
        ({"name": " "}, 422, "members.name_needed"),
        ({"birthday": "2027-01-01"}, 422, "members.birthday_invalid"),
        ({"birthday": 0}, 422, "input.invalid"),
        ({"birthday": "1990-02-30"}, 422, "input.invalid"),
        ({"name": "x" * 81}, 422, "input.invalid"),
        ({"name": "a\u0000b"}, 422, "input.invalid"),
        ({"referred_by_card": "MAAAAAAAAAAAAAA"}, 404, "members.referrer_not_found"),
    ],
)
def test_a_wrong_registration_is_refused_and_nobody_joins(
    shop: Shop, till: Till, change: dict[str, object], status: int, code: str
) -> None:
    identity.set_joining_policy(actor=shop.boss, at=NOON, code_needed=False)
    asked = {"request_id": str(uuid4()), "phone": "13812341234", "name": "韩梅梅"}
    answer = till.post("/members", {**asked, "consents": AGREED, **change})
    assert (answer.status, answer.code) == (status, code)
    assert till.get("/members", q="13812341234").body == {"items": []}


def test_sales_are_listed_newest_first_by_number_and_member(shop: Shop, till: Till) -> None:
    member = shop.join("王芳")
    first = shop.sell(shop.order((shop.dress, 1)))
    second = shop.sell(shop.order((shop.dress, 1), (shop.fee, 1), member_id=member))
    rows = till.get("/sales").body["items"]
    assert {row["number"] for row in rows} == {first.number, second.number}
    (row,) = till.get("/sales", q=second.number).body["items"]
    assert (row["member_name"], row["line_count"], row["total_minor"]) == ("王芳", 2, 31900)
    assert [r["sale_id"] for r in till.get("/sales", member_id=member).body["items"]] == [
        str(second.sale_id)
    ]
    assert len(till.get("/sales", limit=1).body["items"]) == 1
