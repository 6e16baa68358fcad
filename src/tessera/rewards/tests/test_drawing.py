"""Draws, and what becomes of redemptions when members are merged or leave."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support import living
from tests.support.books import broken
from tests.support.redeeming import Counter, open_counter
from tests.support.shop import NOON, Shop

from tessera.identity.events import MemberLeft
from tessera.kernel.errors import DomainError
from tessera.members.models import Member
from tessera.platform.batch import Batch
from tessera.rewards import handlers, usecases
from tessera.rewards.models import Redemption, Reward, Wish
from tessera.rewards.usecases import Drawn

DAY = NOON + timedelta(days=5)


@pytest.fixture
def counter(shop: Shop) -> Counter:
    return open_counter(shop)


def open_draw(counter: Counter, **terms: Any) -> UUID:
    """Tickets for 10 points each; two mugs are to be won."""
    prize = counter.offer(name="头奖", is_active=False, stock=5)
    told = {"kind": "draw", "name": "抽奖", "points": 10, "sku_id": None, "prize_id": prize}
    return counter.offer(**told | {"winners": 2, "draw_on": date(2026, 3, 15)} | terms)


def draw(counter: Counter, reward: UUID) -> Drawn:
    return usecases.draw_winners(
        actor=counter.shop.boss, at=DAY, reward_id=reward, request_id=uuid4()
    )


def states() -> list[str]:
    return sorted(Redemption.objects.filter(kind="draw").values_list("state", flat=True))


def test_each_winner_gets_the_prize_once_and_the_others_see_that_they_did_not(
    counter: Counter,
) -> None:
    reward = open_draw(counter)
    people = [counter.member, *(counter.rich(counter.shop.join(name)) for name in ("甲", "乙"))]
    for member in people:
        counter.redeem(reward, member=member)
    counter.redeem(reward)

    found = draw(counter, reward)

    assert (found.tickets, len(found.won)) == (4, 2)
    assert states() == ["lost", "lost", "won", "won"]
    prizes = Redemption.objects.filter(ticket__in=found.won)
    assert {(row.points, row.state) for row in prizes} == {(0, "reserved")}
    assert prizes.values("member").distinct().count() == 2
    assert Reward.objects.get(name="头奖").taken == 2
    assert not broken()


def test_a_prize_is_fetched_like_any_other_reward(counter: Counter) -> None:
    reward = open_draw(counter)
    counter.redeem(reward)
    draw(counter, reward)
    prize = Redemption.objects.get(ticket__isnull=False)
    order = counter.shop.order((counter.mug, 1), member_id=counter.member, coupons=(prize.code,))
    assert counter.shop.sell(order, at=DAY, total=0).total_minor == 0
    assert Redemption.objects.get(id=prize.id).state == "handed_out"
    assert not broken()


def test_winners_are_drawn_once_and_nobody_takes_a_ticket_afterwards(counter: Counter) -> None:
    reward = open_draw(counter)
    counter.redeem(reward)
    draw(counter, reward)
    with pytest.raises(DomainError) as again:
        draw(counter, reward)
    with pytest.raises(DomainError) as late:
        counter.redeem(reward)
    assert (again.value.code, late.value.code) == ("rewards.drawn_already", "rewards.not_now")
    assert states() == ["won"]


@pytest.mark.parametrize(
    ("terms", "tickets", "code"),
    [
        ({"draw_on": date(2026, 3, 16)}, 1, "rewards.not_drawn_yet"),
        ({}, 0, "rewards.not_drawn_yet"),
    ],
)
def test_a_draw_before_its_day_or_without_tickets_changes_nothing(
    counter: Counter, terms: dict[str, Any], tickets: int, code: str
) -> None:
    reward = open_draw(counter, **terms)
    for _ in range(tickets):
        counter.redeem(reward)
    with pytest.raises(DomainError) as refusal:
        draw(counter, reward)
    assert refusal.value.code == code
    assert Reward.objects.get(id=reward).drawn_at is None
    assert states() == ["reserved"] * tickets


def test_a_draw_with_fewer_prizes_than_winners_is_refused(counter: Counter) -> None:
    reward = open_draw(counter)
    Reward.objects.filter(name="头奖").update(stock=0)
    counter.redeem(reward)
    with pytest.raises(DomainError) as refusal:
        draw(counter, reward)
    assert refusal.value.code == "rewards.all_gone"
    assert states() == ["reserved"]


def test_case_14_the_survivor_fetches_what_the_duplicate_redeemed(counter: Counter) -> None:
    reward = counter.offer()
    done = counter.redeem(reward)
    usecases.wish(actor=counter.own(), at=NOON, reward_id=reward, wanted=True)
    keep = counter.shop.join("王芳芳")

    living.merge(counter.shop, keep=keep, gone=counter.member)

    assert Redemption.objects.get().member_id == keep
    assert Wish.objects.get().member_id == keep
    counter.pick_up(done)
    assert counter.state(done) == "handed_out"
    assert not broken()


def test_case_14_what_the_duplicate_redeemed_is_cancelled_by_the_survivor(counter: Counter) -> None:
    done = counter.redeem(counter.offer())
    keep = counter.shop.join("王芳芳")
    living.merge(counter.shop, keep=keep, gone=counter.member)
    usecases.cancel(actor=counter.own(keep), at=NOON, redemption_id=done.redemption_id)
    assert counter.points(keep) + counter.points(counter.member) == 299
    assert not broken()


def test_what_waits_for_who_leaves_is_there_for_others_and_gives_no_points(
    counter: Counter,
) -> None:
    done = counter.redeem(counter.offer(stock=1))
    Member.objects.filter(id=counter.member).update(left_at=NOON)
    batch = Batch()
    handlers.end_redemptions(MemberLeft(counter.member, NOON), batch)
    batch.flush()
    row = Redemption.objects.get(id=done.redemption_id)
    assert (row.state, row.points_back, Reward.objects.get().taken) == ("lapsed", 0, 0)
    assert not broken()
