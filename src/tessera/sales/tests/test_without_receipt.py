"""What comes back without a receipt, by the brand's rules (domain handbook 5.9), and what does not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.shop import NOON, Shop, agree_on_prices
from tests.support.till import hire

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.org import usecases as places
from tessera.platform.models import AuditRow
from tessera.sales import usecases
from tessera.sales.models import Return
from tessera.sales.queries import ReturnFacts
from tessera.sales.rules.order import Order, OrderLine
from tessera.sales.usecases import LooseLine, PostedReturn
from tessera.stock.queries import on_hand
from tessera.wallet.queries import get_balances


def refused(shop: Shop, work: Callable[[], object]) -> str:
    """Do ``work``, which must be refused and change nothing; the refusal's code."""
    before = Return.objects.count(), on_hand(shop.store_id, [shop.dress])
    with pytest.raises(DomainError) as caught:
        work()
    assert (Return.objects.count(), on_hand(shop.store_id, [shop.dress])) == before
    assert not broken()
    return caught.value.code


def without_receipt(
    shop: Shop,
    sku_id: UUID,
    kind: str = "wallet",
    member_id: UUID | None = None,
    *,
    price: int | None = None,
    at: datetime = NOON,
    reason: str = "旧衣",
    actor: Actor | None = None,
) -> PostedReturn:
    """One piece comes back without a receipt."""
    return usecases.return_without_receipt(
        actor=actor or shop.boss,
        at=at,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        lines=[LooseLine(sku_id, 1, price)],
        refund_kind=kind,
        member_id=member_id,
        reason=reason,
    )


def test_a_top_up_does_not_come_back_without_its_receipt(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    code = refused(shop, lambda: without_receipt(shop, shop.topup, "cash", member))
    assert code == "returns.topup_needs_receipt"
    held = get_balances(member)
    assert (held.principal_minor, held.bonus_minor) == (50000, 5000)


@pytest.mark.parametrize("kind", ["cash", "wallet"])
def test_nothing_comes_back_for_somebody_who_is_no_member(shop: Shop, kind: str) -> None:
    code = refused(shop, lambda: without_receipt(shop, shop.dress, kind, uuid4()))
    assert code == "members.not_found"


def rule(shop: Shop, **changed: Any) -> None:
    """Set the rules of returns, but for ``changed`` those of the handbook."""
    policy = replace(ReturnFacts(), **changed)
    usecases.set_return_policy(actor=shop.boss, at=NOON, policy=policy)


def sold_for(shop: Shop, minor: int, at: datetime = NOON) -> None:
    """A dress is sold at a price of its own."""
    order = Order((OrderLine("1", shop.dress, 1, price_minor=minor),))
    shop.sell(order, at=at)


def test_goods_come_back_at_the_lowest_price_of_the_last_days_to_stored_value(shop: Shop) -> None:
    member = shop.join()
    for minor in (29900, 19900, 25000):
        sold_for(shop, minor)
    back = without_receipt(shop, shop.dress, member_id=member)
    assert back.refund_minor == 19900
    assert [(part.kind, part.amount_minor) for part in back.refunds] == [("wallet", 19900)]
    held = get_balances(member)
    assert (held.principal_minor, held.bonus_minor, held.points) == (19900, 0, 0)
    assert not broken()


def test_the_reason_is_asked_for_and_kept_in_the_audit_log(shop: Shop) -> None:
    member = shop.join()
    sold_for(shop, 19900)
    code = refused(shop, lambda: without_receipt(shop, shop.dress, member_id=member, reason=" "))
    assert code == "returns.reason_needed"
    back = without_receipt(shop, shop.dress, member_id=member, reason="小票丢了")
    row = AuditRow.objects.get(action="sale.returned", subject=back.return_id)
    assert row.data["reason"] == "小票丢了"
    assert Return.objects.get().reason == "小票丢了"


def test_less_may_be_agreed_but_not_more(shop: Shop) -> None:
    member = shop.join()
    sold_for(shop, 19900)
    code = refused(shop, lambda: without_receipt(shop, shop.dress, member_id=member, price=19901))
    assert code == "returns.price_too_high"
    assert without_receipt(shop, shop.dress, member_id=member, price=5000).refund_minor == 5000


def test_money_is_not_given_for_goods_without_a_receipt(shop: Shop) -> None:
    sold_for(shop, 19900)
    assert refused(shop, lambda: without_receipt(shop, shop.dress, "cash")) == "returns.value_only"


@pytest.mark.parametrize(("days_later", "comes_back"), [(29, True), (30, False)])
def test_what_was_sold_too_long_ago_does_not_come_back(
    shop: Shop, days_later: int, comes_back: bool
) -> None:
    member, then = shop.join(), NOON + timedelta(days=days_later)
    sold_for(shop, 19900)
    if comes_back:
        assert without_receipt(shop, shop.dress, member_id=member, at=then).refund_minor == 19900
    else:
        code = refused(shop, lambda: without_receipt(shop, shop.dress, member_id=member, at=then))
        assert code == "returns.not_sold_lately"


def test_what_was_given_for_nothing_sets_no_price(shop: Shop) -> None:
    member = shop.join()
    sold_for(shop, 0)
    code = refused(shop, lambda: without_receipt(shop, shop.dress, member_id=member))
    assert code == "returns.not_sold_lately"


def test_a_price_of_several_pieces_is_the_one_of_a_piece(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 3), member_id=member, coupons=(shop.coupon(member),)))
    back = without_receipt(shop, shop.dress, member_id=member)
    assert back.refund_minor == (3 * 29900 - 2000) // 3


def test_a_brand_that_takes_nothing_back_refuses(shop: Shop) -> None:
    member = shop.join()
    sold_for(shop, 19900)
    rule(shop, takes_loose=False)
    code = refused(shop, lambda: without_receipt(shop, shop.dress, member_id=member))
    assert code == "returns.loose_not_taken"


def test_a_brand_may_leave_it_to_its_owner(shop: Shop) -> None:
    member = shop.join()
    sold_for(shop, 19900)
    rule(shop, loose_by_owner=True)
    manager = hire(shop, "manager")
    code = refused(shop, lambda: without_receipt(shop, shop.dress, member_id=member, actor=manager))
    assert code == "permission.denied"
    owner = hire(shop, "owner")
    assert without_receipt(shop, shop.dress, member_id=member, actor=owner).refund_minor == 19900


def test_where_any_price_may_be_agreed_it_must_be_said(shop: Shop) -> None:
    agree_on_prices(shop)
    code = refused(shop, lambda: without_receipt(shop, shop.dress, "cash"))
    assert code == "sales.quantity_invalid"


def test_another_store_s_sales_set_no_price(shop: Shop) -> None:
    sold_for(shop, 19900)
    other = places.open_store(actor=shop.boss, at=NOON, code="S2", name="别的店")
    elsewhere = usecases.quote_loose(actor=shop.boss, at=NOON, store_id=other, sku_ids=[shop.dress])
    here = usecases.quote_loose(
        actor=shop.boss, at=NOON, store_id=shop.store_id, sku_ids=[shop.dress]
    )
    assert (elsewhere.most_minor, here.most_minor) == ({}, {shop.dress: 19900})
    assert here.refund_kinds == ("wallet",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"refund_order": "at random"},
        {"loose_price": "free"},
        {"loose_refund": "cheque"},
        {"loose_days": 0},
    ],
)
def test_rules_that_cannot_work_are_refused(shop: Shop, wrong: dict[str, Any]) -> None:
    assert refused(shop, lambda: rule(shop, **wrong)) == "returns.policy_invalid"
