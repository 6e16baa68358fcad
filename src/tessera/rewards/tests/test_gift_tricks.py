"""What somebody tries with what is given: returned, reviewed and redeemed in another order."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.redeeming import Counter, open_counter
from tests.support.shop import NOON, Shop

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.members.models import Member
from tessera.members.usecases import block_card
from tessera.rewards import usecases
from tessera.rewards.models import TopUpGift
from tessera.rewards.permissions import MEMBER
from tessera.rewards.rules.activities import ActivityFacts
from tessera.rewards.tests.conftest import Steps, broken
from tessera.sales.events import TopUpGave
from tessera.sales.models import SaleLine
from tessera.wallet import usecases as wallet
from tessera.wallet.permissions import OWN
from tessera.wallet.queries import get_balances


def test_gifts_that_are_told_of_after_the_return_are_not_given(steps: Steps) -> None:
    shop, member = steps.shop, steps.member
    sold = shop.top_up(member)
    shop.give_back(sold.sale_id, 1)
    gave = TopUpGave(
        sold.sale_id,
        member,
        shop.store_id,
        date(2026, 3, 10),
        points=200,
        level_ids=(steps.silver,),
    )
    usecases.take_back_for_topup(actor=shop.boss, at=NOON, sale_id=sold.sale_id)
    usecases.give_for_topup(actor=shop.boss, at=NOON, gave=gave)
    assert get_balances(member).points == 0
    assert not TopUpGift.objects.exists()
    assert not broken()


def buy_and_review(shop: Shop, member: Actor, at: datetime) -> tuple[UUID, int]:
    """Buy a fee-free dress and review it; the sale, and the points of the review."""
    sale = shop.sell(shop.order((shop.dress, 1), member_id=member.own_id), at=at)
    line = SaleLine.objects.get(sale=sale.sale_id)
    return sale.sale_id, usecases.review(actor=member, at=at, line_id=line.id, stars=5, text="很好")


def test_case_07_reviewing_and_returning_again_and_again_gives_points_once(shop: Shop) -> None:
    facts = ActivityFacts("review", True, 20)
    usecases.set_activity(actor=shop.boss, at=NOON, facts=facts)
    member = Actor("member", shop.join(), "王芳", "member", MEMBER, store_ids=None)
    given = []
    for turn in range(3):
        at = NOON + timedelta(minutes=turn)
        sale_id, points = buy_and_review(shop, member, at)
        shop.give_back(sale_id, 1, at=at)
        given.append(points)
    assert given == [20, 0, 0]
    assert get_balances(member.own_id).points == 20
    kept = [buy_and_review(shop, member, NOON + timedelta(hours=n))[1] for n in (1, 2)]
    assert kept == [0, 20]
    assert broken() == {}


def test_points_do_not_come_back_for_the_piece_that_was_paid_for(shop: Shop) -> None:
    counter: Counter = open_counter(shop)
    done = counter.redeem(counter.offer())
    two = shop.order((counter.mug, 2), member_id=counter.member, coupons=(done.code,))
    sale = shop.sell(two)
    before = counter.points()
    shop.give_back(sale.sale_id, 1)
    asked: dict[str, Any] = {
        "actor": shop.boss,
        "at": NOON,
        "redemption_id": done.redemption_id,
        "reason": "退货",
    }
    with pytest.raises(DomainError) as refusal:
        usecases.take_back(**asked)
    assert refusal.value.code == "rewards.goods_not_back"
    assert counter.points() <= before
    shop.give_back(sale.sale_id, 1)
    assert usecases.take_back(**asked) == 100
    assert not broken()


def test_a_free_piece_on_a_line_of_its_own_comes_back_by_itself(shop: Shop) -> None:
    counter: Counter = open_counter(shop)
    done = counter.redeem(counter.offer())
    two = shop.order(
        (counter.mug, 1), (counter.mug, 1), member_id=counter.member, coupons=(done.code,)
    )
    sale = shop.sell(two)
    lines = SaleLine.objects.filter(sale=sale.sale_id).order_by("position")
    free = next(line.position for line in lines if not line.net_minor)
    shop.give_back(sale.sale_id, *(int(place == free) for place in range(2)))
    asked: dict[str, Any] = {"actor": shop.boss, "at": NOON, "reason": "退货"}
    assert usecases.take_back(redemption_id=done.redemption_id, **asked) == 100
    assert not broken()


@pytest.mark.parametrize("policy", ["within_balance", "from_refund"])
def test_case_07_points_given_to_a_friend_are_owed_when_the_goods_come_back(
    shop: Shop, policy: str
) -> None:
    usecases.set_earn_rule(actor=shop.boss, at=NOON, minor_per_point=100, on_return=policy)
    wallet.set_transfers(
        actor=shop.boss, at=NOON, may_transfer=True, transfer_min_points=1, transfer_day_max=9999
    )
    giver, friend = shop.join(), shop.join("李雷")
    sale = shop.sell(shop.order((shop.dress, 1), member_id=giver))
    wallet.transfer_points(
        actor=Actor("member", giver, "王芳", "member", frozenset({OWN}), store_ids=None),
        at=NOON,
        request_id=uuid4(),
        phone=str(Member.objects.get(id=friend).phone),
        points=299,
    )
    back = shop.give_back(sale.sale_id, 1)
    held = get_balances(giver)
    assert (back.refund_minor, held.points, held.points_debt) == (29900, 0, 299)
    assert not broken()


def test_a_lost_card_neither_spends_points_nor_fetches_rewards(shop: Shop) -> None:
    counter: Counter = open_counter(shop)
    reward = counter.offer()
    block_card(actor=shop.boss, at=NOON, member_id=counter.member)
    asked: dict[str, Any] = {"actor": shop.boss, "at": NOON, "store_id": shop.store_id}
    with pytest.raises(DomainError) as refusal:
        usecases.redeem_for(
            request_id=uuid4(),
            member_id=counter.member,
            reward_id=reward,
            expected_points=100,
            expected_money_minor=0,
            **asked,
        )
    assert refusal.value.code == "members.card_blocked"
    with pytest.raises(DomainError) as refusal:
        shop.sell(shop.order((shop.dress, 1), member_id=counter.member, points=100))
    assert refusal.value.code == "members.card_blocked"
    assert counter.points() == 299
