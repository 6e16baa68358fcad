"""What the law says of last days, and how long it wants papers kept (domain handbook 1.1, 1.4)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.exchanging import offer_exchange
from tests.support.law import set_rule
from tests.support.shop import NOON, TODAY, Shop

from tessera.kernel.errors import Invalid
from tessera.members.models import Member
from tessera.platform.models import AuditRow
from tessera.sales import jobs, usecases
from tessera.sales.models import PrepaidBuyer
from tessera.sales.rules.order import Order, OrderLine, TenderOffer
from tessera.sales.usecases import BuyerNote
from tessera.wallet import usecases as wallet
from tessera.wallet.models import Adjustment, CardKind, RealName
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


def test_a_quiet_night_leaves_no_row(shop: Shop) -> None:
    buy_gift_card(shop)
    before = AuditRow.objects.count()
    jobs.forget_buyers()
    assert AuditRow.objects.count() == before
    assert PrepaidBuyer.objects.exists()
