"""Each proof about sales, pay-outs, returns, shifts, numbers and buyers is broken on purpose."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import F
from tests.support.shop import NOON

from tessera.ledger.models import Account, Entry, Posting
from tessera.ops.tests.conftest import Day, assert_broken, unguard
from tessera.platform.models import Counter
from tessera.sales.models import (
    Buyer,
    Exchange,
    MadeOffline,
    NumberBlock,
    Payout,
    Refund,
    Return,
    ReturnLine,
    Sale,
    SaleLine,
    Shift,
    ShiftTender,
    SyncRemark,
    Tender,
)
from tessera.stock.models import Movement

pytestmark = pytest.mark.usefixtures("spoiling")


def test_a_line_whose_reasons_do_not_explain_its_price(day: Day) -> None:
    line = SaleLine.objects.get(sale=day.mixed.sale_id)
    assert line.reasons
    SaleLine.objects.filter(id=line.id).update(reasons=[])

    assert_broken(line.id, "sales.lines")


def test_a_line_that_is_not_its_tag_price_times_pieces(day: Day) -> None:
    line = SaleLine.objects.get(sale=day.last.sale_id)
    SaleLine.objects.filter(id=line.id).update(unit_tag_minor=F("unit_tag_minor") + 1)

    assert_broken(line.id, "sales.lines")


@pytest.mark.parametrize("column", ["gross_minor", "reduction_minor", "rounding_minor"])
def test_a_sale_that_is_not_the_sum_of_its_lines(day: Day, column: str) -> None:
    Sale.objects.filter(id=day.last.sale_id).update(**{column: F(column) + 1})

    assert_broken(day.last.sale_id, "sales.totals")


def test_a_sale_that_its_tenders_do_not_pay(day: Day) -> None:
    Tender.objects.create(sale_id=day.last.sale_id, position=9, kind="coins", amount_minor=1)

    assert_broken(day.last.sale_id, "sales.tenders")


def test_a_tender_that_was_posted_as_another_kind(day: Day) -> None:
    Tender.objects.filter(sale=day.last.sale_id).update(kind="card")

    assert_broken(day.last.sale_id, "sales.paid")


def test_a_tender_that_was_posted_at_a_strangers_till(day: Day) -> None:
    stranger = Account.objects.create(owner=uuid4(), kind="tender.cash", unit="CNY")
    posting = Posting.objects.get(entry__document_id=day.last.sale_id, source__kind="tender.cash")
    Posting.objects.filter(id=posting.id).update(source=stranger)

    assert_broken(day.last.sale_id, "sales.paid")


def test_a_sale_that_was_not_posted_as_revenue(day: Day) -> None:
    elsewhere = Account.objects.get(kind="bonus_granted")
    Posting.objects.filter(entry__document_id=day.last.sale_id, destination__kind="revenue").update(
        destination=elsewhere
    )

    assert_broken(day.last.sale_id, "sales.sold")


def test_a_sale_that_used_other_points_than_were_posted(day: Day) -> None:
    Sale.objects.filter(id=day.mixed.sale_id).update(points_used=F("points_used") + 1)

    assert_broken(day.mixed.sale_id, "sales.sold")


def test_an_entry_on_another_day_than_its_sale(day: Day) -> None:
    entry = Entry.objects.get(document_id=day.last.sale_id)
    Entry.objects.filter(id=entry.id).update(business_on=entry.business_on - timedelta(days=1))

    assert_broken(entry.id, "sales.entries")


def test_an_entry_of_a_sale_that_is_not_there(day: Day) -> None:
    entry = Entry.objects.get(document_id=day.last.sale_id)
    Entry.objects.filter(id=entry.id).update(document_id=uuid4())

    assert_broken(entry.id, "sales.entries", "sales.paid", "sales.sold")


def test_a_return_whose_entry_reverses_another_than_its_sale(day: Day) -> None:
    entry = Entry.objects.get(document_id=day.loose.return_id)
    Entry.objects.filter(id=entry.id).update(
        reverses=Entry.objects.get(document_id=day.last.sale_id)
    )

    assert_broken(entry.id, "sales.entries")


@pytest.mark.parametrize("column", ["paid_minor", "principal_minor", "bonus_minor"])
def test_a_payout_that_says_another_amount_than_it_posts(day: Day, column: str) -> None:
    Payout.objects.filter(id=day.payout.payout_id).update(**{column: F(column) + 1})

    assert_broken(day.payout.payout_id, "payouts.posted")


def test_a_payout_from_somebody_elses_card(day: Day) -> None:
    Payout.objects.filter(id=day.payout.payout_id).update(member=day.member)

    assert_broken(day.payout.payout_id, "payouts.posted")


def test_an_entry_of_a_payout_that_is_not_there(day: Day) -> None:
    entry = Entry.objects.get(document_id=day.payout.payout_id)
    Entry.objects.filter(id=entry.id).update(document_id=uuid4())

    assert_broken(entry.id, "payouts.entries", "payouts.posted")


def test_goods_that_were_sold_and_did_not_leave_the_stock(day: Day) -> None:
    Movement.objects.filter(document_id=day.last.sale_id).update(document_id=uuid4())

    assert_broken(day.last.sale_id, "sales.goods")


def test_goods_that_were_returned_and_did_not_come_into_the_stock(day: Day) -> None:
    Movement.objects.filter(document_id=day.back.return_id).update(document_id=uuid4())

    assert_broken(day.back.return_id, "returns.goods")


def test_a_return_that_refunds_another_sum_than_its_lines(day: Day) -> None:
    Return.objects.filter(id=day.back.return_id).update(refund_minor=F("refund_minor") + 1)

    assert_broken(day.back.return_id, "returns.totals")


def test_a_line_that_forgot_what_came_back(day: Day) -> None:
    line = SaleLine.objects.get(sale=day.mixed.sale_id)
    SaleLine.objects.filter(id=line.id).update(returned=0)

    assert_broken(line.id, "returns.pieces")


def test_a_sale_that_forgot_its_return(day: Day) -> None:
    Sale.objects.filter(id=day.mixed.sale_id).update(return_count=0)

    assert_broken(day.mixed.sale_id, "returns.sales")


def test_a_return_with_a_line_of_another_sale(day: Day) -> None:
    line = ReturnLine.objects.get(document=day.back.return_id)
    other = SaleLine.objects.get(sale=day.last.sale_id)
    ReturnLine.objects.filter(id=line.id).update(sale_line=other)

    assert_broken(line.id, "returns.sales", "returns.pieces")


def test_a_refund_to_the_tender_of_another_sale(day: Day) -> None:
    other = Tender.objects.get(sale=day.last.sale_id)
    Refund.objects.filter(document=day.back.return_id, kind="cash").update(tender=other)

    assert_broken(other.id, "returns.tenders")


def test_a_refund_by_another_kind_than_was_posted(day: Day) -> None:
    Refund.objects.filter(document=day.loose.return_id).update(kind="card")

    assert_broken(day.loose.return_id, "returns.refunded")


def test_a_return_that_did_not_lower_the_revenue(day: Day) -> None:
    elsewhere = Account.objects.get(kind="bonus_granted")
    Posting.objects.filter(entry__document_id=day.loose.return_id, source__kind="revenue").update(
        source=elsewhere
    )

    assert_broken(day.loose.return_id, "returns.taken_back")


def test_a_return_that_gave_back_other_points_than_were_posted(day: Day) -> None:
    Return.objects.filter(id=day.back.return_id).update(points_back=F("points_back") - 1)

    assert_broken(day.back.return_id, "returns.taken_back")


@pytest.mark.parametrize("column", ["document_count", "sale_count", "return_count"])
def test_a_closed_shift_that_counts_other_documents(day: Day, column: str) -> None:
    Shift.objects.filter(id=day.closed_shift).update(**{column: F(column) + 1})

    assert_broken(day.closed_shift, "shifts.documents")


def test_an_open_shift_that_counts_other_documents(day: Day) -> None:
    Shift.objects.filter(is_open=True).update(document_count=F("document_count") - 1)

    assert_broken(Shift.objects.get(is_open=True).id, "shifts.documents")


@pytest.mark.parametrize("column", ["taken_minor", "refunded_minor", "count"])
def test_a_closed_shift_whose_tenders_took_something_else(day: Day, column: str) -> None:
    ShiftTender.objects.filter(shift=day.closed_shift, kind="cash").update(
        **{column: F(column) + 1}
    )

    assert_broken(day.closed_shift, "shifts.tenders")


def test_a_closed_shift_that_lost_one_of_its_tenders(day: Day) -> None:
    ShiftTender.objects.filter(shift=day.closed_shift, kind="card").delete()

    assert_broken(day.closed_shift, "shifts.tenders")


def test_a_closed_shift_that_expected_other_cash(day: Day) -> None:
    Shift.objects.filter(id=day.closed_shift).update(expected_minor=F("expected_minor") + 1)

    assert_broken(day.closed_shift, "shifts.expected")


def test_a_closed_shift_that_nobody_counted(day: Day) -> None:
    unguard(Shift, "shift_closed_is_counted")
    Shift.objects.filter(id=day.closed_shift).update(counted_minor=None)

    assert_broken(day.closed_shift, "shifts.expected")


def _series(kind: str, day: Day) -> str:
    return f"{kind}:{day.shop.till_id.hex}"


@pytest.mark.parametrize("kind", ["sale", "return"])
def test_a_counter_that_ran_ahead_of_its_documents(day: Day, kind: str) -> None:
    Counter.objects.filter(series=_series(kind, day)).update(value=F("value") + 1)

    assert_broken(_series(kind, day), "sales.numbers")


def test_a_number_that_leaves_a_gap(day: Day) -> None:
    Sale.objects.filter(id=day.last.sale_id).update(number="S1-T1-260310-0099")

    assert_broken(_series("sale", day), "sales.numbers")


@pytest.mark.parametrize("column", ["visits", "spent_minor", "pieces"])
def test_a_member_who_bought_something_else_than_is_kept(day: Day, column: str) -> None:
    Buyer.objects.filter(member=day.member).update(**{column: F(column) + 1})

    assert_broken(day.member, "sales.buyers")


@pytest.mark.parametrize("column", ["first_on", "last_on"])
def test_a_member_who_bought_on_another_day_than_is_kept(day: Day, column: str) -> None:
    Buyer.objects.filter(member=day.member).update(**{column: NOON.date() + timedelta(days=1)})

    assert_broken(day.member, "sales.buyers")


def test_a_member_who_bought_and_is_not_kept(day: Day) -> None:
    Buyer.objects.filter(member=day.member).delete()

    assert_broken(day.member, "sales.buyers")


def test_an_exchange_that_carries_more_than_came_back(day: Day) -> None:
    exchange = Exchange.objects.get()
    Exchange.objects.filter(sale=exchange.sale_id).update(carried_minor=F("carried_minor") + 1)

    assert_broken(exchange.sale_id, "returns.exchanges")


def test_a_block_of_numbers_that_was_handed_out_twice(day: Day) -> None:
    block = NumberBlock.objects.get()
    NumberBlock.objects.filter(id=block.id).update(last=F("last") + 1)

    assert_broken(f"offline:{block.till_id.hex}", "sales.blocks")


def test_a_sale_made_offline_that_nobody_took_down(day: Day) -> None:
    made = MadeOffline.objects.get()
    MadeOffline.objects.filter(id=made.id).update(number="S1-T1-F9999")

    assert_broken(str(made.sale_id), "sales.made_offline")


def test_a_sale_made_offline_under_a_number_of_no_block(day: Day) -> None:
    made = MadeOffline.objects.get()
    MadeOffline.objects.filter(id=made.id).update(number_value=9999)

    assert_broken(str(made.sale_id), "sales.made_offline")


def test_something_made_offline_that_came_to_nothing_without_a_word(day: Day) -> None:
    made = MadeOffline.objects.get()
    SyncRemark.objects.all().delete()
    MadeOffline.objects.filter(id=made.id).update(sale=None)

    assert_broken(made.id, "sales.made_offline")
