"""Whatever is sent, the answer is a refusal that says what to do; nothing breaks."""

from uuid import uuid4

import pytest
from tests.support.shop import Shop, agree_on_prices
from tests.support.till import Till, hire, sign_in

from tessera.stock.queries import on_hand

JSON = "application/json"


@pytest.mark.parametrize("path", ["", "/", "/nowhere", "/sales/", "/till/x", "/products/a/b"])
def test_an_address_that_leads_nowhere_is_refused(till: Till, path: str) -> None:
    answer = till.get(path)
    assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/till", "GET"),
        ("GET", "/quote", "POST"),
        ("PUT", "/sales", "GET, POST"),
        ("PATCH", "/members", "GET, POST"),
        ("OPTIONS", "/returns", "POST"),
        ("TRACE", "/shifts/open", "POST"),
    ],
)
def test_a_wrong_method_is_told_the_right_ones(
    till: Till, method: str, path: str, allowed: str
) -> None:
    answer = till.send(method, path)
    assert (answer.status, answer.code) == (405, "method.not_allowed")
    assert answer.headers["Allow"] == allowed
    assert allowed in answer.body["message"]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"nonsense",
        b"{} {}",
        b'{"lines": []} x',
        b"\xff\xfe",
        b'{"lines": NaN}',
        b'{"key": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 5_000,
        b"\x00",
    ],
)
def test_what_is_no_json_is_unreadable(till: Till, body: bytes) -> None:
    answer = till.send("POST", "/quote", body, content_type=JSON)
    assert (answer.status, answer.code) == (400, "input.unreadable")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"]
)
def test_what_says_it_is_no_json_is_not_read(till: Till, kind: str) -> None:
    answer = till.send("POST", "/quote", b'{"lines": []}', content_type=kind)
    assert (answer.status, answer.code) == (415, "input.not_json")


@pytest.mark.parametrize("kind", [JSON, "application/json; charset=utf-8", "Application/JSON"])
def test_json_is_read_however_it_is_spelt(till: Till, kind: str) -> None:
    answer = till.send("POST", "/quote", b'{"lines": []}', content_type=kind)
    assert (answer.status, answer.code) == (422, "sales.empty")


def test_a_body_beyond_all_measure_is_refused(till: Till) -> None:
    answer = till.send("POST", "/quote", b" " * 3_000_000, content_type=JSON)
    assert (answer.status, answer.code) == (413, "input.too_large")


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"0", b'"x"', b"{}", b"true"])
def test_json_of_another_shape_is_refused(till: Till, body: bytes) -> None:
    answer = till.send("POST", "/quote", body, content_type=JSON)
    assert (answer.status, answer.code) == (422, "input.invalid")
    assert answer.body["data"]["fields"]


@pytest.mark.parametrize(
    "change",
    [
        {"points": -1},
        {"points": 1.0},
        {"points": "1"},
        {"points": True},
        {"points": 10**10},
        {"points": 10**30},
        {"points": None},
        {"expected_total_minor": -1},
        {"expected_total_minor": 1e3},
        {"expected_total_minor": 2**63},
        {"request_id": "1"},
        {"request_id": None},
        {"member_id": "x"},
        {"member_id": 5},
        {"coupon_codes": "C"},
        {"coupon_codes": ["x" * 41]},
        {"coupon_codes": ["C\u0000"]},
        {"coupon_codes": ["C"] * 11},
        {"lines": {}},
        {"lines": [{}]},
        {"lines": [{"key": "1", "sku_id": str(uuid4()), "quantity": 0}]},
        {"lines": [{"key": "1", "sku_id": str(uuid4()), "quantity": 100_000}]},
        {"lines": [{"key": "1", "sku_id": str(uuid4()), "quantity": 1.5}]},
        {"lines": [{"key": "1", "sku_id": "x", "quantity": 1}]},
        {"lines": [{"key": "1", "sku_id": str(uuid4()), "quantity": 1}] * 501},
        {"lines": [{"key": "1", "sku_id": str(uuid4()), "quantity": 1, "price_minor": 1}]},
        {"tenders": [{"kind": "points", "amount_minor": 1}]},
        {"tenders": [{"kind": "cash", "amount_minor": "1"}]},
        {"tenders": [{"kind": "cash", "amount_minor": 1, "reference": "\u0007"}]},
        {"tenders": None},
        {"store_id": str(uuid4())},
    ],
)
def test_a_sale_with_a_malformed_field_is_refused_and_nothing_is_sold(
    shop: Shop, till: Till, change: dict[str, object]
) -> None:
    answer = till.post("/sales", {**till.sale((shop.dress, 1), total=29900), **change})
    assert (answer.status, answer.code) == (422, "input.invalid")
    named = {field["field"].split(".")[2] for field in answer.body["data"]["fields"]}
    assert named == set(change)
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 100}


@pytest.mark.parametrize(
    "path",
    [
        "/sales?limit=0",
        "/sales?limit=101",
        "/sales?limit=x",
        "/sales?member_id=x",
        "/sales?q=%00",
        "/sales/x",
        "/members/x",
        "/members/x/balances",
        "/members?q=%00",
        "/products?limit=-1",
        "/products?q=" + "x" * 81,
        "/products/%00/matrix",
    ],
)
def test_a_malformed_address_is_refused(till: Till, path: str) -> None:
    answer = till.get(path)
    assert (answer.status, answer.code) == (422, "input.invalid")


@pytest.mark.parametrize("path", ["/members?q=%ff%fe", "/products?q=%ff", "/sales?q=%E2%80%AE"])
def test_what_is_merely_odd_finds_nothing(till: Till, path: str) -> None:
    assert till.get(path).body == {"items": []}


def test_a_sale_is_found_by_its_id_however_it_is_written(shop: Shop, till: Till) -> None:
    sale_id = str(shop.sell(shop.order((shop.dress, 1))).sale_id)
    for spelt in (sale_id, sale_id.upper(), sale_id.replace("-", "")):
        assert till.get(f"/sales/{spelt}").body["sale_id"] == sale_id


def test_an_amount_beyond_all_measure_is_refused(shop: Shop, till: Till) -> None:
    gold = shop.add("GOLD", 10**12)
    lines = [(gold, 99_999)] * 500
    for path, body in (
        ("/quote", till.cart(*lines)),
        ("/sales", till.sale(*lines, total=10**12)),
    ):
        answer = till.post(path, body)
        assert (answer.status, answer.code) == (422, "sales.amount_too_high")


def test_a_return_beyond_all_measure_is_refused(shop: Shop) -> None:
    agree_on_prices(shop)
    till = sign_in(shop, hire(shop, "manager"))
    line = {"sku_id": str(shop.dress), "quantity": 99_999, "unit_price_minor": 10**12}
    asked = {"lines": [line] * 500, "refund_kind": "cash", "reason": "旧衣"}
    answer = till.post("/returns/without-receipt", {"request_id": str(uuid4()), **asked})
    assert (answer.status, answer.code) == (422, "sales.amount_too_high")
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 100}


def test_a_fault_says_nothing_of_the_inside(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("tessera.sales.usecases.price_cart", broken)
    answer = till.post("/quote", till.cart((uuid4(), 1)))
    assert (answer.status, answer.code) == (500, "fault")
    assert "secret" not in str(answer.body)


def test_answers_are_for_nobody_to_keep(till: Till) -> None:
    assert till.get("/till").headers["Cache-Control"] == "no-store"
