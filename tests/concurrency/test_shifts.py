"""Opening and closing a shift while others sell and take back (CASES 24)."""

import itertools
from uuid import UUID

from tessera.sales.models import Sale, Shift
from tests.support.arena import at_once, deed, told
from tests.support.arena_member import code_of
from tests.support.books import broken
from tests.support.shop import Shop

MOST = 20_000
"""How often somebody tries at most. SQLite does not queue who waits to write: two that never pause
may keep a third waiting for hundreds of sales."""


def sell_until_closed(shop: Shop, pieces: int) -> tuple[int, str]:
    """Sell until a refusal comes: how many sales were acknowledged, and the refusal's code."""
    order, total = shop.order((shop.fee, pieces)), 2000 * pieces
    for done in range(MOST):
        if code := code_of(shop.sell, order, ("cash", total), total=total):
            return done, code
    return MOST, "never refused"


def give_back_until_closed(shop: Shop, sale_id: UUID) -> tuple[int, str]:
    """Take back one piece after the other until a refusal comes; the same."""
    for done in range(MOST):
        if code := code_of(shop.give_back, sale_id, 1):
            return done, code
    return MOST, "never refused"


def close_when_busy(shop: Shop, after: int) -> tuple[int, int, int]:
    """Close when the till has made ``after`` sales: sales, returns and cash that it counted."""
    for _ in itertools.count():
        if Sale.objects.count() >= after:
            break
    closed = shop.close_shift()
    return closed.sale_count, closed.return_count, closed.expected_minor


def test_case_24_a_shift_that_closes_while_sales_come_in_takes_every_sale_or_refuses_it(
    shop: Shop,
) -> None:
    sold = shop.sell(shop.order((shop.dress, 100)))
    answers = at_once(
        [
            deed(close_when_busy, shop, 12),
            deed(sell_until_closed, shop, 1),
            deed(sell_until_closed, shop, 2),
            deed(give_back_until_closed, shop, sold.sale_id),
        ]
    )
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    (sales, returns, cash), (ones, one), (twos, two), (backs, back) = (a.value for a in answers)
    assert {one, two, back} == {"sales.shift_closed"}, told(answers)
    assert sales == 1 + ones + twos, told(answers)
    assert returns == backs, told(answers)
    taken = sold.total_minor + 2000 * ones + 4000 * twos - 29900 * backs
    assert cash == 50000 + taken, told(answers)
    assert not broken()


def test_two_who_close_one_shift_at_once_close_it_once(shop: Shop) -> None:
    shop.sell(shop.order((shop.fee, 1)))
    answers = at_once([deed(shop.close_shift, counted_minor=cash) for cash in (52000, 51000)])
    codes = sorted(answer.fault or answer.refused for answer in answers)
    assert codes == ["", "sales.shift_closed"], told(answers)
    assert Shift.objects.filter(is_open=False, sale_count=1).count() == 1
    assert not broken()


def test_two_who_open_one_till_at_once_open_one_shift(shop: Shop) -> None:
    shop.close_shift()
    answers = at_once([deed(shop.open_shift)] * 2)
    codes = sorted(answer.fault or answer.refused for answer in answers)
    assert codes == ["", "sales.shift_open"], told(answers)
    assert Shift.objects.filter(is_open=True).count() == 1
