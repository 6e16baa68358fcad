"""What the law says of last days, and how long it wants papers kept (domain handbook 1.1, 1.4)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.exchanging import offer_exchange
from tests.support.law import set_rule
from tests.support.shop import NOON, TODAY, Shop

from tessera.kernel.errors import Invalid
from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.platform.models import AuditRow
from tessera.sales import jobs, usecases
from tessera.sales.models import PrepaidBuyer
from tessera.sales.rules.order import Order, OrderLine, TenderOffer
from tessera.sales.tests.test_passes import kind, use
from tessera.sales.tests.test_value_cards import VALUE
from tessera.sales.usecases import BuyerNote
from tessera.wallet import usecases as wallet
from tessera.wallet.models import Adjustment, CardKind, RealName
from tessera.wallet.queries.cards import list_cards
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.cards import Terms
from tessera.wallet.rules.prepaid import BLOCK, OFF, WARN

FIVE_YEARS = NOON.replace(year=2031)


def give_bonus(shop: Shop, member: UUID) -> None:
    """Ten of bonus that end today."""
    wallet.adjust(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        member_id=member,
        unit="bonus",
        amount=1000,
        cause="goodwill",
        reason="道歉",
        expires_on=TODAY,
    )


def test_bonus_that_ends_is_refused_where_the_rule_blocks(shop: Shop) -> None:
    member = shop.join()
    set_rule(shop, prepaid.BONUS_EXPIRY, BLOCK)
    with pytest.raises(Invalid, match=r"wallet\.bonus_ends"):
        offer_exchange(shop.boss, days=30)
    with pytest.raises(Invalid, match=r"wallet\.bonus_ends"):
        give_bonus(shop, member)
    assert not AuditRow.objects.filter(action="points.exchange_offer_set").exists()
    assert not Adjustment.objects.exists()
    offer_exchange(shop.boss)


@pytest.mark.parametrize(("mode", "warned"), [(WARN, [prepaid.BONUS_EXPIRY]), (OFF, None)])
def test_bonus_that_ends_is_noted_where_the_rule_warns(
    shop: Shop, mode: str, warned: list[str] | None
) -> None:
    set_rule(shop, prepaid.BONUS_EXPIRY, mode)
    offer_exchange(shop.boss, days=30)
    give_bonus(shop, shop.join())
    for action in ("points.exchange_offer_set", "wallet.adjusted"):
        assert AuditRow.objects.get(action=action).data.get("warned") == warned


@pytest.mark.parametrize(("mode", "warned"), [(WARN, [prepaid.NO_EXPIRY]), (OFF, None)])
def test_a_kind_of_card_that_forfeits_is_blocked_warned_of_or_let_be(
    shop: Shop, mode: str, warned: list[str] | None
) -> None:
    sku_id = shop.add("CARD", 100000, kind="card")
    terms = Terms(paid_uses=5, days=10, kept_days=30)
    asked: dict[str, Any] = {"actor": shop.boss, "at": NOON, "sku_id": sku_id}
    with pytest.raises(Invalid, match=r"cards\.lapses"):
        wallet.set_card_kind(**asked, terms=terms)
    assert not CardKind.objects.exists()
    wallet.set_card_kind(**asked, terms=replace(terms, kept_days=None))
    set_rule(shop, prepaid.NO_EXPIRY, mode)
    wallet.set_card_kind(**asked, terms=terms)
    newest = AuditRow.objects.filter(action="card_kind.set").order_by("-id")[0]
    assert newest.data.get("warned") == warned


def leave(member: UUID, at: datetime) -> None:
    """As if the membership had ended then."""
    Member.objects.filter(id=member).update(left_at=at)


def test_a_real_name_is_kept_for_five_years_after_the_last_movement(shop: Shop) -> None:
    gone, here = shop.join(), shop.join("李雷")
    for one in (gone, here):
        wallet.record_name(
            actor=shop.boss, at=NOON, store_id=shop.store_id, member_id=one, name="某人"
        )
        shop.top_up(one)
    leave(gone, NOON)
    assert wallet.forget_names(actor=shop.boss, at=FIVE_YEARS) == 0
    assert wallet.forget_names(actor=shop.boss, at=FIVE_YEARS + timedelta(days=1)) == 1
    assert RealName.objects.get().member_id == here
    assert wallet.forget_names(actor=shop.boss, at=FIVE_YEARS + timedelta(days=1)) == 0


def buy_gift_card(shop: Shop) -> str:
    """Its code; who bought it is noted."""
    batch = wallet.make_gift_cards(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="礼品卡",
        amount_minor=50000,
        count=1,
        years=9,
    )
    code = batch.cards[0].code
    line = OrderLine("g", batch.sku_id, 1, gift_codes=(code,))
    pay(shop, Order((line,)), TenderOffer("cash", 50000), at=NOON, buyer=BuyerNote(name="王芳"))
    return code


def pay(shop: Shop, order: Order, tender: TenderOffer, *, at: datetime, buyer: BuyerNote) -> None:
    usecases.complete(
        actor=shop.boss,
        at=at,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        order=order,
        tenders=[tender],
        expected_total_minor=tender.amount_minor,
        buyer=buyer,
    )


def test_who_bought_a_gift_card_is_kept_for_five_years_after_it_moved_last(shop: Shop) -> None:
    code = buy_gift_card(shop)
    after = NOON + timedelta(days=700)
    tender = TenderOffer("gift", 29900, code)
    pay(shop, shop.order((shop.dress, 1)), tender, at=after, buyer=BuyerNote())
    assert usecases.forget_buyers(actor=shop.boss, at=FIVE_YEARS + timedelta(days=1)) == 0
    late = after.replace(year=after.year + 5) + timedelta(days=1)
    assert usecases.forget_buyers(actor=shop.boss, at=late) == 1
    assert not PrepaidBuyer.objects.exists()


def test_a_card_that_still_moves_keeps_nobody_elses_papers(shop: Shop) -> None:
    code = buy_gift_card(shop)
    buy_gift_card(shop)
    tender = TenderOffer("gift", 29900, code)
    order = shop.order((shop.dress, 1))
    pay(shop, order, tender, at=NOON + timedelta(days=700), buyer=BuyerNote())
    late = FIVE_YEARS + timedelta(days=1)
    assert usecases.forget_buyers(actor=shop.boss, at=late, limit=1) == 1
    assert usecases.forget_buyers(actor=shop.boss, at=late, limit=1) == 0
    assert PrepaidBuyer.objects.count() == 1


Bought = tuple[UUID, Callable[[datetime], object]]
"""Who bought, and what moves it once more."""


def buy_as_member(shop: Shop, sku_id: UUID, total: int) -> UUID:
    """A member who buys one of a SKU; who it was is noted."""
    member = shop.join()
    order = shop.order((sku_id, 1), member_id=member)
    pay(shop, order, TenderOffer("cash", total), at=NOON, buyer=BuyerNote(name="王芳"))
    return member


def spend(shop: Shop, member: UUID, at: datetime) -> None:
    """A dress for stored value."""
    order = shop.order((shop.dress, 1), member_id=member)
    pay(shop, order, TenderOffer("wallet", shop.total_of(order)), at=at, buyer=BuyerNote())


def buy_topup(shop: Shop) -> Bought:
    member = buy_as_member(shop, shop.topup, 50000)
    return member, lambda at: spend(shop, member, at)


def buy_pass(shop: Shop) -> Bought:
    member = buy_as_member(shop, kind(shop, Terms(paid_uses=10)), 200000)
    (card,) = list_cards(member, "CNY")
    return member, lambda at: use(shop, card, at=at)


def buy_value_card(shop: Shop) -> Bought:
    member = buy_as_member(shop, kind(shop, VALUE, 100000), 100000)
    return member, lambda at: spend(shop, member, at)


@pytest.mark.parametrize("bought", [buy_topup, buy_pass, buy_value_card])
def test_who_bought_is_kept_for_five_years_after_what_was_bought_moved_last(
    shop: Shop, bought: Callable[[Shop], Bought]
) -> None:
    _, move = bought(shop)
    after = NOON + timedelta(days=700)
    move(after)
    last = after.replace(year=after.year + 5)
    for early in (FIVE_YEARS + timedelta(days=1), last):
        assert usecases.forget_buyers(actor=shop.boss, at=early) == 0
    assert PrepaidBuyer.objects.count() == 1
    assert usecases.forget_buyers(actor=shop.boss, at=last + timedelta(days=1)) == 1
    assert not PrepaidBuyer.objects.exists()


@pytest.mark.parametrize("bought", [buy_topup, buy_pass, buy_value_card])
def test_who_bought_what_never_moved_is_forgotten_five_years_after_the_sale(
    shop: Shop, bought: Callable[[Shop], Bought]
) -> None:
    bought(shop)
    other = shop.join("李雷")
    shop.top_up(other)
    spend(shop, other, NOON + timedelta(days=700))
    assert usecases.forget_buyers(actor=shop.boss, at=FIVE_YEARS) == 0
    assert usecases.forget_buyers(actor=shop.boss, at=FIVE_YEARS + timedelta(days=1)) == 1


def test_the_stored_value_of_whom_a_buyer_was_merged_into_counts(shop: Shop) -> None:
    gone, keep = buy_topup(shop)[0], shop.join("李雷")
    members.merge(actor=shop.boss, at=NOON, keep_id=keep, gone_id=gone, reason="同一个人")
    spend(shop, keep, NOON + timedelta(days=700))
    assert usecases.forget_buyers(actor=shop.boss, at=FIVE_YEARS + timedelta(days=1)) == 0


def test_a_members_own_pass_keeps_no_papers_because_stored_value_moves(shop: Shop) -> None:
    member, _ = buy_pass(shop)
    shop.top_up(member)
    spend(shop, member, NOON + timedelta(days=700))
    assert usecases.forget_buyers(actor=shop.boss, at=FIVE_YEARS + timedelta(days=1)) == 1


def test_a_quiet_night_leaves_no_row(shop: Shop) -> None:
    buy_gift_card(shop)
    before = AuditRow.objects.count()
    jobs.forget_buyers()
    assert AuditRow.objects.count() == before
    assert PrepaidBuyer.objects.exists()
