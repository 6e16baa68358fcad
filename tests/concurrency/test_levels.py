"""Levels and referral while several tills sell to one member at once."""

from datetime import timedelta

from tessera.members import usecases as members
from tessera.rewards import jobs
from tessera.rewards import usecases as rewards
from tessera.rewards.models import LevelMove, Merit, ReferralReward
from tessera.rewards.rules.referral import Program
from tessera.rewards.usecases import LevelTerms
from tessera.wallet.queries import get_balances
from tests.support.arena import at_once, deed, told
from tests.support.books import broken
from tests.support.bringing import bring
from tests.support.shop import NOON, Shop


def test_four_tills_that_each_reach_the_threshold_raise_a_member_once(shop: Shop) -> None:
    silver = members.define_level(actor=shop.boss, at=NOON, name="银卡", rank=2, discount_bp=0)
    rewards.set_level_rule(
        actor=shop.boss, at=NOON, level_id=silver, terms=LevelTerms(spend_minor=29900)
    )
    member = shop.join()
    order = shop.order((shop.dress, 1), member_id=member)
    tills = [shop, *(shop.another_till(f"T{number}") for number in range(2, 5))]
    answers = at_once([deed(till.sell, order, total=29900) for till in tills])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert LevelMove.objects.count() == 1
    assert Merit.objects.filter(member=member).count() == 4
    assert not broken()


def test_two_workers_that_settle_at_once_credit_each_reward_once_and_keep_the_cap(
    shop: Shop,
) -> None:
    terms = Program(is_active=True, pays="bonus", rate_bp=1000, month_cap=5000, pending_days=1)
    rewards.set_program(actor=shop.boss, at=NOON, terms=terms)
    friend = shop.join()
    for _ in range(4):
        order = shop.order((shop.dress, 1), member_id=bring(shop, friend))
        shop.sell(order)
    at = NOON + timedelta(days=3)
    answers = at_once([deed(jobs.settle_referrals, at) for _ in range(3)])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert sum(ReferralReward.objects.values_list("credited", flat=True)) == 5000
    assert get_balances(friend).bonus_minor == 5000
    assert not broken()
