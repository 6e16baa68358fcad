"""Members who bring others, and what that leads to."""

from dataclasses import replace
from uuid import UUID

from django.contrib.auth import get_user_model

from tessera.care import usecases as care
from tessera.care.models import Task
from tessera.kernel.actor import Actor
from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.org.models import Staff
from tessera.rewards import usecases as rewards
from tessera.rewards.models import ReferralReward
from tessera.rewards.rules.referral import Program
from tests.support.shop import NOON, TODAY, Shop


def bring(shop: Shop, by: UUID, name: str = "李娜") -> UUID:
    """Somebody new whom the member ``by`` brought."""
    shop.members += 1
    return members.register(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        phone=f"1390000{shop.members:04d}",
        name=name,
        referred_by_card=Member.objects.get(id=by).card_code,
    ).id


def work_here(shop: Shop, member_id: UUID) -> Actor:
    """Somebody who works in the shop, whose own card is the member's."""
    user = get_user_model().objects.create(username=f"staff-{member_id}")
    person = Staff.objects.create(user=user, name="赵敏", role="manager", everywhere=True)
    card = Member.objects.get(id=member_id).card_code
    members.name_own_card(actor=shop.boss, at=NOON, staff_id=person.id, card=card)
    return replace(shop.boss, kind="staff", id=person.id)


def hold_a_reward(shop: Shop) -> UUID:
    """Something promised to a member who works in the shop, and so on hold."""
    terms = Program(is_active=True, rate_bp=1000)
    rewards.set_program(actor=shop.boss, at=NOON, terms=terms)
    friend = shop.join("赵敏")
    work_here(shop, friend)
    sku_id = next(iter(shop.skus.values()))
    sold = shop.sell(shop.order((sku_id, 1), member_id=bring(shop, friend)))
    reward = ReferralReward.objects.get(sale=sold.sale_id)
    rewards.screen_rewards(actor=shop.boss, at=NOON, reward_ids=[reward.id])
    return reward.id


def plan_thanks(shop: Shop, reward_id: UUID) -> UUID:
    """Have somebody thank the one who gets a reward; returns the task."""
    care.plan_thanks(actor=shop.boss, at=NOON, reward_id=reward_id, due_on=TODAY)
    return Task.objects.get(cause_id=reward_id).id
