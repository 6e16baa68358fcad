"""Members with whom much happened."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tessera.members import operations
from tessera.members import usecases as members
from tessera.messaging import operations as messaging
from tessera.rewards import usecases as rewards
from tessera.rewards.models import ReferralReward
from tests.support.applying import waiting
from tests.support.bringing import hold_a_reward
from tests.support.messages import notify
from tests.support.shop import NOON, TODAY, Shop

HOUR = timedelta(hours=1)


def live(shop: Shop) -> UUID:
    """A member with whom everything happened once, an hour between each and the next."""
    friend = ReferralReward.objects.get(id=hold_a_reward(shop)).member_id
    by: dict[str, Any] = {"actor": shop.boss, "member_id": friend}
    waiting(shop, friend)
    sold = shop.sell(shop.order((shop.dress, 2), member_id=friend), at=NOON + HOUR)
    shop.give_back(sold.sale_id, 1, at=NOON + 2 * HOUR)
    gold = members.define_level(actor=shop.boss, at=NOON, name="金卡", rank=3, discount_bp=1000)
    rewards.change_level(**by, at=NOON + 3 * HOUR, level_id=gold, reason="周年")
    rewards.lock_level(**by, at=NOON + 4 * HOUR, until=TODAY, reason="品牌大使")
    tag = define_tag(shop, "VIP")
    members.set_tag(**by, at=NOON + 5 * HOUR, tag_id=tag, why="常客")
    members.remove_tag(**by, at=NOON + 6 * HOUR, tag_id=tag)
    note(shop, friend, "喜欢红色", at=NOON + 7 * HOUR, for_managers=True)
    notify(friend, "+8613800000001")
    agree(friend, "profiling", at=NOON + 8 * HOUR)
    members.reveal_phone(**by, at=NOON + 9 * HOUR)
    return friend


def define_tag(shop: Shop, name: str) -> UUID:
    """A tag of the brand."""
    return members.define_tag(actor=shop.boss, at=NOON, name=name, colour="rose")


def note(
    shop: Shop, member_id: UUID, text: str, *, at: datetime = NOON, for_managers: bool = False
) -> None:
    """Write something down about a member."""
    members.write_note(
        actor=shop.boss, at=at, member_id=member_id, text=text, for_managers=for_managers
    )


def agree(member_id: UUID, purpose: str, *, at: datetime = NOON, given: bool = True) -> None:
    """A member's answer at the till."""
    messaging.record_consents(
        member_id=member_id,
        given={purpose: given},
        text_versions={purpose: 1},
        at=at,
        source="till",
    )


def judge(tag_id: UUID, reasons: dict[UUID, dict[str, str]], *, at: datetime) -> None:
    """A rule gives its tag to these members and to nobody else."""
    operations.replace_rule_tags([operations.Wanted(tag_id, reasons)], at=at)


def merge(shop: Shop, *, keep: UUID, gone: UUID, at: datetime = NOON) -> None:
    """Two members turn out to be one."""
    members.merge(actor=shop.boss, at=at, keep_id=keep, gone_id=gone, reason="同一人")


def hand_to_another(shop: Shop, member_id: UUID, *, at: datetime) -> datetime:
    """The membership becomes another person's; when."""
    members.transfer_card(
        actor=shop.boss,
        at=at,
        member_id=member_id,
        name="赵云",
        phone="13700000000",
        reason="转让",
    )
    return at


def answer(shop: Shop, member_id: UUID, name: str, value: str) -> None:
    """A field of the brand, and the member's answer."""
    field = members.define_field(
        actor=shop.boss, at=NOON, name=name, kind="text", changed_by=["system"]
    )
    members.answer_fields(actor=shop.boss, at=NOON, member_id=member_id, answers={field: value})
