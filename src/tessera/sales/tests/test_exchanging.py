"""Goods exchanged in one ticket: a return and a sale, one difference (domain handbook 5.9)."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.shop import NOON, Shop
from tests.support.till import hire

from tessera.kernel.errors import DomainError
from tessera.ledger.models import Entry
from tessera.platform.models import AuditRow
from tessera.sales import queries, usecases
from tessera.sales.models import Exchange, Return, Sale, Shift, Tender
from tessera.sales.queries import ReturnFacts
from tessera.sales.rules.order import TenderOffer
from tessera.sales.tests.test_gift_cards import left, pay, sold
from tessera.sales.usecases import Exchanged, Wanted
from tessera.stock.queries import on_hand
from tessera.wallet.queries import get_balances


@pytest.fixture
def skirt(shop: Shop) -> UUID:
    """A skirt at 199.00."""
    return shop.add("SKIRT", 19900)


@pytest.fixture
def coat(shop: Shop) -> UUID:
    """A coat at 499.00."""
    return shop.add("COAT", 49900)


def exchange(
    shop: Shop, sale_id: UUID, sku_id: UUID, *tenders: tuple[str, int], **asked: Any
) -> Exchanged:
    """One piece of the first line for one of ``sku_id``."""
    sale = queries.get_sale(actor=shop.boss, sale_id=sale_id)
    given: dict[str, Any] = {
        "actor": shop.boss,
        "at": NOON,
        "store_id": shop.store_id,
        "till_id": shop.till_id,
        "sale_id": sale_id,
        "lines": [Wanted(sale.lines[0].line_id, 1)],
        "order": shop.order((sku_id, 1), member_id=sale.member_id),
    }
    given |= {name: asked.pop(name) for name in given.keys() & asked.keys()}
    shown = usecases.quote_exchange(**given)
    return usecases.exchange_goods(
        **given,
        request_id=asked.get("request_id") or uuid4(),
        tenders=[TenderOffer(kind, amount) for kind, amount in tenders],
        expected_refund_minor=asked.get("refund", shown.back.refund_minor),
        expected_total_minor=asked.get("total", shown.quote.total_minor),
    )


def rule(shop: Shop, order: str) -> None:
    """Divide refunds in this order."""
    policy = ReturnFacts(refund_order=order)
    usecases.set_return_policy(actor=shop.boss, at=NOON, policy=policy)


def counted() -> tuple[int, ...]:
    """How much there is of what an exchange writes."""
    models = (Return, Sale, Exchange, Entry, AuditRow)
    return tuple(model.objects.count() for model in models)


def test_dearer_goods_cost_the_difference_alone(shop: Shop, coat: UUID) -> None:
    sale = shop.sell(shop.order((shop.dress, 1)))
    done = exchange(shop, sale.sale_id, coat, ("cash", 30000))
    assert done.difference_minor == 20000
    assert done.sale.change_minor == 10000
    assert [(one.kind, one.amount_minor) for one in done.carried] == [("cash", 29900)]
    assert not done.given_back
    assert on_hand(shop.store_id, [shop.dress, coat]) == {shop.dress: 100, coat: 99}
    assert not broken()


def test_cheaper_goods_give_the_difference_back(shop: Shop, skirt: UUID) -> None:
    sale = shop.sell(shop.order((shop.dress, 1)))
    done = exchange(shop, sale.sale_id, skirt)
    assert done.difference_minor == -10000
    assert [(one.kind, one.amount_minor) for one in done.given_back] == [("cash", 10000)]
    shift = Shift.objects.get(is_open=True)
    assert shift.document_count == 3
    closed = shop.close_shift(counted_minor=50000 + 19900)
    assert closed.variance_minor == 0
    assert not broken()


def test_goods_of_the_same_price_move_no_money(shop: Shop) -> None:
    other = shop.add("GOWN", 29900)
    sale = shop.sell(shop.order((shop.dress, 1)), ("card", 29900))
    done = exchange(shop, sale.sale_id, other)
    assert (done.difference_minor, done.given_back) == (0, ())
    assert [t.kind for t in Tender.objects.filter(sale=done.sale.sale_id)] == ["card"]
    assert not broken()


@pytest.mark.parametrize(
    ("order", "given"),
    [
        ("pro_rata", {"wallet": 3344, "cash": 6656}),
        ("last_first", {"cash": 10000}),
        ("first_first", {"wallet": 10000}),
    ],
)
def test_stored_value_stays_stored_value(
    shop: Shop, skirt: UUID, order: str, given: dict[str, int]
) -> None:
    rule(shop, order)
    member = shop.join()
    shop.top_up(member)
    paid = shop.order((shop.dress, 1), member_id=member)
    sale = shop.sell(paid, ("wallet", 10000), ("cash", 19900))
    done = exchange(shop, sale.sale_id, skirt)
    assert {one.kind: one.amount_minor for one in done.given_back} == given
    held = get_balances(member)
    assert held.principal_minor + held.bonus_minor == 55000 - 10000 + given.get("wallet", 0)
    assert not broken()
    shop.give_back(done.sale.sale_id, 1)
    held = get_balances(member)
    assert held.principal_minor + held.bonus_minor == 55000
    assert not broken()


def test_a_gift_card_that_paid_goes_on_paying(shop: Shop, skirt: UUID) -> None:
    (code,) = sold(shop)
    sale = pay(shop, shop.order((shop.dress, 1)), ("gift", 29900, code))
    done = exchange(shop, sale.sale_id, skirt)
    assert [(one.kind, one.amount_minor) for one in done.carried] == [("gift", 19900)]
    assert left(code) == 50000 - 19900
    shop.give_back(done.sale.sale_id, 1)
    assert left(code) == 50000
    assert not broken()


def test_points_that_were_spent_come_back_and_may_pay_again(shop: Shop, coat: UUID) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 4), member_id=member))
    sale = shop.sell(shop.order((shop.dress, 1), member_id=member, points=1000))
    order = shop.order((coat, 1), member_id=member, points=1000)
    done = exchange(shop, sale.sale_id, coat, ("cash", 20000), order=order)
    assert (done.back.points_back, done.back.refund_minor) == (1000, 28900)
    assert done.sale.total_minor == 48900
    assert not broken()


def test_a_request_that_is_sent_again_gets_the_first_answer(shop: Shop, coat: UUID) -> None:
    sale = shop.sell(shop.order((shop.dress, 2)))
    lines = [Wanted(queries.get_sale(actor=shop.boss, sale_id=sale.sale_id).lines[0].line_id, 1)]
    asked: dict[str, Any] = {
        "actor": shop.boss,
        "at": NOON,
        "request_id": uuid4(),
        "store_id": shop.store_id,
        "till_id": shop.till_id,
        "sale_id": sale.sale_id,
        "lines": lines,
        "order": shop.order((coat, 1)),
        "tenders": [TenderOffer("cash", 20000)],
        "expected_refund_minor": 29900,
        "expected_total_minor": 49900,
    }
    first = usecases.exchange_goods(**asked)
    before = counted()
    assert usecases.exchange_goods(**asked) == first
    assert counted() == before
    with pytest.raises(DomainError) as refused:
        usecases.exchange_goods(**(asked | {"expected_total_minor": 1}))
    assert refused.value.code == "request.reused"


@pytest.mark.parametrize(
    ("tenders", "asked", "code"),
    [
        ((("cash", 19999),), {}, "sales.underpaid"),
        ((("card", 20001),), {}, "sales.overpaid"),
        ((("cash", 20000),), {"refund": 29800}, "returns.refund_changed"),
        ((("cash", 20000),), {"total": 1}, "sales.total_changed"),
    ],
)
def test_what_does_not_fit_changes_nothing(
    shop: Shop, coat: UUID, tenders: tuple[tuple[str, int], ...], asked: dict[str, int], code: str
) -> None:
    sale = shop.sell(shop.order((shop.dress, 1)))
    before = counted()
    with pytest.raises(DomainError) as refused:
        exchange(shop, sale.sale_id, coat, *tenders, **asked)
    assert refused.value.code == code
    assert counted() == before
    assert on_hand(shop.store_id, [shop.dress, coat]) == {shop.dress: 99, coat: 100}
    assert not broken()


def test_only_goods_and_services_are_exchanged(shop: Shop) -> None:
    member = shop.join()
    topped = shop.top_up(member)
    sale = shop.sell(shop.order((shop.dress, 1), member_id=member))
    before = counted()
    for sale_id, sku_id in ((topped.sale_id, shop.dress), (sale.sale_id, shop.topup)):
        with pytest.raises(DomainError) as refused:
            exchange(shop, sale_id, sku_id)
        assert refused.value.code == "exchanges.goods_only"
    assert counted() == before


def test_an_exchange_stays_with_the_member_of_the_sale(shop: Shop, coat: UUID) -> None:
    sale = shop.sell(shop.order((shop.dress, 1), member_id=shop.join()))
    order = shop.order((coat, 1), member_id=shop.join("李静"))
    before = counted()
    with pytest.raises(DomainError) as refused:
        exchange(shop, sale.sale_id, coat, ("cash", 20000), order=order)
    assert refused.value.code == "exchanges.other_member"
    assert counted() == before


def test_who_may_not_sell_does_not_exchange(shop: Shop, coat: UUID) -> None:
    sale = shop.sell(shop.order((shop.dress, 1)))
    with pytest.raises(DomainError) as refused:
        exchange(shop, sale.sale_id, coat, actor=hire(shop, "guide"))
    assert refused.value.code == "permission.denied"


def test_both_documents_know_of_each_other(shop: Shop, skirt: UUID) -> None:
    sale = shop.sell(shop.order((shop.dress, 2)))
    done = exchange(shop, sale.sale_id, skirt)
    new = queries.get_sale(actor=shop.boss, sale_id=done.sale.sale_id)
    back = queries.get_return(actor=shop.boss, return_id=done.back.return_id)
    assert new.exchange is not None
    assert new.exchange == back.exchange
    assert (new.exchange.return_number, new.exchange.difference_minor) == (done.back.number, -10000)
    assert [line.name for line in new.exchange.back_lines] == ["样品 DRESS"]
    actions = set(
        AuditRow.objects.filter(subject=done.sale.sale_id).values_list("action", flat=True)
    )
    assert actions == {"sale.completed", "sale.exchanged"}


def test_a_quote_leaves_nothing_behind(shop: Shop, skirt: UUID) -> None:
    sale = shop.sell(shop.order((shop.dress, 1), member_id=shop.join()))
    line = queries.get_sale(actor=shop.boss, sale_id=sale.sale_id).lines[0]
    member = queries.get_sale(actor=shop.boss, sale_id=sale.sale_id).member_id
    before = counted()
    shown = usecases.quote_exchange(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        till_id=shop.till_id,
        sale_id=sale.sale_id,
        lines=[Wanted(line.line_id, 1)],
        order=shop.order((skirt, 1), member_id=member),
    )
    assert shown.difference_minor == -10000
    assert counted() == before
    assert not broken()
