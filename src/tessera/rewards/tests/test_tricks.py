"""Whoever is paid for bringing members did bring them, and somebody else than himself."""

import hashlib
import importlib
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.apps import apps
from tests.support.bringing import bring, work_here
from tests.support.shop import NOON, Shop

from tessera.identity import usecases as identity
from tessera.identity.tests.conftest import own, proof
from tessera.kernel.errors import Conflict, Forbidden
from tessera.members import queries as member_queries
from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.rewards import operations, queries, usecases
from tessera.rewards.models import Departure, ReferralReward, Trace
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
    work_here(shop, friend)
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


PHONE = "13911110000"


def join(shop: Shop, by: UUID, day: int) -> UUID:
    """The person with the phone, brought once more."""
    return members.register(
        actor=shop.boss,
        at=NOON + timedelta(days=day),
        store_id=shop.store_id,
        phone=PHONE,
        name="李娜",
        referred_by_card=Member.objects.get(id=by).card_code,
    ).id


def leave(member: UUID, day: int) -> None:
    identity.close_account(
        actor=own(member),
        at=NOON + timedelta(days=day),
        proof=proof(f"+86{PHONE}", "close_account"),
        waive_money=True,
    )


@pytest.mark.parametrize("stays", [True, False])
def test_leaving_and_joining_again_is_no_new_referral(
    shop: Shop, friend: UUID, stays: bool
) -> None:
    program(shop)
    for day in (0, 20, 40):
        member = join(shop, friend, day)
        buy(shop, member, day=day)
        if stays:
            settle(day + 8)
        leave(member, day + 9)
        settle(day + 9)
    assert bonus(friend) == SHARE + 2000
    rows = ReferralReward.objects.filter(member=friend).order_by("id")
    assert [row.state for row in rows] == ["credited"] * 2 + ["void"] * 4
    assert not Departure.objects.filter(digest__contains=PHONE).exists()
    assert not broken()


def test_who_comes_back_after_the_months_of_a_referral_is_new(shop: Shop, friend: UUID) -> None:
    program(shop, months=1)
    leave(join(shop, friend, 0), 1)
    brought = join(shop, friend, 33)  # 12 April: left on 11 March
    buy(shop, brought, day=33)
    settle(41)
    assert bonus(friend) == SHARE + 2000
    leave(brought, 80)
    assert Departure.objects.count() == 1


def test_digests_that_were_kept_before_are_known_under_the_key(friend: UUID) -> None:
    operations.note_trace(member_id=friend, kind="address", value="203.0.113.9", at=NOON)
    kept = Trace.objects.get().digest
    bare = hashlib.sha256(b"203.0.113.9").hexdigest()
    assert kept != bare
    Trace.objects.update(digest=bare)
    importlib.import_module("tessera.rewards.migrations.0010_key_traces").key(apps, None)
    assert Trace.objects.get().digest == kept


def test_who_works_here_does_not_decide_about_a_reward_of_their_own(
    shop: Shop, friend: UUID
) -> None:
    program(shop)
    clerk = work_here(shop, friend)
    buy(shop, bring(shop, friend))
    settle(0)
    for hold in queries.list_holds(shop.boss):
        with pytest.raises(Forbidden) as refusal:
            usecases.decide_hold(
                actor=clerk, at=NOON, reward_id=hold.reward_id, release=True, reason="自己"
            )
        assert refusal.value.code == "rewards.own_reward"
    assert {state for _, _, state, _ in states(shop)} == {"held"}


def test_a_card_of_staff_follows_a_merge_and_ends_with_the_membership(
    shop: Shop, friend: UUID
) -> None:
    clerk = work_here(shop, friend)
    named = [person for person in [clerk.id] if person]
    twin = shop.join()
    merge(shop, twin, friend)
    assert member_queries.is_own_of(clerk, [friend])
    assert set(member_queries.own_cards(named)) == set(named)
    row = Member.objects.get(id=twin)
    phone = row.phone or ""
    identity.close_account(
        actor=own(twin), at=NOON, proof=proof(phone, "close_account"), waive_money=True
    )
    assert not member_queries.own_cards(named)


def test_one_card_is_not_the_own_one_of_two_who_work_here(shop: Shop, friend: UUID) -> None:
    first, second = work_here(shop, friend), work_here(shop, shop.join())
    assert second.id
    with pytest.raises(Conflict) as refusal:
        members.name_own_card(
            actor=shop.boss,
            at=NOON,
            staff_id=second.id,
            card=Member.objects.get(id=friend).card_code,
        )
    assert refusal.value.code == "members.somebody_elses"
    assert Member.objects.get(id=friend).staff_id == first.id


def test_nobody_gives_up_the_own_card_to_decide_about_its_rewards(shop: Shop, friend: UUID) -> None:
    program(shop)
    clerk = work_here(shop, friend)
    buy(shop, bring(shop, friend))
    settle(0)
    assert clerk.id
    with pytest.raises(Forbidden) as refusal:
        members.name_own_card(
            actor=clerk,
            at=NOON,
            staff_id=clerk.id,
            card=Member.objects.get(id=shop.join("别人")).card_code,
        )
    assert refusal.value.code == "members.own_card_named"
    assert member_queries.is_own_of(clerk, [friend])
    card = Member.objects.get(id=friend).card_code
    assert members.name_own_card(actor=clerk, at=NOON, staff_id=clerk.id, card=card) == friend
