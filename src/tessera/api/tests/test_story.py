"""A day at the till over HTTP, from the first count of the drawer to the last."""

from uuid import UUID, uuid4

from tests.support.registering import AGREED
from tests.support.shop import NOON, Shop, agree_on_prices
from tests.support.till import Till, hire, sign_in

from tessera.identity import usecases as identity
from tessera.offers import usecases as offers
from tessera.stock.queries import on_hand


def test_a_day_from_opening_the_shift_to_closing_it(shop: Shop) -> None:
    shop.close_shift(counted_minor=50000)
    till = sign_in(shop)
    assert till.get("/till").body["shift"] is None

    opened = till.post("/shifts/open", {"request_id": str(uuid4()), "float_minor": 50000})
    assert opened.status == 200
    assert till.get("/till").body["shift"]["id"] == opened.body["shift_id"]

    identity.set_joining_policy(actor=shop.boss, at=NOON, code_needed=False)
    joined = till.post(
        "/members",
        {"request_id": str(uuid4()), "phone": "13812341234", "name": "李雷", "consents": AGREED},
    )
    assert joined.body["phone_masked"] == "138****1234"
    member = joined.body["member_id"]

    (dress,) = till.get("/products", q="DRESS").body["items"]
    assert (dress["tag_minor"], dress["on_hand"]) == (29900, 100)
    bought = ((UUID(dress["sku_id"]), 2),)
    quoted = till.post("/quote", till.cart(*bought, member_id=member))
    assert (quoted.body["total_minor"], quoted.body["points_to_earn"]) == (59800, 598)

    request = till.sale(*bought, total=59800, member_id=member)
    sold = till.post("/sales", request)
    assert (sold.status, sold.body["points_earned"]) == (200, 598)
    assert till.post("/sales", request).body == sold.body
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 98}

    (row,) = till.get("/sales", member_id=member).body["items"]
    assert (row["number"], row["returnable"]) == (sold.body["number"], True)
    sale = till.get(f"/sales/{row['sale_id']}").body
    wanted = [{"line_id": sale["lines"][0]["line_id"], "quantity": 1}]
    asked = {"sale_id": row["sale_id"], "lines": wanted}
    shown = till.post("/returns/quote", asked).body
    assert (shown["refund_minor"], shown["points_clawed"]) == (29900, 299)
    back = till.post(
        "/returns", {**asked, "request_id": str(uuid4()), "expected_refund_minor": 29900}
    )
    assert (back.status, back.body["refunds"]) == (200, shown["refunds"])
    assert till.get(f"/members/{member}/balances").body["points"] == 299
    (returned,) = till.get(f"/sales/{row['sale_id']}").body["returns"]
    assert returned["number"] == back.body["number"]

    closed = till.post("/shifts/close", {"request_id": str(uuid4()), "counted_minor": 79800})
    assert (closed.body["sale_count"], closed.body["return_count"]) == (1, 1)
    assert (closed.body["expected_minor"], closed.body["variance_minor"]) == (79900, -100)


def test_a_top_up_is_read_again_at_the_till_for_its_receipt(shop: Shop, till: Till) -> None:
    sold = shop.top_up(shop.join())
    (line,) = till.get(f"/sales/{sold.sale_id}").body["lines"]
    assert (line["net_minor"], line["reasons"]) == (50000, [])


def test_case_04_a_lost_answer_is_asked_for_again_and_nothing_happens_twice(shop: Shop) -> None:
    till = sign_in(shop)
    request = till.sale((shop.dress, 1), total=29900)
    answers = [till.post("/sales", request) for _ in range(3)]
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body["sale_id"] for answer in answers}) == 1
    assert len(till.get("/sales").body["items"]) == 1
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 99}


def test_case_22_the_same_number_never_means_the_same_sale(shop: Shop) -> None:
    """Two requests that differ only in their id are two sales; the number is a label."""
    till = sign_in(shop)
    first = till.post("/sales", till.sale((shop.dress, 1), total=29900))
    second = till.post("/sales", till.sale((shop.dress, 1), total=29900))
    assert first.body["sale_id"] != second.body["sale_id"]
    assert first.body["number"] != second.body["number"]
    assert len(till.get("/sales").body["items"]) == 2


def test_case_22_an_id_that_was_used_for_another_cart_is_refused(shop: Shop) -> None:
    till = sign_in(shop)
    request = till.sale((shop.dress, 1), total=29900)
    till.post("/sales", request)
    other = {**till.sale((shop.dress, 2), total=59800), "request_id": request["request_id"]}
    refused = till.post("/sales", other)
    assert (refused.status, refused.code) == (409, "request.reused")
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 99}


def test_a_total_that_changed_comes_back_with_the_whole_new_quote(shop: Shop) -> None:
    till, member = sign_in(shop), shop.join()
    cart = ((shop.dress, 1),)
    shown = till.post("/quote", till.cart(*cart, member_id=str(member))).body["total_minor"]
    offers.create_promotion(
        actor=shop.boss,
        at=NOON,
        kind="limited_time",
        name="换季",
        starts_on=NOON.date(),
        ends_on=NOON.date(),
        config={"discount_bp": 1000},
    )
    refused = till.post("/sales", till.sale(*cart, total=shown, member_id=str(member)))
    assert (refused.status, refused.code) == (409, "sales.total_changed")
    quote = till.post("/quote", till.cart(*cart, member_id=str(member))).body
    assert refused.body["data"]["quote"] == quote
    assert (quote["total_minor"], quote["points_to_earn"]) == (26910, 269)
    assert not till.get("/sales").body["items"]


def test_what_was_refused_is_sent_again_under_the_same_id_once_it_is_right(
    shop: Shop, till: Till
) -> None:
    wrong = till.sale((shop.dress, 1), total=100)
    refused = till.post("/sales", wrong)
    right = {
        **wrong,
        "expected_total_minor": refused.body["data"]["total_minor"],
        "tenders": [{"kind": "card", "amount_minor": 29900}],
    }
    assert till.post("/sales", right).status == 200
    assert len(till.get("/sales").body["items"]) == 1


def test_a_manager_takes_goods_back_without_a_receipt(shop: Shop) -> None:
    agree_on_prices(shop)
    loose = {"sku_id": str(shop.dress), "quantity": 1, "unit_price_minor": 15000}
    asked = {"request_id": str(uuid4()), "lines": [loose], "refund_kind": "cash", "reason": "旧衣"}
    refused = sign_in(shop).post("/returns/without-receipt", asked)
    assert (refused.status, refused.code) == (403, "permission.denied")
    back = sign_in(shop, hire(shop, "manager")).post("/returns/without-receipt", asked)
    assert (back.status, back.body["refund_minor"]) == (200, 15000)
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 101}


def test_a_closed_shift_sells_nothing(shop: Shop, till: Till) -> None:
    till.post("/shifts/close", {"request_id": str(uuid4()), "counted_minor": 50000})
    for path, body in (
        ("/sales", till.sale((shop.dress, 1), total=29900)),
        ("/shifts/close", {"request_id": str(uuid4()), "counted_minor": 0}),
    ):
        refused = till.post(path, body)
        assert (refused.status, refused.code) == (409, "sales.shift_closed")
    assert not till.get("/sales").body["items"]
