"""Gift cards: sold once, spent by whoever has the code, given back to (domain handbook 1.4)."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.buyers import get_buyer
from tests.support.law import set_rule
from tests.support.shop import NOON, TODAY, Shop

from tessera.kernel.errors import DomainError
from tessera.ledger.queries import get_balance
from tessera.platform.models import AuditRow
from tessera.sales import places, usecases
from tessera.sales.models import Tender
from tessera.sales.rules.order import Order, OrderLine, TenderOffer
from tessera.sales.usecases import CompletedSale
from tessera.wallet import places as held
from tessera.wallet import usecases as wallet
from tessera.wallet.models import GiftCard
from tessera.wallet.queries.gifts import GiftFacts, find_by_code
from tessera.wallet.rules import prepaid
from tessera.wallet.usecases import PrintedBatch


def made(shop: Shop, count: int = 2, amount_minor: int = 50000, years: int = 3) -> PrintedBatch:
    """A batch of new cards."""
    return wallet.make_gift_cards(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="礼品卡 500 元",
        amount_minor=amount_minor,
        count=count,
        years=years,
    )


def line(batch: PrintedBatch, *codes: str) -> OrderLine:
    """A line that sells these cards."""
    return OrderLine("g", batch.sku_id, len(codes), gift_codes=codes)


def sold(shop: Shop, *, count: int = 1, member: UUID | None = None) -> list[str]:
    """The codes of so many cards of 500.00, sold for cash."""
    batch = made(shop, count)
    codes = [card.code for card in batch.cards]
    shop.sell(Order((line(batch, *codes),), member))
    return codes


def pay(shop: Shop, order: Order, *tenders: tuple[str, int, str], days: int = 0) -> CompletedSale:
    """Complete a cart with tenders that have references."""
    at = NOON + timedelta(days=days)
    return usecases.complete(
        actor=shop.boss,
        at=at,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        order=order,
        tenders=[TenderOffer(*one) for one in tenders],
        expected_total_minor=shop.total_of(order, at),
    )


def card(code: str) -> GiftFacts:
    """The card with that code as it is now."""
    return find_by_code(code, "CNY")


def left(code: str) -> int:
    """What the ledger says is on it."""
    return get_balance(held.gift_value(card(code).id, "CNY"))


def refused(code: str) -> "pytest.RaisesExc[DomainError]":
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def revenue(shop: Shop) -> int:
    return get_balance(places.revenue(shop.store_id, "CNY"))


def test_a_code_has_69_random_bits_and_only_its_end_is_kept(shop: Shop) -> None:
    """CASES 20."""
    (printed,) = made(shop, 1).cards
    assert printed.code[0] == "G"
    assert len(printed.code) == 15
    row = GiftCard.objects.get()
    kept = " ".join(str(value) for value in GiftCard.objects.values().get().values())
    assert printed.code not in kept
    assert row.last4 == printed.code[-4:]


def test_the_price_of_a_gift_card_is_owed_and_no_revenue(shop: Shop) -> None:
    member = shop.join()
    (code,) = sold(shop, member=member)
    assert (left(code), revenue(shop)) == (50000, 0)
    assert card(code).expires_on == TODAY.replace(year=2029)
    assert get_balance(held.points(member)) == 0
    assert not broken()


def test_a_gift_card_is_sold_once(shop: Shop) -> None:
    batch = made(shop, 1)
    order = Order((line(batch, batch.cards[0].code),))
    shop.sell(order)
    with refused("gifts.not_new"):
        shop.sell(order)
    assert left(batch.cards[0].code) == 50000
    assert not broken()


@pytest.mark.parametrize("codes", [[], ["same"], ["same", "same"]])
def test_each_piece_has_a_card_of_its_own(shop: Shop, codes: list[str]) -> None:
    batch = made(shop)
    own = tuple(batch.cards[0].code for _ in codes)
    order = Order((replace(line(batch, *own), quantity=2),))
    with refused("gifts.codes_needed"):
        shop.sell(order)
    assert not GiftCard.objects.exclude(state="new").exists()


def test_a_card_of_another_amount_is_not_sold_for_this_one(shop: Shop) -> None:
    cheap, dear = made(shop, 1, 10000), made(shop, 1, 50000)
    with refused("gifts.amount_differs"):
        shop.sell(Order((line(cheap, dear.cards[0].code),)))


def test_whoever_has_the_code_pays_with_it_and_the_sale_keeps_its_number(shop: Shop) -> None:
    (code,) = sold(shop)
    done = pay(shop, shop.order((shop.dress, 1)), ("gift", 29900, code.lower()))
    assert (left(code), revenue(shop)) == (20100, 29900)
    assert Tender.objects.get(sale=done.sale_id).reference == card(code).number
    assert not broken()


def test_several_cards_and_cash_pay_together(shop: Shop) -> None:
    one, other = sold(shop, count=2)
    order = shop.order((shop.dress, 4))
    pay(shop, order, ("gift", 50000, one), ("gift", 50000, other), ("cash", 19600, ""))
    assert (left(one), left(other)) == (0, 0)
    assert not broken()


@pytest.mark.parametrize("offers", [[50001], [30000, 20001]])
def test_no_more_is_paid_than_is_left(shop: Shop, offers: list[int]) -> None:
    (code,) = sold(shop)
    tenders = [("gift", amount, code) for amount in offers]
    with refused("gifts.insufficient"):
        pay(shop, shop.order((shop.dress, 2)), *tenders, ("cash", 59800 - sum(offers), ""))
    assert left(code) == 50000


def test_what_a_gift_card_paid_for_earns_as_money_does(shop: Shop) -> None:
    member = shop.join()
    (code,) = sold(shop)
    pay(shop, shop.order((shop.dress, 1), member_id=member), ("gift", 29900, code))
    assert get_balance(held.points(member)) == 299


def test_value_does_not_buy_value(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    (code,) = sold(shop)
    batch = made(shop, 1, 10000)
    order = Order((line(batch, batch.cards[0].code),), member)
    for tender in (("gift", 10000, code), ("wallet", 10000, "")):
        with pytest.raises(DomainError):
            pay(shop, order, tender)
    with refused("sales.topup_needs_money"):
        pay(shop, shop.order((shop.topup, 1), member_id=member), ("gift", 50000, code))
    assert left(code) == 50000
    assert not broken()


def test_a_refund_goes_back_to_the_card_that_paid(shop: Shop) -> None:
    (code,) = sold(shop)
    order = shop.order((shop.dress, 2))
    done = pay(shop, order, ("gift", 29900, code), ("cash", 29900, ""))
    back = shop.give_back(done.sale_id, 1)
    assert {part.kind: part.amount_minor for part in back.refunds} == {"gift": 14950, "cash": 14950}
    assert left(code) == 20100 + 14950
    shop.give_back(done.sale_id, 1)
    assert left(code) == 50000
    assert not broken()


def test_an_unspent_card_comes_back_and_is_over_and_a_spent_one_does_not(shop: Shop) -> None:
    batch = made(shop)
    first, second = (shop.sell(Order((line(batch, one.code),))) for one in batch.cards)
    shop.give_back(first.sale_id, 1)
    assert (card(batch.cards[0].code).state, left(batch.cards[0].code)) == ("ended", 0)
    pay(shop, shop.order((shop.fee, 1)), ("gift", 2000, batch.cards[1].code))
    with refused("gifts.used"):
        shop.give_back(second.sale_id, 1)
    assert left(batch.cards[1].code) == 48000
    assert not broken()


def test_past_its_day_a_card_is_extended_and_never_forfeited(shop: Shop) -> None:
    (code,) = sold(shop)
    late = 4 * 365
    order = shop.order((shop.dress, 1))
    with refused("gifts.over"):
        pay(shop, order, ("gift", 29900, code), days=late)
    assert left(code) == 50000
    until = TODAY + timedelta(days=late + 30)
    at = NOON + timedelta(days=late)
    wallet.extend_gift(
        actor=shop.boss, at=at, card_id=card(code).id, until=until, reason="过期激活"
    )
    pay(shop, order, ("gift", 29900, code), days=late)
    assert left(code) == 20100


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True)])
def test_a_card_is_not_extended_to_a_day_that_is_over_in_its_store(
    shop: Shop, days: int, *, fits: bool
) -> None:
    """Half an hour after midnight in the store it is still the day before in UTC."""
    (code,) = sold(shop)
    day = TODAY + timedelta(days=4 * 365)
    at = datetime.combine(day - timedelta(days=1), time(16, 30), UTC)
    with nullcontext() if fits else refused("gifts.until_invalid"):
        wallet.extend_gift(
            actor=shop.boss,
            at=at,
            card_id=card(code).id,
            until=day + timedelta(days=days),
            reason="过期激活",
        )
    assert card(code).expires_on == (day if fits else TODAY.replace(year=2029))


def test_a_blocked_card_pays_nothing_until_it_is_unblocked(shop: Shop) -> None:
    (code,) = sold(shop)
    order = shop.order((shop.dress, 1))
    lost = card(code).id
    wallet.block_gift(actor=shop.boss, at=NOON, card_id=lost, reason="挂失")
    with refused("gifts.not_active"):
        pay(shop, order, ("gift", 29900, code))
    wallet.unblock_gift(actor=shop.boss, at=NOON, card_id=lost, reason="找回")
    pay(shop, order, ("gift", 29900, code))
    assert left(code) == 20100


def test_an_unknown_code_is_not_found(shop: Shop) -> None:
    with refused("gifts.not_found"):
        pay(shop, shop.order((shop.dress, 1)), ("gift", 29900, "G23456789ABCDEF"))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"amount_minor": 100001}, "gifts.amount_too_high"),
        ({"years": 2}, "gifts.years_too_few"),
        ({"amount_minor": 0}, "gifts.batch_invalid"),
        ({"count": 501}, "gifts.batch_invalid"),
    ],
)
def test_the_law_limits_cards_without_a_name(shop: Shop, wrong: dict[str, int], code: str) -> None:
    with refused(code):
        made(shop, **wrong)
    assert not GiftCard.objects.exists()


@pytest.mark.parametrize(
    ("key", "wrong"),
    [(prepaid.MAX_BEARER, {"amount_minor": 100001}), (prepaid.BEARER_YEARS, {"years": 2})],
)
@pytest.mark.parametrize("mode", [prepaid.WARN, prepaid.OFF])
def test_what_the_law_of_the_brand_only_warns_of_is_noted_with_the_cards(
    shop: Shop, key: str, wrong: dict[str, int], mode: str
) -> None:
    set_rule(shop, key, mode)
    batch = made(shop, **wrong)
    told = [key] if mode == prepaid.WARN else []
    assert list(batch.warned) == told
    assert AuditRow.objects.get(action="gifts.made").data.get("warned", []) == told


def test_no_purchase_is_counted_for_a_gift_card_and_no_turnover(shop: Shop) -> None:
    member = shop.join()
    sold(shop, member=member)
    facts = get_buyer(member)
    assert facts.spent_minor == 0
