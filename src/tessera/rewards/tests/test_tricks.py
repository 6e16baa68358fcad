"""Whoever is paid for bringing members did bring them, and somebody else than himself."""

import importlib
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.apps import apps
from tests.support.bringing import bring
from tests.support.shop import NOON, Shop

from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.rewards import operations, queries, usecases
from tessera.rewards.models import ReferralReward
from tessera.rewards.tests.conftest import broken
from tessera.rewards.tests.test_referral import SHARE, bonus, buy, program, settle, states


@pytest.fixture
def friend(shop: Shop) -> UUID:
    """Who brings others."""
    return shop.join("王芳")


def merge(shop: Shop, keep: UUID, gone: UUID) -> None:
    members.merge(
        actor=shop.boss,
        at=NOON + timedelta(days=1),
        keep_id=keep,
        gone_id=gone,
        reason="同一人",
    )


Pair = Callable[[UUID, UUID], tuple[UUID, UUID]]


@pytest.mark.parametrize(
    "pair", [lambda friend, brought: (friend, brought), lambda friend, brought: (brought, friend)]
)
@pytest.mark.parametrize("terms", [{}, {"rate_bp": 0, "first_referrer": 0}])
@pytest.mark.parametrize("screened", [True, False])
def test_who_turns_out_to_have_brought_himself_gets_nothing(
    shop: Shop, friend: UUID, pair: Pair, terms: dict[str, int], screened: bool
) -> None:
    program(shop, **terms)
    brought = bring(shop, friend)
    buy(shop, brought)
    if screened:
        settle(0)
    keep, gone = pair(friend, brought)
    merge(shop, keep, gone)
    settle(8)
    assert {state for _, _, state, _ in states(shop)} == {"void"}
    assert bonus(keep) == 0
    assert not broken()


def test_what_a_manager_released_is_void_as_well_once_the_two_are_one(
    shop: Shop, friend: UUID
) -> None:
    program(shop)
    operations.note_trace(member_id=friend, kind="staff", value="", at=NOON)
    brought = bring(shop, friend)
    buy(shop, brought)
    settle(0)
    for hold in queries.list_holds(shop.boss):
        usecases.decide_hold(
            actor=shop.boss, at=NOON, reward_id=hold.reward_id, release=True, reason="核实"
        )
    merge(shop, friend, brought)
    settle(8)
    assert {state for _, _, state, _ in states(shop)} == {"void"}
    assert not broken()


def test_a_merge_with_a_stranger_leaves_what_was_promised(shop: Shop, friend: UUID) -> None:
    program(shop)
    buy(shop, bring(shop, friend))
    twin = shop.join()
    merge(shop, twin, friend)
    settle(8)
    assert bonus(twin) == SHARE + 2000
    assert not broken()


def test_what_shows_itself_while_a_reward_waits_holds_it_yet(shop: Shop, friend: UUID) -> None:
    program(shop)
    brought = bring(shop, friend)
    buy(shop, brought)
    settle(0)
    for member in (friend, brought):
        operations.note_trace(
            member_id=member, kind="device", value="abc", at=NOON + timedelta(days=1)
        )
    settle(8)
    assert bonus(friend) == 0
    holds = queries.list_holds(shop.boss)
    assert [hold.reason for hold in holds] == ["device"] * 3
    for hold in holds:
        usecases.decide_hold(
            actor=shop.boss, at=NOON, reward_id=hold.reward_id, release=True, reason="夫妻"
        )
    settle(9)
    assert bonus(friend) == SHARE + 2000
    assert not broken()


def test_who_became_part_of_a_member_who_left_gets_nothing(shop: Shop, friend: UUID) -> None:
    program(shop)
    buy(shop, bring(shop, friend))
    heir = shop.join()
    Member.objects.filter(id=friend).update(merged_into=heir)
    Member.objects.filter(id=heir).update(left_at=NOON)
    settle(8)
    assert set(ReferralReward.objects.filter(role="referrer").values_list("state")) == {("void",)}
    assert bonus(heir) == 0


def test_what_was_promised_before_learns_who_brought_the_buyer(shop: Shop, friend: UUID) -> None:
    program(shop)
    buy(shop, bring(shop, friend))
    ReferralReward.objects.update(referrer=None)
    importlib.import_module("tessera.rewards.migrations.0008_fill_referrer").fill(apps, None)
    assert set(ReferralReward.objects.values_list("referrer")) == {(friend,)}
