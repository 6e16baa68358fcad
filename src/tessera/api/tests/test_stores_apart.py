"""A token of one store neither reads nor writes another; members are the brand's, masked."""

from uuid import UUID, uuid4

import pytest
from tests.support.shop import Shop
from tests.support.till import Till

from tessera.stock.queries import on_hand


@pytest.fixture
def sale_id(shop: Shop) -> UUID:
    return shop.sell(shop.order((shop.dress, 1))).sale_id


def test_a_sale_of_another_store_is_not_there(sale_id: UUID, till: Till, other_till: Till) -> None:
    assert till.get(f"/sales/{sale_id}").status == 200
    hidden = other_till.get(f"/sales/{sale_id}")
    assert (hidden.status, hidden.code) == (404, "sales.not_found")
    assert other_till.get("/sales").body == {"items": []}
    assert other_till.get("/sales", q="S1-").body == {"items": []}


def test_a_sale_of_another_store_is_not_taken_back(
    shop: Shop, sale_id: UUID, till: Till, other_till: Till
) -> None:
    line = till.get(f"/sales/{sale_id}").body["lines"][0]["line_id"]
    asked = {"sale_id": str(sale_id), "lines": [{"line_id": line, "quantity": 1}]}
    other_till.post("/shifts/open", {"request_id": str(uuid4()), "float_minor": 0})
    for path, body in (
        ("/returns/quote", asked),
        ("/returns", {**asked, "request_id": str(uuid4())}),
    ):
        refused = other_till.post(path, body)
        assert (refused.status, refused.code) == (404, "sales.not_found")
    assert not till.get(f"/sales/{sale_id}").body["returns"]


def test_each_store_sells_its_own_stock_on_its_own_shift(
    shop: Shop, elsewhere: UUID, other_till: Till
) -> None:
    (dress,) = other_till.get("/products", q="DRESS").body["items"]
    assert dress["on_hand"] == 0
    closed = other_till.post("/sales", other_till.sale((shop.dress, 1), total=29900))
    assert closed.code == "sales.shift_closed"
    other_till.post("/shifts/open", {"request_id": str(uuid4()), "float_minor": 0})
    short = other_till.post("/sales", other_till.sale((shop.dress, 1), total=29900))
    assert (short.status, short.code) == (409, "stock.insufficient")
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 100}


def test_a_body_does_not_choose_the_store(shop: Shop, other_till: Till) -> None:
    request = other_till.sale((shop.dress, 1), total=29900, store_id=str(shop.store_id))
    refused = other_till.post("/sales", request)
    assert (refused.status, refused.code) == (422, "input.invalid")
    assert refused.body["data"]["fields"][0]["problem"] == "extra_forbidden"


def test_a_member_of_another_store_is_found_by_what_the_member_tells_masked(
    shop: Shop, other_till: Till
) -> None:
    member = shop.join("王芳")
    (found,) = other_till.get("/members", q="13800000001").body["items"]
    assert found["member_id"] == str(member)
    assert (found["phone_masked"], found["card_masked"][:5]) == ("138****0001", "M****")
    detail = other_till.get(f"/members/{member}").body
    assert (detail["points"], detail["birthday"]) == (0, None)
    assert "13800000001" not in str(detail)
    assert other_till.get("/members", q="王").body == {"items": []}
