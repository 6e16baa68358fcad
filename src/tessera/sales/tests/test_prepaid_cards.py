"""Cards and gift cards before the law at a till, as top-ups are (domain handbook 1.1 and 1.4)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.shop import NOON, TODAY, Shop

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.ledger.models import Entry
from tessera.platform.models import AuditRow
from tessera.sales import usecases
from tessera.sales.models import PrepaidBuyer, Sale
from tessera.sales.prepaying import NOBODY
from tessera.sales.queries import find_noted_buyer
from tessera.sales.rules.order import Order, OrderLine, TenderOffer
from tessera.sales.usecases import BuyerNote, CompletedSale
from tessera.wallet import permissions
from tessera.wallet import usecases as wallet
from tessera.wallet.models import GiftCard, HeldCard
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.cards import Terms
from tessera.wallet.rules.prepaid import BLOCK, CN_DEFAULT, OFF, WARN, Rule

CONTRACT = {"zh-hans": "预付款合同：余额可退。", "zh-hant": "預付款合約。", "en": "Contract."}
WANG = BuyerNote("王 芳", "310101 19900101 123x", "13800000009")

Cart = Callable[[Shop], Order]


def card(shop: Shop, *, price_minor: int = 200000, pieces: int = 1) -> Order:
    """So many cards with twelve uses, to a member."""
    sku_id = shop.add(f"CARD{price_minor}", price_minor, kind="card")
    terms = Terms(paid_uses=10, gift_uses=2, days=365)
    wallet.set_card_kind(actor=shop.boss, at=NOON, sku_id=sku_id, terms=terms, name="护理次卡")
    return shop.order((sku_id, pieces), member_id=shop.join())


def gift(shop: Shop, *, amount_minor: int = 100000, pieces: int = 1) -> Order:
    """So many gift cards, to whoever comes along."""
    batch = wallet.make_gift_cards(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="礼品卡",
        amount_minor=amount_minor,
        count=pieces,
        years=3,
    )
    codes = tuple(one.code for one in batch.cards)
    return Order((OrderLine("g", batch.sku_id, pieces, gift_codes=codes),))


def ten_thousand(shop: Shop) -> Order:
    """Ten gift cards of 1,000 each."""
    return gift(shop, pieces=10)


def by_firm(shop: Shop) -> Order:
    """Five gift cards of 1,000 each: where cash of a firm ends."""
    return gift(shop, pieces=5)


def fifty_thousand(shop: Shop) -> Order:
    """Ten cards of 5,000 each: where cash of anybody ends."""
    return card(shop, price_minor=500000, pieces=10)


def too_dear(shop: Shop) -> Order:
    """A card that holds a fen too much."""
    return card(shop, price_minor=500001)


def rule(shop: Shop, key: str, mode: str, value: int | None = None) -> None:
    """Put one rule in force as it is told, and no other that asks for names."""
    figure = CN_DEFAULT[key].value if value is None else value
    rules = {**CN_DEFAULT, prepaid.NAME_REGISTERED: Rule(OFF), key: Rule(mode, figure)}
    wallet.set_profile(actor=shop.boss, at=NOON, name="测试", rules=rules, valid_from=TODAY)


def buy(
    shop: Shop, order: Order, *, buyer: BuyerNote = NOBODY, kind: str = "cash"
) -> CompletedSale:
    """Sell it for notes, or by card."""
    total = shop.total_of(order)
    return usecases.complete(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        order=order,
        tenders=[TenderOffer(kind, total)],
        expected_total_minor=total,
        buyer=buyer,
    )


def refused(
    shop: Shop, order: Order, code: str, *, buyer: BuyerNote = NOBODY, kind: str = "cash"
) -> None:
    """The sale is refused, and there is no trace of it."""
    with pytest.raises(DomainError) as caught:
        buy(shop, order, buyer=buyer, kind=kind)
    assert caught.value.code == code
    assert not Sale.objects.exists()
    assert not HeldCard.objects.exists()
    assert not GiftCard.objects.exclude(state="new").exists()
    assert not PrepaidBuyer.objects.exists()
    assert not Entry.objects.exists()
    assert not broken()


BROKEN = [
    pytest.param(
        prepaid.MAX_REGISTERED, too_dear, "wallet.balance_too_high", NOBODY, id="dear card"
    ),
    pytest.param(prepaid.NAME_REGISTERED, card, "wallet.name_needed", NOBODY, id="card"),
    pytest.param(prepaid.NAME_BEARER, ten_thousand, "wallet.name_needed", NOBODY, id="gift cards"),
    pytest.param(
        prepaid.UNIT_FROM,
        by_firm,
        "wallet.cash_too_high",
        BuyerNote(firm="锦绣贸易有限公司"),
        id="gift cards of a firm",
    ),
    pytest.param(prepaid.PERSON_FROM, fifty_thousand, "wallet.cash_too_high", NOBODY, id="cards"),
]


@pytest.mark.parametrize(("key", "cart", "code", "buyer"), BROKEN)
def test_what_a_rule_blocks_is_not_sold(
    shop: Shop, key: str, cart: Cart, code: str, buyer: BuyerNote
) -> None:
    rule(shop, key, BLOCK)
    refused(shop, cart(shop), code, buyer=buyer)


@pytest.mark.parametrize(("key", "cart", "code", "buyer"), BROKEN)
def test_what_a_rule_warns_of_is_sold_and_noted(
    shop: Shop, key: str, cart: Cart, code: str, buyer: BuyerNote
) -> None:
    rule(shop, key, WARN)
    buy(shop, cart(shop), buyer=buyer)
    assert AuditRow.objects.get(action="sale.completed").data["warned"] == [key]


@pytest.mark.parametrize(("key", "cart", "code", "buyer"), BROKEN)
def test_of_a_rule_that_is_off_nobody_hears(
    shop: Shop, key: str, cart: Cart, code: str, buyer: BuyerNote
) -> None:
    rule(shop, key, OFF)
    buy(shop, cart(shop), buyer=buyer)
    assert "warned" not in AuditRow.objects.get(action="sale.completed").data


@pytest.mark.parametrize(("mode", "warned"), [(WARN, [prepaid.MAX_BEARER]), (OFF, None)])
def test_gift_cards_made_under_milder_rules_are_judged_when_they_are_sold(
    shop: Shop, mode: str, warned: list[str] | None
) -> None:
    rule(shop, prepaid.MAX_BEARER, OFF)
    order = gift(shop, amount_minor=100001)
    rule(shop, prepaid.MAX_BEARER, BLOCK)
    refused(shop, order, "wallet.balance_too_high")
    rule(shop, prepaid.MAX_BEARER, mode)
    buy(shop, order)
    assert AuditRow.objects.get(action="sale.completed").data.get("warned") == warned


@pytest.mark.parametrize("cart", [card, gift])
def test_the_contract_comes_before_cards_and_gift_cards(shop: Shop, cart: Cart) -> None:
    wallet.write_contract(actor=shop.boss, at=NOON, texts=CONTRACT)
    order = cart(shop)
    refused(shop, order, "wallet.contract_needed")
    rule(shop, prepaid.CONTRACT, WARN)
    buy(shop, order)
    assert AuditRow.objects.get(action="sale.completed").data["warned"] == [prepaid.CONTRACT]


def accept(shop: Shop, member_id: UUID) -> None:
    wallet.record_acceptance(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        member_id=member_id,
        version=1,
        language="zh-hans",
    )


def test_what_a_member_accepted_holds_for_their_cards_and_gift_cards(shop: Shop) -> None:
    wallet.write_contract(actor=shop.boss, at=NOON, texts=CONTRACT)
    order, gifts = card(shop), gift(shop)
    assert order.member_id is not None
    accept(shop, order.member_id)
    buy(shop, order)
    buy(shop, replace(gifts, member_id=order.member_id))
    assert Sale.objects.count() == 2


def test_who_has_no_card_accepts_the_contract_with_the_sale(shop: Shop) -> None:
    wallet.write_contract(actor=shop.boss, at=NOON, texts=CONTRACT)
    order = gift(shop)
    refused(shop, order, "wallet.contract_needed", buyer=BuyerNote(contract_version=2))
    sale = buy(shop, order, buyer=BuyerNote(contract_version=1, language="zh-hans"))
    kept = PrepaidBuyer.objects.get(sale=sale.sale_id)
    assert (kept.contract_version, kept.language, len(kept.digest)) == (1, "zh-hans", 64)


def test_whoever_buys_gift_cards_for_10000_is_noted_by_a_document(shop: Shop) -> None:
    rule(shop, prepaid.NAME_BEARER, BLOCK)
    order = ten_thousand(shop)
    refused(shop, order, "wallet.name_needed")
    refused(shop, order, "wallet.name_invalid", buyer=replace(WANG, number="不详!"))
    sale = buy(shop, order, buyer=WANG)
    kept = PrepaidBuyer.objects.get(sale=sale.sale_id)
    assert (kept.name, kept.contact) == ("王 芳", "13800000009")
    assert kept.sealed_number
    assert "310101" not in kept.sealed_number
    assert "310101" not in str(list(AuditRow.objects.values_list("data", flat=True)))


def test_a_member_whose_name_is_noted_needs_no_other_note(shop: Shop) -> None:
    rule(shop, prepaid.NAME_BEARER, BLOCK)
    member = shop.join()
    wallet.record_name(
        actor=shop.boss, at=NOON, store_id=shop.store_id, member_id=member, name="王芳"
    )
    buy(shop, replace(ten_thousand(shop), member_id=member))
    assert not PrepaidBuyer.objects.exists()


def test_a_firm_pays_by_transfer_and_is_kept_with_the_sale(shop: Shop) -> None:
    firm = BuyerNote(firm="锦绣贸易有限公司", name="李雷")
    order = by_firm(shop)
    refused(shop, order, "wallet.payer_needed", buyer=firm, kind="card")
    unnumbered = replace(firm, account_name="锦绣贸易有限公司")
    refused(shop, order, "wallet.payer_needed", buyer=unnumbered, kind="card")
    wrong = replace(unnumbered, account="账号")
    refused(shop, order, "wallet.account_invalid", buyer=wrong, kind="card")
    paying = replace(unnumbered, account="1001 2408-0930 0123 456")
    sale = buy(shop, order, buyer=paying, kind="card")
    kept = PrepaidBuyer.objects.get(sale=sale.sale_id)
    assert kept.firm == "锦绣贸易有限公司"
    assert "1001" not in kept.sealed_account
    assert "锦绣" not in kept.sealed_account_name
    assert "100124080930" not in str(list(AuditRow.objects.values_list("data", flat=True)))
    told = usecases.reveal_buyer(actor=shop.boss, at=NOON, sale_id=sale.sale_id)
    assert (told.account_name, told.account) == ("锦绣贸易有限公司", "1001240809300123456")
    assert AuditRow.objects.get(action="sales.buyer_seen").subject == str(sale.sale_id)


@pytest.mark.parametrize(("mode", "warned"), [(WARN, [prepaid.PAYER]), (OFF, None)])
def test_whose_account_pays_is_asked_as_strictly_as_cash_is_refused(
    shop: Shop, mode: str, warned: list[str] | None
) -> None:
    rule(shop, prepaid.PERSON_FROM, mode)
    buy(shop, fifty_thousand(shop), kind="card")
    assert AuditRow.objects.get(action="sale.completed").data.get("warned") == warned


def test_nobody_elses_store_opens_the_papers_of_a_buyer(shop: Shop) -> None:
    sale = buy(shop, gift(shop), buyer=WANG)
    may = frozenset({permissions.SEE_NUMBER})
    stranger = Actor("staff", uuid4(), "李", "manager", may, frozenset({uuid4()}))
    with pytest.raises(DomainError, match=r"sales\.not_found"):
        usecases.reveal_buyer(actor=stranger, at=NOON, sale_id=sale.sale_id)
    assert find_noted_buyer(stranger, sale.sale_id) is None
    assert not AuditRow.objects.filter(action="sales.buyer_seen").exists()


def test_a_store_that_closes_sells_neither_top_ups_nor_cards_nor_gift_cards(shop: Shop) -> None:
    one, topup = card(shop), OrderLine("t", shop.topup, 1)
    carts = [one, gift(shop), replace(one, lines=(*one.lines, topup))]
    place: dict[str, Any] = {"actor": shop.boss, "at": NOON, "store_id": shop.store_id}
    wallet.begin_closing(closes_on=TODAY.replace(month=4, day=9), **place)
    for order in carts:
        refused(shop, order, "wallet.store_closing")
    shop.sell(shop.order((shop.dress, 1)))
    wallet.cancel_closing(**place)
    for order in carts:
        buy(shop, order)


def test_no_note_is_kept_of_who_buys_a_dress(shop: Shop) -> None:
    buy(shop, shop.order((shop.dress, 1)), buyer=WANG)
    assert not PrepaidBuyer.objects.exists()


def test_the_same_request_again_needs_no_document_again(shop: Shop) -> None:
    rule(shop, prepaid.NAME_BEARER, BLOCK)
    order, request_id = ten_thousand(shop), uuid4()
    asked: dict[str, Any] = {
        "actor": shop.boss,
        "at": NOON,
        "request_id": request_id,
        "store_id": shop.store_id,
        "till_id": shop.till_id,
        "order": order,
        "tenders": [TenderOffer("cash", 1000000)],
        "expected_total_minor": 1000000,
    }
    first = usecases.complete(**asked, buyer=WANG)
    assert usecases.complete(**asked) == first
    assert PrepaidBuyer.objects.count() == 1
