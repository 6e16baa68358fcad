"""Rewards that several want at once, and one that is cancelled while it is picked up."""

from uuid import uuid4

from tessera.rewards import usecases
from tessera.rewards.models import Redemption, Reward
from tests.support.arena import at_once, deed, told
from tests.support.books import broken, deadlocks
from tests.support.redeeming import open_counter
from tests.support.shop import NOON, Shop


def test_case_17_of_two_members_who_take_the_last_one_one_gets_it(shop: Shop) -> None:
    counter = open_counter(shop)
    other = counter.rich(shop.join("李雷"))
    reward = counter.offer(stock=1)
    pair = (counter.member, other)
    answers = at_once([deed(counter.redeem, reward, member=member) for member in pair])
    refused = [answer.fault or answer.refused for answer in answers]
    assert sorted(refused) == ["", "rewards.all_gone"], told(answers)
    assert [counter.points(member) for member in pair] == [299 if why else 199 for why in refused]
    assert (Redemption.objects.count(), Reward.objects.get().taken) == (1, 1)
    assert (broken(), deadlocks()) == ({}, 0)


def test_case_17_a_limit_for_each_member_holds_for_four_at_once(shop: Shop) -> None:
    counter = open_counter(shop)
    reward = counter.offer(points=10, per_member=2)
    answers = at_once([deed(counter.redeem, reward) for _ in range(4)])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "", "rewards.had_enough", "rewards.had_enough"], told(answers)
    assert (counter.points(), Redemption.objects.count()) == (279, 2)
    assert (broken(), deadlocks()) == ({}, 0)


def test_case_01_points_that_suffice_for_one_reward_buy_one(shop: Shop) -> None:
    counter = open_counter(shop)
    reward = counter.offer(points=200)
    answers = at_once([deed(counter.redeem, reward) for _ in range(3)])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "rewards.short", "rewards.short"], told(answers)
    assert counter.points() == 99
    assert (broken(), deadlocks()) == ({}, 0)


def test_case_04_a_redemption_sent_twice_at_once_is_one(shop: Shop) -> None:
    counter = open_counter(shop)
    reward, request_id = counter.offer(), uuid4()
    answers = at_once([deed(counter.redeem, reward, request_id=request_id) for _ in range(2)])
    assert not any(answer.fault or answer.refused for answer in answers), told(answers)
    assert (counter.points(), Redemption.objects.count()) == (199, 1)
    assert not broken()


def test_a_redemption_that_is_cancelled_while_it_is_picked_up_is_one_of_the_two(
    shop: Shop,
) -> None:
    counter = open_counter(shop)
    done = counter.redeem(counter.offer(stock=1))
    asked = {"actor": counter.own(), "at": NOON, "redemption_id": done.redemption_id}
    sold, cancelled = at_once([deed(counter.pick_up, done), deed(usecases.cancel, **asked)])
    assert not sold.fault, told([sold, cancelled])
    assert not cancelled.fault, told([sold, cancelled])
    if sold.refused:
        assert (sold.refused, cancelled.refused) == ("coupons.cancelled", "")
        assert (counter.state(done), counter.points()) == ("cancelled", 299)
    else:
        assert cancelled.refused == "rewards.redemption_over"
        assert (counter.state(done), counter.points()) == ("handed_out", 199)
    assert (broken(), deadlocks()) == ({}, 0)


def test_one_piece_that_came_back_gives_the_points_of_one_back_to_two_who_ask_at_once(
    shop: Shop,
) -> None:
    counter = open_counter(shop)
    reward = counter.offer()
    pair = [counter.redeem(reward) for _ in range(2)]
    codes = tuple(done.code for done in pair)
    order = shop.order((counter.mug, 2), member_id=counter.member, coupons=codes)
    shop.give_back(shop.sell(order).sale_id, 1)
    asked = {"actor": shop.boss, "at": NOON, "reason": "退货"}
    answers = at_once(
        [deed(usecases.take_back, redemption_id=done.redemption_id, **asked) for done in pair]
    )
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "rewards.goods_not_back"], told(answers)
    assert counter.points() == 199
    assert (broken(), deadlocks()) == ({}, 0)
