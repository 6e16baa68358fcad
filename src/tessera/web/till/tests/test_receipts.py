from http import HTTPStatus
from uuid import UUID, uuid4

from django.test import Client
from tests.support.shop import NOON, TODAY

from tessera.org import usecases as places
from tessera.papers import layout, wire
from tessera.papers.document import Code
from tessera.sales import queries as sales_queries
from tessera.sales import usecases as sales
from tessera.sales.usecases import Wanted
from tessera.web.till.tests.conftest import Door


def sold(door: Door) -> UUID:
    shop = door.shop
    member_id = shop.join("王芳")
    order = shop.order((shop.dress, 2), member_id=member_id)
    return shop.sell(order, ("cash", 60000)).sale_id


def test_a_receipt_says_what_was_bought_what_was_paid_and_when_in_the_stores_time(
    door: Door,
) -> None:
    page = door.browser("cashier").get(f"/till/receipts/sales/{sold(door)}").text

    assert "人民路店" in page
    assert f"S1-T1-{TODAY:%y%m%d}-0001" in page
    assert "12:00" in page
    assert "样品 DRESS" in page
    assert "¥598.00" in page
    assert "¥600.00" in page
    assert "¥2.00" in page


def test_the_receipt_of_a_top_up_says_what_it_gave(door: Door) -> None:
    done = door.shop.top_up(door.shop.join())
    page = door.browser("cashier").get(f"/till/receipts/sales/{done.sale_id}").text
    assert "赠送金</dt><dd>¥50.00</dd>" in page


def test_a_receipt_hides_the_members_name(door: Door) -> None:
    page = door.browser("cashier").get(f"/till/receipts/sales/{sold(door)}").text

    assert "王**" in page
    assert "王芳" not in page


def test_a_receipt_may_be_framed_by_the_till_and_by_nobody_else(door: Door) -> None:
    browser = door.browser("cashier")

    receipt = browser.get(f"/till/receipts/sales/{sold(door)}")
    desk = browser.get("/till/")

    assert "frame-ancestors 'self'" in receipt["Content-Security-Policy"]
    assert receipt["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in desk["Content-Security-Policy"]
    assert desk["X-Frame-Options"] == "DENY"


def test_a_receipt_has_no_style_or_script_of_its_own_in_the_page(door: Door) -> None:
    page = door.browser("cashier").get(f"/till/receipts/sales/{sold(door)}").text

    assert "style=" not in page
    assert "<style" not in page
    assert "<script" not in page


def test_a_returns_receipt_names_the_sale_and_the_refund(door: Door) -> None:
    sale_id = sold(door)
    back = door.shop.give_back(sale_id, 1)

    page = door.browser("cashier").get(f"/till/receipts/returns/{back.return_id}").text

    assert back.number in page
    assert f"S1-T1-{TODAY:%y%m%d}-0001" in page
    assert "¥299.00" in page


def test_the_report_of_an_open_shift_keeps_the_count_blind(door: Door) -> None:
    sold(door)
    shift = sales_queries.find_open_shift(till_id=door.shop.till_id)
    assert shift is not None
    browser = door.browser("cashier")

    before = browser.get(f"/till/receipts/shifts/{shift.shift_id}").text
    sales.close_shift(
        actor=door.shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=door.shop.store_id,
        till_id=door.shop.till_id,
        counted_minor=109700,
    )
    after = browser.get(f"/till/receipts/shifts/{shift.shift_id}").text

    assert "¥1,098.00" not in before
    assert "¥1,098.00" in after
    assert "−¥1.00" in after


def test_a_receipt_of_another_store_does_not_exist_for_a_cashier(door: Door) -> None:
    sale_id = sold(door)
    boss = door.shop.boss
    door.shop.store_id = places.open_store(actor=boss, at=NOON, code="S2", name="别的店")

    answer = door.browser("cashier").get(f"/till/receipts/sales/{sale_id}")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "样品" not in answer.text


def test_a_stranger_sees_no_receipt(door: Door) -> None:
    answer = Client().get(f"/till/receipts/sales/{sold(door)}")

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith("/signin")


def test_an_exchange_is_on_one_receipt_with_one_difference(door: Door) -> None:
    shop = door.shop
    skirt = shop.add("SKIRT", 19900)
    sale = shop.sell(shop.order((shop.dress, 1)))
    (line,) = sales_queries.get_sale(actor=shop.boss, sale_id=sale.sale_id).lines
    done = sales.exchange_goods(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        sale_id=sale.sale_id,
        lines=[Wanted(line.line_id, 1)],
        order=shop.order((skirt, 1)),
        tenders=[],
        expected_refund_minor=29900,
        expected_total_minor=19900,
    )
    browser = door.browser("cashier")
    page = browser.get(f"/till/receipts/sales/{done.sale.sale_id}").text
    for shown in ("样品 DRESS", "样品 SKIRT", done.back.number, "−¥299.00", "¥199.00", "¥100.00"):
        assert shown in page
    back = browser.get(f"/till/receipts/returns/{done.back.return_id}").text
    assert done.sale.number in back


def test_a_printer_gets_the_same_words_in_lines_that_fit_its_paper(door: Door) -> None:
    browser, address = door.browser("cashier"), f"/till/receipts/sales/{sold(door)}"
    told = browser.get(address, headers={"Accept": "application/json"})

    paper = wire.understood(told.json())
    rows = [row.text for row in layout.laid_out(paper, 32)]

    number = f"S1-T1-{TODAY:%y%m%d}-0001"
    assert "Accept" in told["Vary"]
    assert paper.title == number
    assert Code(number) in paper.blocks
    for line in (
        "      锦绣",
        "会员                        王**",
        "样品 DRESS              ￥598.00",
        "  ￥299.00 × 2",
        "找零                      ￥2.00",
    ):
        assert line in rows


def test_a_printer_of_another_store_gets_nothing(door: Door) -> None:
    sale_id = sold(door)
    door.shop.store_id = places.open_store(actor=door.shop.boss, at=NOON, code="S2", name="别的店")

    answer = door.browser("cashier").get(
        f"/till/receipts/sales/{sale_id}", headers={"Accept": "application/json"}
    )

    assert answer.status_code == HTTPStatus.NOT_FOUND
