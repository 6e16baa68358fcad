"""Each treatment of docs/replay.md, on a file of a few lines. Every replay here reconciles."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from tessera.catalog.models import Product
from tessera.members.models import Member
from tessera.org.models import Brand, Store
from tessera.sales.models import Refund, Return, ReturnLine, Sale, SaleLine, Shift, Tender
from tessera.stock.models import Movement, Stock
from tests.replay.conftest import Replay
from tests.replay.files import line

pytestmark = pytest.mark.django_db


def on_hand() -> dict[str, int]:
    return dict(Stock.objects.values_list("sku__product__style", "on_hand"))


def pieces_returned() -> list[tuple[str | None, int, int]]:
    """Of which sale, how many, for how much, in the order in which they were posted."""
    found = ReturnLine.objects.order_by("document__number", "position")
    return list(found.values_list("document__sale__tenders__reference", "quantity", "net_minor"))


def test_the_first_run_sets_up_the_shop_in_london(replay: Replay) -> None:
    replay(line())

    assert Brand.objects.get().currency == "GBP"
    store = Store.objects.get()
    assert (store.kind, store.zone, store.allows_negative_stock) == (
        "online",
        "Europe/London",
        True,
    )


def test_an_invoice_is_a_sale_at_its_own_instant_paid_by_card(replay: Replay) -> None:
    replay(
        line("1001", quantity=3, price="2.55", at="2011-07-01 08:26:00"),
        line("1001", "MUG", 2, "4.00", at="2011-07-01 08:26:00", name="MUG"),
    )

    sale = Sale.objects.get()
    assert sale.at == datetime(2011, 7, 1, 7, 26, tzinfo=UTC), "British summer time"
    assert sale.business_on == date(2011, 7, 1)
    assert sale.total_minor == 3 * 255 + 800
    tender = Tender.objects.get()
    assert (tender.kind, tender.amount_minor, tender.reference) == ("card", 1565, "1001")
    assert on_hand() == {"TEA": -3, "MUG": -2}


def test_each_line_is_sold_at_its_own_price_and_duplicates_stay(replay: Replay) -> None:
    replay(line(price="2.50"), line(price="2.50"), line(price="2.95"), line("1002", price="1.25"))

    prices = SaleLine.objects.order_by("sale__number", "position")
    assert list(prices.values_list("unit_price_minor", flat=True)) == [250, 250, 295, 125]
    assert Product.objects.get().skus.get().tag_minor == 250, "the first price it was sold at"


def test_a_customer_becomes_a_member_once_when_first_met(replay: Replay) -> None:
    replay(
        line("1001", customer="17850.0"),
        line("1002", customer="17850.0", at="2011-03-02 10:00:00"),
        line("1003", at="2011-03-02 11:00:00"),
    )

    member = Member.objects.get()
    assert (member.reference, member.joined_on) == ("17850", date(2011, 3, 1))
    assert Sale.objects.filter(member=member).count() == 2
    assert Sale.objects.filter(member=None).count() == 1


def test_each_business_day_has_a_shift_that_is_closed(replay: Replay) -> None:
    replay(
        line("1001"), line("1002", at="2011-03-01 15:00:00"), line("1003", at="2011-03-03 09:00:00")
    )

    shifts = Shift.objects.order_by("business_on")
    assert [(s.business_on.day, s.is_open, s.sale_count) for s in shifts] == [
        (1, False, 2),
        (3, False, 1),
    ]


def test_an_invoice_keeps_the_instant_of_its_first_line_even_if_another_comes_between(
    replay: Replay,
) -> None:
    replay(
        line("1001", at="2011-03-01 10:00:00"),
        line("C1002", quantity=-1, at="2011-03-01 10:00:00", customer="1.0"),
        line("1001", "MUG", at="2011-03-01 10:01:00"),
    )

    sale = Sale.objects.get()
    assert sale.lines.count() == 2
    assert sale.at.minute == 0


@pytest.mark.parametrize(
    "code",
    ["POST", "DOT", "C2", "M", "m", "D", "S", "BANK CHARGES", "AMAZONFEE", "CRUK", "gift_0001_20"],
)
def test_postage_fees_and_vouchers_have_no_stock_and_earn_nothing(
    replay: Replay, code: str
) -> None:
    replay(line(code=code, price="18.00", customer="5.0"))

    assert Product.objects.get().kind == "fee"
    assert on_hand() == {}
    assert Sale.objects.get().total_minor == 1800


def test_pads_are_goods(replay: Replay) -> None:
    replay(line(code="PADS"))

    assert on_hand() == {"PADS": -1}


def test_a_cancellation_takes_back_from_the_newest_sale_of_that_customer_at_that_price(
    replay: Replay,
) -> None:
    replay(
        line("1001", quantity=10, customer="5.0"),
        line("1002", quantity=10, customer="5.0", at="2011-03-02 10:00:00"),
        line("1003", quantity=10, price="2.10", customer="5.0", at="2011-03-03 10:00:00"),
        line("1004", quantity=10, customer="6.0", at="2011-03-04 10:00:00"),
        line("C1005", quantity=-4, customer="5.0", at="2011-03-05 10:00:00"),
    )

    assert pieces_returned() == [("1002", 4, 1000)]
    assert on_hand() == {"TEA": -36}
    assert Refund.objects.get().kind == "card"


def test_a_cancellation_that_spans_sales_becomes_several_returns(replay: Replay) -> None:
    replay(
        line("1001", quantity=10, customer="5.0"),
        line("1002", quantity=3, customer="5.0", at="2011-03-02 10:00:00"),
        line("C1003", quantity=-8, customer="5.0", at="2011-03-05 10:00:00"),
        line("C1004", quantity=-7, customer="5.0", at="2011-03-06 10:00:00"),
    )

    assert pieces_returned() == [
        ("1002", 3, 750),
        ("1001", 5, 1250),
        ("1001", 5, 1250),
        (None, 2, 500),
    ]
    assert Return.objects.filter(reason="C1003").count() == 2


@pytest.mark.parametrize(
    "cancelled",
    [
        line("C1002", quantity=-2, at="2011-03-02 10:00:00"),
        line("C1002", quantity=-2, customer="6.0", at="2011-03-02 10:00:00"),
        line("C1002", quantity=-2, price="2.40", customer="5.0", at="2011-03-02 10:00:00"),
        line("C1002", "MUG", -2, customer="5.0", at="2011-03-02 10:00:00"),
        line("C1002", quantity=-2, customer="5.0", at="2011-02-28 10:00:00"),
    ],
    ids=["no customer", "other customer", "other price", "other code", "before the sale"],
)
def test_what_matches_no_sale_comes_back_without_a_receipt(replay: Replay, cancelled: str) -> None:
    replay(line("1001", quantity=5, customer="5.0"), cancelled)

    back = Return.objects.get()
    assert (back.sale_id, back.reason) == (None, "C1002")
    assert ReturnLine.objects.get().quantity == 2


def test_a_discount_is_given_back_as_a_fee(replay: Replay) -> None:
    replay(line("1001", price="30.00"), line("C1002", "D", -1, "27.50", name="Discount"))

    assert Return.objects.get().refund_minor == 2750
    assert on_hand() == {"TEA": -1}


def test_a_quantity_below_zero_without_a_c_corrects_the_stock(replay: Replay) -> None:
    replay(line("1001", quantity=5), line("1002", quantity=-12, price="0.0", name="damages"))

    moved = Movement.objects.get(kind="adjustment")
    assert (moved.quantity, moved.reason) == (-12, "1002 damages")
    assert on_hand() == {"TEA": -17}
    assert Sale.objects.count() == 1


def test_a_free_invoice_of_nobody_corrects_the_stock_upward(replay: Replay) -> None:
    replay(
        line("1001", quantity=5, price="0.0", name="found"),
        line("1001", "MUG", 2, "0.0", name=""),
        line("1001", quantity=1, price="0.0", name="found"),
    )

    assert on_hand() == {"TEA": 6, "MUG": 2}
    assert not Sale.objects.exists()


def test_a_free_line_beside_a_priced_one_or_for_a_customer_is_given_away(replay: Replay) -> None:
    replay(
        line("1001", quantity=5),
        line("1001", "MUG", 1, "0.0"),
        line("1002", "MUG", 2, "0.0", customer="5.0"),
    )

    assert list(Sale.objects.order_by("number").values_list("total_minor", flat=True)) == [1250, 0]
    assert on_hand() == {"TEA": -5, "MUG": -3}


def test_prices_of_three_decimals_are_rounded_half_up(replay: Replay) -> None:
    printed = replay(line(price="0.001", quantity=3), line(price="1.005"), line(price="1.0049"))

    prices = SaleLine.objects.order_by("position").values_list("unit_price_minor", flat=True)
    assert list(prices) == [0, 101, 100]
    assert "3" in printed


@pytest.mark.parametrize(
    ("aside", "reason"),
    [
        (line("A1002", "B", 1, "11062.06", name="Adjust bad debt"), "bookkeeping"),
        (line("A1002", "B", 1, "-11062.06", name="Adjust bad debt"), "bookkeeping"),
        (line("1002", "MUG", 1, "-3.00"), "negative price"),
        (line("1002", "MUG", -1, "3.00"), "correction with a price"),
        (line("C1002", "MUG", 1, "3.00"), "cancellation above zero"),
        (line("1002", "POST", 1, "0.0"), "correction of what has no stock"),
        (line("1002", "POST", -1, "0.0"), "correction of what has no stock"),
    ],
)
def test_what_is_no_sale_is_set_aside_with_its_reason(
    replay: Replay, aside: str, reason: str
) -> None:
    with translation.override("en"):
        printed = replay(line("1001"), aside)

    assert Sale.objects.count() == 1
    assert not Return.objects.exists()
    assert on_hand() == {"TEA": -1}
    [told] = [row for row in printed.splitlines() if reason in row and "." not in row]
    assert told.split()[-1] == "1"
