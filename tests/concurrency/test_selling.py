"""Eight processes sell for half a minute, as fast as they can; then the books are proved from the rows."""

from collections import Counter

import pytest

from tessera.platform.models import RequestRecord
from tessera.sales.models import Return, Sale
from tests.support.arena import at_once, deed, told
from tests.support.books import broken, deadlocks
from tests.support.hustle import Notes, hustle
from tests.support.shop import Shop, lift_limits


@pytest.mark.slow
def test_eight_processes_that_sell_at_once_leave_the_books_in_order(shop: Shop) -> None:
    tills = [shop, *(shop.another_till(f"T{number}") for number in range(2, 7))]
    goods = [shop.add(f"G{n}", 1999 * n, pieces=60 if n < 3 else 99999) for n in range(1, 9)]
    lift_limits(shop)
    members = [shop.join() for _ in range(6)]
    coupons = [shop.coupon(None) for _ in range(5)]
    before = deadlocks()
    # Two tills have two clients each.
    answers = at_once(
        [deed(hustle, tills[n % 6], members, goods, coupons, seed=n) for n in range(8)],
        processes=True,
    )
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    check([answer.value for answer in answers])
    assert not broken()
    assert deadlocks() == before  # all lock in one order (config.locks)


def check(notes: list[Notes]) -> None:
    """What was acknowledged is there, once, with what was said of it; and nothing else."""
    sales = {request: sale for note in notes for request, sale in note.sales.items()}
    returns = {request: back for note in notes for request, back in note.returns.items()}
    refused = sum((note.refused for note in notes), Counter[str]())
    print(f"{len(sales)} sales, {len(returns)} returns, {dict(refused)}")  # noqa: T201 - evidence
    posted = Sale.objects.in_bulk()
    assert posted.keys() == {sale.sale_id for sale in sales.values()}
    for sale in sales.values():
        row = posted[sale.sale_id]
        assert (row.number, row.total_minor) == (sale.number, sale.total_minor), sale
    backs = dict(Return.objects.values_list("id", "refund_minor"))
    assert backs == {back.return_id: back.refund_minor for back in returns.values()}
    asked = RequestRecord.objects.filter(action__in=["sale.completed", "sale.returned"])
    assert set(asked.values_list("request_id", flat=True)) == {*sales, *returns}
    assert len(sales) > 100, refused
