"""Returns: money to the tenders, points back and clawed back, stock in again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db.models import Sum
from tests.support.books import broken
from tests.support.shop import NOON, Shop, agree_on_prices

from tessera.kernel.errors import DomainError
from tessera.ledger.queries import get_balance
from tessera.sales import places, queries, usecases
from tessera.sales.models import Refund, Return, SaleLine
from tessera.sales.usecases import LooseLine, Wanted
from tessera.stock.queries import on_hand
from tessera.wallet.queries import get_balances


def test_a_full_return_leaves_everything_as_before_the_sale(shop: Shop) -> None:
    member = shop.join()
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member))
    back = shop.give_back(sold.sale_id, 1)
    assert (back.refund_minor, back.points_clawed, back.points_back) == (29900, 299, 0)
    assert [(part.kind, part.amount_minor) for part in back.refunds] == [("cash", 29900)]
    assert get_balances(member).points == 0
    assert get_balance(places.revenue(shop.store_id, "CNY")) == 0
    assert get_balance(places.tender(shop.till_id, "cash", "CNY")) == 0
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 100}


def test_a_mixed_payment_goes_back_in_proportion_and_value_to_its_lots(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    sold = shop.sell(
        shop.order((shop.dress, 2), member_id=member), ("wallet", 22000), ("cash", 37800)
    )
    back = shop.give_back(sold.sale_id, 1)
    assert {part.kind: part.amount_minor for part in back.refunds} == {
        "wallet": 11000,
        "cash": 18900,
    }
    assert get_balances(member).principal_minor == 50000 - 20000 + 10000
    assert get_balances(member).bonus_minor == 5000 - 2000 + 1000
    shop.give_back(sold.sale_id, 1)
    assert get_balances(member).principal_minor == 50000
    assert get_balances(member).bonus_minor == 5000


def test_case_11_a_reduced_sale_refunds_to_the_fen(shop: Shop) -> None:
    member = shop.join()
    code = shop.coupon(member, threshold=10000, amount=1000)
    a, b, c = (shop.add(f"P{i}", tag) for i, tag in enumerate((19900, 9900, 5900)))
    order = shop.order((a, 1), (b, 1), (c, 3), member_id=member, coupons=(code,))
    sold = shop.sell(order)
    refunds = [shop.give_back(sold.sale_id, 0, 0, 1).refund_minor for _ in range(3)]
    refunds += [shop.give_back(sold.sale_id, 0, 1).refund_minor]
    refunds += [shop.give_back(sold.sale_id, 1).refund_minor]
    assert sum(refunds) == sold.total_minor == 46500


def refused(shop: Shop, work: Callable[[], object]) -> str:
    """Do ``work``, which must be refused and change nothing; the refusal's code."""
    before = Return.objects.count(), on_hand(shop.store_id, [shop.dress])
    with pytest.raises(DomainError) as caught:
        work()
    assert (Return.objects.count(), on_hand(shop.store_id, [shop.dress])) == before
    return caught.value.code


def test_more_than_was_sold_does_not_come_back(shop: Shop) -> None:
    sold = shop.sell(shop.order((shop.dress, 1)))
    assert refused(shop, lambda: shop.give_back(sold.sale_id, 2)) == "returns.too_many"


def test_a_line_does_not_come_back_twice(shop: Shop) -> None:
    sold = shop.sell(shop.order((shop.dress, 1)))
    shop.give_back(sold.sale_id, 1)
    assert refused(shop, lambda: shop.give_back(sold.sale_id, 1)) == "returns.too_many"


def test_a_return_of_nothing_is_refused(shop: Shop) -> None:
    sold = shop.sell(shop.order((shop.dress, 1)))
    assert refused(shop, lambda: shop.give_back(sold.sale_id, 0)) == "returns.empty"


def test_a_line_of_another_sale_is_refused(shop: Shop) -> None:
    sold, other = shop.sell(shop.order((shop.dress, 1))), shop.sell(shop.order((shop.dress, 1)))
    line = SaleLine.objects.get(sale=other.sale_id)
    story = partial(
        usecases.return_lines,
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        sale_id=sold.sale_id,
        lines=[Wanted(line.id, 1)],
    )
    assert refused(shop, story) == "returns.line_not_found"


def test_a_return_of_an_unknown_sale_is_refused(shop: Shop) -> None:
    story = partial(
        usecases.return_lines,
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        sale_id=uuid4(),
        lines=[Wanted(uuid4(), 1)],
    )
    assert refused(shop, story) == "sales.not_found"


def test_the_same_return_sent_again_answers_with_the_first(shop: Shop) -> None:
    sold, request_id = shop.sell(shop.order((shop.dress, 1))), uuid4()
    first = shop.give_back(sold.sale_id, 1, request_id=request_id)
    assert shop.give_back(sold.sale_id, 1, request_id=request_id) == first
    assert Return.objects.count() == 1


def test_a_quoted_return_is_what_is_posted_and_writes_nothing(shop: Shop) -> None:
    member = shop.join()
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member))
    line = SaleLine.objects.get(sale=sold.sale_id)
    quoted = usecases.quote_return(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        till_id=shop.till_id,
        sale_id=sold.sale_id,
        lines=[Wanted(line.id, 1)],
    )
    assert not Return.objects.exists()
    posted = shop.give_back(sold.sale_id, 1)
    assert (quoted.refunds, quoted.points_clawed) == (posted.refunds, posted.points_clawed)


def test_an_untouched_top_up_comes_back_with_its_bonus(shop: Shop) -> None:
    member = shop.join()
    sold = shop.top_up(member)
    back = shop.give_back(sold.sale_id, 1)
    assert [(part.kind, part.amount_minor) for part in back.refunds] == [("cash", 50000)]
    assert get_balances(member).principal_minor == get_balances(member).bonus_minor == 0


def test_a_top_up_that_was_spent_from_stays(shop: Shop) -> None:
    member = shop.join()
    sold = shop.top_up(member)
    shop.sell(shop.order((shop.dress, 1), member_id=member), ("wallet", 29900))
    with pytest.raises(DomainError) as refused:
        shop.give_back(sold.sale_id, 1)
    assert refused.value.code == "returns.topup_used"
    assert not Return.objects.exists()


@pytest.mark.parametrize("kind", ["cash", "wallet"])
def test_goods_without_a_receipt_come_back_at_a_price_by_hand(shop: Shop, kind: str) -> None:
    agree_on_prices(shop)
    member = shop.join()
    back = usecases.return_without_receipt(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        lines=[LooseLine(shop.dress, 2, 15000)],
        refund_kind=kind,
        member_id=member,
        reason="旧衣",
    )
    assert back.refund_minor == 30000
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 102}
    assert get_balances(member).principal_minor == (30000 if kind == "wallet" else 0)


@pytest.mark.parametrize(
    ("days_left", "until"),
    [(3, timedelta(days=6)), (0, timedelta(days=6)), (-1, timedelta(days=29))],
)
def test_points_that_come_back_are_valid_for_seven_days_at_least_and_the_return_says_so(
    shop: Shop, days_left: int, until: timedelta
) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 4), member_id=member))
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member, points=1000))
    at = datetime(2027, 12, 31, 4, tzinfo=UTC) - timedelta(days=days_left)
    back = shop.give_back(sold.sale_id, 1, at=at)
    assert back.points_back == 1000
    told = queries.get_return(actor=shop.boss, return_id=back.return_id).renewed
    assert [(one.kind, one.amount, one.expires_on) for one in told] == [
        ("points", 1000, at.date() + until)
    ]
    assert not broken()


@pytest.mark.parametrize("order", ["pro_rata", "last_first", "first_first"])
def test_every_piece_back_one_by_one_gives_back_what_each_tender_paid(
    shop: Shop, order: str
) -> None:
    usecases.set_return_policy(
        actor=shop.boss, at=NOON, policy=queries.ReturnFacts(refund_order=order)
    )
    member = shop.join()
    shop.top_up(member)
    sold = shop.sell(
        shop.order((shop.dress, 3), (shop.fee, 1), member_id=member),
        ("card", 20001),
        ("wallet", 33333),
        ("cash", 91700 - 53334),
    )
    first = shop.give_back(sold.sale_id, 1)
    parts = {one.kind: one.amount_minor for one in first.refunds}
    if order == "last_first":
        assert parts == {"cash": 29900}
    if order == "first_first":
        assert parts == {"card": 20001, "wallet": 9899}
    for pieces in ((0, 1), (1,), (1,)):
        shop.give_back(sold.sale_id, *pieces)
    given = Refund.objects.values_list("tender__kind").annotate(Sum("amount_minor"))
    assert dict(given) == {"card": 20001, "wallet": 33333, "cash": 38366}
    assert not broken()
