"""Returns: money to the tenders, points back and clawed back, stock in again."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from tessera.kernel.errors import DomainError
from tessera.ledger.queries import get_balance, list_lots
from tessera.rewards import usecases as rewards
from tessera.sales import places, usecases
from tessera.sales.models import Return, SaleLine
from tessera.sales.usecases import LooseLine, PostedReturn, Wanted
from tessera.stock.queries import on_hand
from tessera.wallet import places as held
from tessera.wallet.queries import get_balances
from tests.support.shop import NOON, Shop


def give_back(
    shop: Shop,
    sale_id: UUID,
    *pieces: int,
    at: datetime = NOON,
    request_id: UUID | None = None,
) -> PostedReturn:
    """Return so many pieces of the sale's lines, in their order."""
    lines = SaleLine.objects.filter(sale=sale_id).order_by("position")
    return usecases.return_lines(
        actor=shop.boss,
        at=at,
        request_id=request_id or uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        sale_id=sale_id,
        lines=[Wanted(line.id, n) for line, n in zip(lines, pieces, strict=False) if n],
    )


def test_a_full_return_leaves_everything_as_before_the_sale(shop: Shop) -> None:
    member = shop.join()
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member))
    back = give_back(shop, sold.sale_id, 1)
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
    back = give_back(shop, sold.sale_id, 1)
    assert {part.kind: part.amount_minor for part in back.refunds} == {
        "wallet": 11000,
        "cash": 18900,
    }
    assert get_balances(member).principal_minor == 50000 - 20000 + 10000
    assert get_balances(member).bonus_minor == 5000 - 2000 + 1000
    give_back(shop, sold.sale_id, 1)
    assert get_balances(member).principal_minor == 50000
    assert get_balances(member).bonus_minor == 5000


def test_case_08_spent_points_come_back_with_their_old_expiry(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 4), member_id=member))
    (before,) = list_lots(held.points(member))
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member, points=1000))
    back = give_back(shop, sold.sale_id, 1)
    assert (back.points_back, back.points_clawed) == (1000, 289)
    (after,) = list_lots(held.points(member))
    assert (after.id, after.remaining, after.expires_on) == (
        before.id,
        before.remaining,
        before.expires_on,
    )


def test_points_of_a_lapsed_lot_come_back_for_thirty_days(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 4), member_id=member))
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member, points=1000))
    years_later = datetime(2028, 2, 1, 4, 0, tzinfo=UTC)
    give_back(shop, sold.sale_id, 1, at=years_later)
    fresh = [lot for lot in list_lots(held.points(member)) if lot.earned_at == years_later]
    assert [(lot.amount, str(lot.expires_on)) for lot in fresh] == [(1000, "2028-03-01")]


def test_case_07_ten_partial_returns_claw_back_what_one_full_return_would(shop: Shop) -> None:
    member = shop.join()
    odd = shop.add("ODD", 1999)
    one = shop.sell(shop.order((odd, 10), member_id=member))
    other = shop.sell(shop.order((odd, 10), member_id=member))
    parts = [give_back(shop, one.sale_id, 1) for _ in range(10)]
    whole = give_back(shop, other.sale_id, 10)
    assert sum(part.points_clawed for part in parts) == whole.points_clawed == 199
    assert sum(part.refund_minor for part in parts) == whole.refund_minor == 19990
    assert get_balances(member).points == 0


def test_case_07_buying_spending_and_returning_leaves_a_debt_that_earnings_fill(shop: Shop) -> None:
    member = shop.join()
    first = shop.sell(shop.order((shop.dress, 1), member_id=member))
    shop.sell(shop.order((shop.fee, 1), (shop.dress, 1), member_id=member, points=299))
    give_back(shop, first.sale_id, 1)
    balances = get_balances(member)
    # 299 were earned and spent; the second sale earned 296; the return takes 299 back.
    assert balances.points - balances.points_debt == 296 - 299
    shop.sell(shop.order((shop.dress, 1), member_id=member))
    balances = get_balances(member)
    assert (balances.points, balances.points_debt) == (296, 0)


def test_case_19_the_clawback_follows_the_rule_of_the_sale(shop: Shop) -> None:
    member = shop.join()
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member))
    rewards.set_earn_rule(actor=shop.boss, at=NOON, minor_per_point=50, expiry_years=1)
    assert shop.sell(shop.order((shop.dress, 1), member_id=member)).points_earned == 598
    assert give_back(shop, sold.sale_id, 1).points_clawed == 299


def test_case_11_a_reduced_sale_refunds_to_the_fen(shop: Shop) -> None:
    member = shop.join()
    code = shop.coupon(member, threshold=10000, amount=1000)
    a, b, c = (shop.add(f"P{i}", tag) for i, tag in enumerate((19900, 9900, 5900)))
    order = shop.order((a, 1), (b, 1), (c, 3), member_id=member, coupons=(code,))
    sold = shop.sell(order)
    refunds = [give_back(shop, sold.sale_id, 0, 0, 1).refund_minor for _ in range(3)]
    refunds += [give_back(shop, sold.sale_id, 0, 1).refund_minor]
    refunds += [give_back(shop, sold.sale_id, 1).refund_minor]
    assert sum(refunds) == sold.total_minor == 46500


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("too many", "returns.too_many"),
        ("nothing", "returns.empty"),
        ("a stranger's line", "returns.line_not_found"),
        ("no such sale", "sales.not_found"),
        ("second return", "returns.too_many"),
    ],
)
def test_a_wrong_return_is_refused_and_writes_nothing(shop: Shop, case: str, code: str) -> None:
    sold = shop.sell(shop.order((shop.dress, 1)))
    other = shop.sell(shop.order((shop.dress, 1)))
    line = SaleLine.objects.get(sale=other.sale_id)
    if case == "second return":
        give_back(shop, sold.sale_id, 1)
    before = Return.objects.count(), on_hand(shop.store_id, [shop.dress])
    wanted = {
        "too many": (sold.sale_id, 2),
        "nothing": (sold.sale_id, 0),
        "no such sale": (uuid4(), 1),
        "second return": (sold.sale_id, 1),
    }
    with pytest.raises(DomainError) as refused:
        if case == "a stranger's line":
            usecases.return_lines(
                actor=shop.boss,
                at=NOON,
                request_id=uuid4(),
                store_id=shop.store_id,
                till_id=shop.till_id,
                sale_id=sold.sale_id,
                lines=[Wanted(line.id, 1)],
            )
        else:
            give_back(shop, *wanted[case])
    assert refused.value.code == code
    assert (Return.objects.count(), on_hand(shop.store_id, [shop.dress])) == before


def test_the_same_return_sent_again_answers_with_the_first(shop: Shop) -> None:
    sold, request_id = shop.sell(shop.order((shop.dress, 1))), uuid4()
    first = give_back(shop, sold.sale_id, 1, request_id=request_id)
    assert give_back(shop, sold.sale_id, 1, request_id=request_id) == first
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
    posted = give_back(shop, sold.sale_id, 1)
    assert (quoted.refunds, quoted.points_clawed) == (posted.refunds, posted.points_clawed)


def test_an_untouched_top_up_comes_back_with_its_bonus(shop: Shop) -> None:
    member = shop.join()
    sold = shop.top_up(member)
    back = give_back(shop, sold.sale_id, 1)
    assert [(part.kind, part.amount_minor) for part in back.refunds] == [("cash", 50000)]
    assert get_balances(member).principal_minor == get_balances(member).bonus_minor == 0


def test_a_top_up_that_was_spent_from_stays(shop: Shop) -> None:
    member = shop.join()
    sold = shop.top_up(member)
    shop.sell(shop.order((shop.dress, 1), member_id=member), ("wallet", 29900))
    with pytest.raises(DomainError) as refused:
        give_back(shop, sold.sale_id, 1)
    assert refused.value.code == "returns.topup_used"
    assert not Return.objects.exists()


@pytest.mark.parametrize("kind", ["cash", "wallet"])
def test_goods_without_a_receipt_come_back_at_a_price_by_hand(shop: Shop, kind: str) -> None:
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
    )
    assert back.refund_minor == 30000
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 102}
    assert get_balances(member).principal_minor == (30000 if kind == "wallet" else 0)
