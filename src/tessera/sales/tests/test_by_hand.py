"""Prices by hand in sales: limits, a manager's approval, what is kept and what comes back."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from uuid import UUID

import pytest
from tests.support.books import broken
from tests.support.shop import NOON, Shop
from tests.support.till import hire

from tessera.catalog import queries as catalog_queries
from tessera.catalog import usecases as catalog
from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError, Forbidden, Invalid
from tessera.org import usecases as org
from tessera.org.models import Staff
from tessera.platform.models import AuditRow
from tessera.pricing import Manual, ManualOff
from tessera.sales import usecases
from tessera.sales.models import Approval, ManualChange, Sale
from tessera.sales.rules.by_hand import Limits
from tessera.sales.rules.order import Order
from tessera.sales.usecases import Approved, CompletedSale

PIN = "628415"
TENTH = Manual("off", 1000)


def by_hand(order: Order, manual: Manual | None, *, reason: str = "小瑕疵", at: int = 0) -> Order:
    """``order`` with a price by hand on its line ``at``."""
    lines = list(order.lines)
    lines[at] = replace(lines[at], manual=manual, reason=reason)
    return replace(order, lines=tuple(lines))


def sell(shop: Shop, actor: Actor, order: Order) -> CompletedSale:
    """``actor`` sells for cash."""
    return shop.sell(order, actor=actor)


def username(actor: Actor) -> str:
    assert actor.id is not None
    return str(Staff.objects.get(id=actor.id).user.username)


def with_pin(shop: Shop, role: str, *stores: UUID) -> Actor:
    """Somebody of that role who has chosen a PIN."""
    made = hire(shop, role, *stores)
    org.choose_own_pin(actor=made, at=NOON, present_password="silk-and-brocade-88", pin=PIN)
    return made


def approve(
    shop: Shop, cashier: Actor, order: Order, manager: Actor, pin: str = PIN
) -> Approved | None:
    return usecases.approve_by_hand(
        actor=cashier,
        at=NOON,
        store_id=shop.store_id,
        till_id=shop.till_id,
        order=order,
        username=username(manager),
        pin=pin,
    )


def approved(shop: Shop, cashier: Actor, order: Order, manager: Actor) -> Order:
    """``order`` with what the manager handed out for it."""
    given = approve(shop, cashier, order, manager)
    assert given is not None
    return replace(order, approval=given.token)


def refusal(shop: Shop, actor: Actor, order: Order) -> str:
    """Why the sale is refused; nothing of it is kept."""
    before = Sale.objects.count(), ManualChange.objects.count(), AuditRow.objects.count()
    used = list(Approval.objects.values_list("uses", flat=True))
    with pytest.raises(DomainError) as refused:
        sell(shop, actor, order)
    assert (Sale.objects.count(), ManualChange.objects.count(), AuditRow.objects.count()) == before
    assert list(Approval.objects.values_list("uses", flat=True)) == used
    return refused.value.code


def test_within_the_limit_a_cashier_sets_a_price_and_who_why_and_what_it_cost_are_kept(
    shop: Shop,
) -> None:
    cashier = hire(shop, "cashier")
    sold = sell(shop, cashier, by_hand(shop.order((shop.dress, 2), (shop.fee, 1)), TENTH))
    assert sold.total_minor == 2 * 26910 + 2000
    (kept,) = ManualChange.objects.select_related("line")
    assert (kept.kind, kept.reason, kept.base_minor, kept.saved_minor) == (
        "off",
        "小瑕疵",
        59800,
        5980,
    )
    assert (kept.staff_id, kept.approver_id, kept.below_cost) == (cashier.id, None, False)
    assert kept.line is not None
    assert (kept.line.position, kept.line.unit_price_minor) == (0, 26910)
    audit = AuditRow.objects.get(action="sale.priced_by_hand")
    assert audit.data == {
        "reason": "小瑕疵",
        "saved_minor": 5980,
        "approver": "",
        "needs": [],
    }
    assert not broken()


@pytest.mark.parametrize("manual", [Manual("off", 1001), Manual("price", 0, 100), Manual("gift")])
def test_beyond_it_a_manager_must_approve(shop: Shop, manual: Manual) -> None:
    cashier, manager = hire(shop, "cashier"), with_pin(shop, "manager")
    order = by_hand(shop.order((shop.dress, 1)), manual)
    assert refusal(shop, cashier, order) == "manual.approval_needed"
    sold = sell(shop, cashier, approved(shop, cashier, order, manager))
    kept = ManualChange.objects.get(sale=sold.sale_id)
    assert (kept.staff_id, kept.approver_id) == (cashier.id, manager.id)
    assert AuditRow.objects.get(action="sale.priced_by_hand").data["approver"] == manager.name
    assert not broken()


def test_a_manager_at_the_till_asks_nobody(shop: Shop) -> None:
    sold = sell(shop, hire(shop, "manager"), by_hand(shop.order((shop.dress, 1)), Manual("gift")))
    assert sold.total_minor == 0
    assert ManualChange.objects.get().saved_minor == 29900


def test_an_approval_is_for_one_sale(shop: Shop) -> None:
    cashier, manager = hire(shop, "cashier"), with_pin(shop, "manager")
    order = approved(
        shop, cashier, by_hand(shop.order((shop.dress, 1)), Manual("off", 5000)), manager
    )
    sell(shop, cashier, order)
    assert refusal(shop, cashier, order) == "manual.approval_ended"


def test_it_covers_no_more_than_was_seen(shop: Shop) -> None:
    cashier, manager = hire(shop, "cashier"), with_pin(shop, "manager")
    order = by_hand(shop.order((shop.dress, 1), (shop.fee, 1)), Manual("off", 5000))
    order = approved(shop, cashier, order, manager)
    deeper = by_hand(order, Manual("off", 6000))
    more = replace(order, lines=(replace(order.lines[0], quantity=2), order.lines[1]))
    besides = replace(order, manual=ManualOff(amount_minor=100), reason="老顾客")
    for other in (deeper, more, besides):
        assert refusal(shop, cashier, other) == "manual.approval_ended"
    assert sell(shop, cashier, order).total_minor == 14950 + 2000


def test_it_is_of_one_till_and_ends_after_a_quarter_of_an_hour(shop: Shop) -> None:
    cashier, manager = hire(shop, "cashier"), with_pin(shop, "manager")
    order = approved(
        shop, cashier, by_hand(shop.order((shop.dress, 1)), Manual("off", 5000)), manager
    )
    assert refusal(shop.another_till("T2"), cashier, order) == "manual.approval_ended"
    with pytest.raises(DomainError) as refused:
        shop.sell(order, actor=cashier, at=NOON + timedelta(minutes=15))
    assert refused.value.code == "manual.approval_ended"
    assert Sale.objects.count() == 0


def test_goods_below_cost_need_an_approval_where_the_limit_would_allow_them(shop: Shop) -> None:
    cashier, manager = hire(shop, "cashier"), with_pin(shop, "manager")
    (dress,) = catalog_queries.list_products(actor=shop.boss, text="DRESS")
    catalog.set_cost(actor=shop.boss, at=NOON, product_id=dress.product_id, cost_minor=28000)
    order = by_hand(shop.order((shop.dress, 1)), TENTH)
    assert refusal(shop, cashier, order) == "manual.approval_needed"
    sell(shop, cashier, approved(shop, cashier, order, manager))
    assert ManualChange.objects.get().below_cost
    sell(shop, cashier, by_hand(shop.order((shop.dress, 1)), Manual("price", 0, 28000)))


def test_a_wrong_pin_is_counted_and_after_some_nobody_is_asked_any_more(shop: Shop) -> None:
    cashier, manager = hire(shop, "cashier"), with_pin(shop, "manager")
    order = by_hand(shop.order((shop.dress, 1)), Manual("gift"))
    for _ in range(8):
        assert approve(shop, cashier, order, manager, "000001") is None
    with pytest.raises(DomainError) as refused:
        approve(shop, cashier, order, manager)
    assert refused.value.code == "manual.pin_limited"
    asked = AuditRow.objects.filter(action="sale.approval_asked")
    assert [row.data["is_right"] for row in asked] == [False] * 8
    assert not Approval.objects.exists()


def test_who_has_no_pin_approves_nothing(shop: Shop) -> None:
    cashier, manager = hire(shop, "cashier"), hire(shop, "manager")
    order = by_hand(shop.order((shop.dress, 1)), Manual("gift"))
    assert approve(shop, cashier, order, manager, "") is None


def test_who_may_not_approve_is_refused(shop: Shop) -> None:
    cashier, order = hire(shop, "cashier"), by_hand(shop.order((shop.dress, 1)), Manual("gift"))
    away = org.open_store(actor=shop.boss, at=NOON, code="F1", name="加盟店", kind="franchise")
    colleague, stranger = with_pin(shop, "cashier"), with_pin(shop, "manager", away)
    for approver in (colleague, stranger):
        with pytest.raises(Forbidden) as refused:
            approve(shop, cashier, order, approver)
        assert refused.value.code == "manual.not_an_approver"
    with pytest.raises(Forbidden):
        approve(shop, stranger, order, stranger)
    assert not Approval.objects.exists()


def test_an_approver_has_a_limit_too(shop: Shop) -> None:
    manager, owner = with_pin(shop, "manager"), with_pin(shop, "owner")
    usecases.set_manual_rules(
        actor=owner, at=NOON, limits={"manager": Limits(5000), "cashier": Limits()}, reasons=[]
    )
    cashier, order = hire(shop, "cashier"), by_hand(shop.order((shop.dress, 1)), Manual("gift"))
    with pytest.raises(Forbidden) as refused:
        approve(shop, cashier, order, manager)
    assert refused.value.code == "manual.beyond_approver"
    assert sell(shop, cashier, approved(shop, cashier, order, owner)).total_minor == 0


def test_an_approval_of_nothing_is_refused(shop: Shop) -> None:
    cashier, manager = hire(shop, "cashier"), with_pin(shop, "manager")
    with pytest.raises(Invalid) as refused:
        approve(shop, cashier, shop.order((shop.dress, 1)), manager)
    assert refused.value.code == "manual.nothing"


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "manual.reason_needed"),
        (" \n", "manual.reason_needed"),
        ("长" * 81, "manual.reason_too_long"),
    ],
)
def test_a_price_by_hand_has_a_reason(shop: Shop, reason: str, code: str) -> None:
    order = by_hand(shop.order((shop.dress, 1)), TENTH, reason=reason)
    assert refusal(shop, hire(shop, "manager"), order) == code


def test_case_11_a_discount_on_the_ticket_comes_back_to_the_fen_in_any_order(shop: Shop) -> None:
    skus = [shop.add(f"T{place}", tag) for place, tag in enumerate((3333, 6667, 9999))]
    manager = hire(shop, "manager")
    for number, way in enumerate(permutations(range(3))):
        order = replace(
            shop.order(*((sku, 2) for sku in skus)),
            manual=ManualOff(amount_minor=1000 + number),
            reason="抹零",
        )
        sold = sell(shop, manager, by_hand(order, Manual("off", 777), at=1))
        back = 0
        for line in [*way, *way]:
            pieces = [0, 0, 0]
            pieces[line] = 1
            back += shop.give_back(sold.sale_id, *pieces).refund_minor
        assert back == sold.total_minor
    assert not broken()


def test_the_rules_are_the_owner_s_to_set(shop: Shop) -> None:
    with pytest.raises(Forbidden):
        usecases.set_manual_rules(actor=hire(shop, "manager"), at=NOON, limits={}, reasons=[])
    for limits, code in (
        ({"cashier": Limits(10_001)}, "manual.rules_invalid"),
        ({"cashier": Limits(0, -1)}, "manual.rules_invalid"),
        ({"nobody": Limits()}, "org.role_unknown"),
    ):
        with pytest.raises(Invalid) as refused:
            usecases.set_manual_rules(actor=shop.boss, at=NOON, limits=limits, reasons=[])
        assert refused.value.code == code


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "123456", "111111", "六二八四一五"])
def test_a_pin_is_six_digits_that_nobody_tries_first(shop: Shop, pin: str) -> None:
    manager = hire(shop, "manager")
    with pytest.raises(Invalid) as refused:
        org.choose_own_pin(actor=manager, at=NOON, present_password="silk-and-brocade-88", pin=pin)
    assert refused.value.code == "org.pin_weak"
    with pytest.raises(Forbidden) as wrong:
        org.choose_own_pin(actor=manager, at=NOON, present_password="other", pin=PIN)
    assert wrong.value.code == "org.password_wrong"
    assert not AuditRow.objects.filter(action="staff.pin_chosen").exists()
