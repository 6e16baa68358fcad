"""Whoever has a lost card, or the phone with it, gets nothing for its points."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.exchanging import offer_exchange
from tests.support.redeeming import Counter, open_counter
from tests.support.shop import NOON, Shop

from tessera.kernel.errors import DomainError
from tessera.members.models import Member
from tessera.members.usecases import block_card, unblock_card
from tessera.rewards import usecases
from tessera.rewards.models import Exchange, Redemption
from tessera.sales.rules.order import Order, OrderLine
from tessera.wallet import usecases as wallet
from tessera.wallet.models import PointsTransfer
from tessera.wallet.queries import get_balances


@pytest.fixture
def counter(shop: Shop) -> Counter:
    return open_counter(shop)


def redeem(counter: Counter) -> Callable[[], object]:
    reward = counter.offer()
    return lambda: counter.redeem(reward)


def exchange(counter: Counter) -> Callable[[], object]:
    offer = offer_exchange(counter.shop.boss)
    return lambda: usecases.exchange_points(actor=counter.own(), **_asked(offer))


def exchange_for(counter: Counter) -> Callable[[], object]:
    offer, member = offer_exchange(counter.shop.boss), counter.member
    return lambda: usecases.exchange_points_for(
        actor=counter.shop.boss, member_id=member, **_asked(offer)
    )


def _asked(offer: UUID) -> dict[str, Any]:
    return {"at": NOON, "request_id": uuid4(), "offer_id": offer, "expected_points": 100}


def transfer(counter: Counter) -> Callable[[], object]:
    wallet.set_transfers(actor=counter.shop.boss, at=NOON, may_transfer=True, transfer_min_points=1)
    phone = str(Member.objects.get(id=counter.shop.join("李雷")).phone)
    asked: dict[str, Any] = {"at": NOON, "request_id": uuid4(), "phone": phone, "points": 50}
    return lambda: wallet.transfer_points(actor=counter.own(), **asked)


def claim(counter: Counter) -> Callable[[], object]:
    shop = counter.shop
    batch = wallet.make_gift_cards(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="礼品卡",
        amount_minor=10000,
        count=1,
        years=3,
    )
    code = batch.cards[0].code
    shop.sell(Order((OrderLine("g", batch.sku_id, 1, gift_codes=(code,)),)))
    return lambda: wallet.claim_gift(actor=counter.own(), at=NOON, request_id=uuid4(), code=code)


def holds(counter: Counter) -> tuple[int, int]:
    """Points and stored value."""
    held = get_balances(counter.member)
    return held.points, held.principal_minor


@pytest.mark.parametrize("deed", [claim, redeem, exchange, exchange_for, transfer])
def test_a_lost_card_gives_nothing_for_points_until_it_is_unblocked(
    counter: Counter, deed: Callable[[Counter], Callable[[], object]]
) -> None:
    act = deed(counter)
    before = holds(counter)
    block_card(actor=counter.shop.boss, at=NOON, member_id=counter.member)
    with pytest.raises(DomainError) as refusal:
        act()
    assert refusal.value.code == "members.card_blocked"
    assert holds(counter) == before
    for table in (Redemption, Exchange, PointsTransfer):
        assert not table.objects.exists()
    unblock_card(actor=counter.shop.boss, at=NOON, member_id=counter.member)
    act()
    assert holds(counter) != before
    assert not broken()


def test_what_waits_for_a_lost_card_is_not_handed_out_but_may_be_cancelled(
    counter: Counter,
) -> None:
    done = counter.redeem(counter.offer(kind="service", name="形象设计", sku_id=None))
    block_card(actor=counter.shop.boss, at=NOON, member_id=counter.member)
    asked: dict[str, Any] = {"at": NOON, "redemption_id": done.redemption_id}
    with pytest.raises(DomainError) as refusal:
        usecases.hand_out(actor=counter.shop.boss, store_id=counter.shop.store_id, **asked)
    assert (refusal.value.code, counter.state(done)) == ("members.card_blocked", "reserved")
    assert usecases.cancel(actor=counter.own(), **asked) == 100
    assert counter.points() == 299


def test_goods_that_wait_for_a_lost_card_are_not_fetched_by_their_code(counter: Counter) -> None:
    done = counter.redeem(counter.offer())
    block_card(actor=counter.shop.boss, at=NOON, member_id=counter.member)
    with pytest.raises(DomainError) as refusal:
        counter.pick_up(done)
    assert (refusal.value.code, counter.state(done)) == ("members.card_blocked", "reserved")
    unblock_card(actor=counter.shop.boss, at=NOON, member_id=counter.member)
    counter.pick_up(done)
    assert counter.state(done) == "handed_out"
    assert not broken()
