"""Who brings members is rewarded when they buy: later, within bounds, and not after a return."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest import mock
from uuid import UUID

import pytest
from tests.support.bringing import bring, work_here
from tests.support.shop import NOON, TODAY, Shop

from tessera.kernel.errors import DomainError
from tessera.members import operations as member_operations
from tessera.members.models import Member
from tessera.platform import events
from tessera.platform.batch import Batch
from tessera.rewards import jobs, operations, queries, usecases
from tessera.rewards.events import ReferralRewarded
from tessera.rewards.models import HoldDecision, ReferralReward
from tessera.rewards.rules.referral import Program
from tessera.rewards.tests.conftest import broken
from tessera.wallet.queries import get_balances

DRESS = 29900
PROGRAM = Program(
    is_active=True,
    pays="bonus",
    rate_bp=500,
    months=12,
    first_referrer=2000,
    first_referee=1000,
    first_min_minor=20000,
    pending_days=7,
)
SHARE = DRESS * 5 // 100


@pytest.fixture
def friend(shop: Shop) -> UUID:
    """Who brings others."""
    return shop.join("王芳")


def program(shop: Shop, **terms: Any) -> None:
    usecases.set_program(actor=shop.boss, at=NOON, terms=replace(PROGRAM, **terms))


def buy(shop: Shop, member: UUID, pieces: int = 1, day: int = 0) -> UUID:
    order = shop.order((shop.dress, pieces), member_id=member)
    return shop.sell(order, at=NOON + timedelta(days=day)).sale_id


def settle(day: int) -> None:
    jobs.settle_referrals(NOON + timedelta(days=day))


def bonus(member: UUID) -> int:
    return get_balances(member).bonus_minor


def states(shop: Shop) -> list[tuple[str, str, str, int]]:
    rows = ReferralReward.objects.order_by("id")
    return [(row.role, row.kind, str(row.state), row.credited - row.taken) for row in rows]


def test_a_purchase_is_rewarded_when_the_days_of_return_are_over(shop: Shop, friend: UUID) -> None:
    program(shop)
    brought = bring(shop, friend)
    buy(shop, brought)
    settle(7)
    assert (bonus(friend), bonus(brought)) == (0, 0)
    settle(8)
    assert (bonus(friend), bonus(brought)) == (SHARE + 2000, 1000)
    settle(9)
    assert bonus(friend) == SHARE + 2000
    buy(shop, brought, day=9)
    settle(20)
    assert (bonus(friend), bonus(brought)) == (2 * SHARE + 2000, 1000)
    assert not broken()


def test_one_level_only(shop: Shop, friend: UUID) -> None:
    program(shop)
    brought = bring(shop, friend)
    buy(shop, bring(shop, brought, "赵敏"))
    settle(10)
    assert bonus(friend) == 0
    assert bonus(brought) == SHARE + 2000


def test_points_are_given_as_lots_that_expire_like_others(shop: Shop, friend: UUID) -> None:
    program(shop, pays="points", rate_bp=1000, first_referrer=50, first_referee=0)
    brought = bring(shop, friend)
    sale = buy(shop, brought, 2)
    settle(8)
    assert get_balances(friend).points == 59 + 50
    shop.give_back(sale, 2, at=NOON + timedelta(days=9))
    settle(9)
    assert get_balances(friend).points == 0
    assert not broken()


def test_case_07_a_return_before_reduces_and_one_after_takes_back_exactly(
    shop: Shop, friend: UUID
) -> None:
    program(shop)
    brought = bring(shop, friend)
    sale = buy(shop, brought, 3)
    shop.give_back(sale, 1, at=NOON + timedelta(days=2))
    settle(8)
    assert bonus(friend) == 2 * SHARE + 2000 * 2 // 3
    assert bonus(brought) == 1000 * 2 // 3
    for day in (9, 10):
        shop.give_back(sale, 1, at=NOON + timedelta(days=day))
        settle(day)
    assert (bonus(friend), bonus(brought)) == (0, 0)
    assert not broken()


def test_what_is_spent_already_is_forgiven_in_stored_value_and_owed_in_points(
    shop: Shop, friend: UUID
) -> None:
    program(shop, first_referrer=0, first_referee=0, rate_bp=10_000)
    sale = buy(shop, bring(shop, friend))
    settle(8)
    spent = shop.order((shop.fee, 1), member_id=friend)
    shop.sell(spent, ("wallet", 2000), at=NOON + timedelta(days=8))
    shop.give_back(sale, 1, at=NOON + timedelta(days=9))
    settle(9)
    row = ReferralReward.objects.get()
    assert (row.credited, row.taken, row.forgiven) == (DRESS, DRESS - 2000, 2000)
    assert bonus(friend) == 0
    settle(10)
    assert ReferralReward.objects.get().forgiven == 2000
    assert not broken()


def test_all_back_before_the_end_leaves_nothing(shop: Shop, friend: UUID) -> None:
    program(shop)
    sale = buy(shop, bring(shop, friend))
    shop.give_back(sale, 1, at=NOON + timedelta(days=1))
    settle(8)
    assert {state for _, _, state, _ in states(shop)} == {"void"}
    assert bonus(friend) == 0
    assert not broken()


def test_caps_bound_a_sale_and_a_month(shop: Shop, friend: UUID) -> None:
    program(shop, first_referrer=0, first_referee=0, sale_cap=2000, month_cap=3000)
    brought = bring(shop, friend)
    buy(shop, brought, 3)
    buy(shop, brought, 1, day=1)
    buy(shop, brought, 1, day=2)
    settle(12)
    assert bonus(friend) == 3000
    buy(shop, brought, 1, day=22)  # 1 April
    settle(40)
    assert bonus(friend) == 3000 + SHARE
    assert not broken()


def test_only_goods_really_paid_count_and_strangers_bring_nothing(shop: Shop, friend: UUID) -> None:
    program(shop)
    brought = bring(shop, friend)
    shop.top_up(brought)
    shop.sell(shop.order((shop.fee, 1), member_id=brought))
    buy(shop, friend)
    shop.sell(shop.order((shop.dress, 1)))
    assert not ReferralReward.objects.exists()


def test_after_its_months_a_referral_is_worth_nothing(shop: Shop, friend: UUID) -> None:
    program(shop, months=1)
    brought = bring(shop, friend)
    buy(shop, brought, day=31)  # 10 April: the month ended on the 9th
    assert not ReferralReward.objects.exists()


def test_who_shares_a_device_within_a_day_waits_for_a_manager(shop: Shop, friend: UUID) -> None:
    program(shop)
    brought = bring(shop, friend)
    operations.note_trace(member_id=friend, kind="device", value="abc", at=NOON)
    near = NOON + timedelta(hours=20)
    operations.note_trace(member_id=brought, kind="device", value="ABC ", at=near)
    buy(shop, brought)
    settle(8)
    holds = queries.list_holds(shop.boss)
    assert {hold.reason for hold in holds} == {"device"}
    assert len(holds) == 3
    assert bonus(friend) == 0
    decide: dict[str, Any] = {"actor": shop.boss, "at": NOON}
    first, second, third = holds
    usecases.decide_hold(**decide, reward_id=first.reward_id, release=True, reason="核实是夫妻")
    usecases.decide_hold(**decide, reward_id=second.reward_id, release=False, reason="同一人")
    settle(9)
    assert bonus(friend) == SHARE
    assert HoldDecision.objects.count() == 2
    assert [hold.reward_id for hold in queries.list_holds(shop.boss)] == [third.reward_id]
    with pytest.raises(DomainError) as refusal:
        usecases.decide_hold(**decide, reward_id=first.reward_id, release=False, reason="再看")
    assert refusal.value.code == "rewards.hold_decided"
    assert not broken()


def test_traces_of_another_day_or_of_others_hold_nothing(shop: Shop, friend: UUID) -> None:
    program(shop)
    brought = bring(shop, friend)
    operations.note_trace(member_id=friend, kind="card", value="6222", at=NOON)
    late = NOON + timedelta(hours=25)
    operations.note_trace(member_id=brought, kind="card", value="6222", at=late)
    operations.note_trace(member_id=shop.join(), kind="card", value="6222", at=late)
    buy(shop, brought)
    settle(8)
    assert bonus(friend) == SHARE + 2000


def test_staff_do_not_earn_by_bringing_unless_the_programme_says_so(
    shop: Shop, friend: UUID
) -> None:
    program(shop)
    work_here(shop, friend)
    brought = bring(shop, friend)
    buy(shop, brought)
    settle(8)
    assert {hold.reason for hold in queries.list_holds(shop.boss)} == {"staff"}
    program(shop, staff_counts=True)
    buy(shop, brought, day=8)
    settle(16)
    assert bonus(friend) == SHARE


def test_a_circle_is_held(shop: Shop, friend: UUID) -> None:
    program(shop)
    brought = bring(shop, friend)
    Member.objects.filter(id=friend).update(referred_by=brought)  # as a merge may make it
    buy(shop, brought)
    settle(8)
    assert {hold.reason for hold in queries.list_holds(shop.boss)} == {"circle"}


def test_a_colleague_of_another_store_decides_nothing(shop: Shop, friend: UUID) -> None:
    program(shop)
    work_here(shop, friend)
    buy(shop, bring(shop, friend))
    settle(8)
    hold = queries.list_holds(shop.boss)[0]
    stranger = replace(shop.boss, store_ids=frozenset({friend}))
    assert not queries.list_holds(stranger)
    with pytest.raises(DomainError) as refusal:
        usecases.decide_hold(
            actor=stranger, at=NOON, reward_id=hold.reward_id, release=True, reason="信任"
        )
    assert refusal.value.code == "rewards.hold_not_found"
    assert not HoldDecision.objects.exists()


def test_who_is_rewarded_is_told_and_shall_be_thanked_within_a_week(
    shop: Shop, friend: UUID
) -> None:
    program(shop, first_referrer=0, first_referee=0)
    brought = bring(shop, friend)
    buy(shop, brought)
    told: list[ReferralRewarded] = []

    def note(event: ReferralRewarded, batch: Batch) -> None:
        told.append(event)

    with mock.patch.dict(events._inside, {ReferralRewarded: [note]}):
        settle(8)
    (news,) = told
    assert (news.member_id, news.referee_id, news.amount) == (friend, brought, SHARE)
    assert news.follow_up_by == TODAY + timedelta(days=15)


def test_a_job_that_dies_goes_on_where_it_was(shop: Shop, friend: UUID) -> None:
    program(shop)
    brought = bring(shop, friend)
    for day in range(3):
        buy(shop, brought, day=day)
    settled = usecases.settle_reward
    calls = []

    def dying(**asked: Any) -> int:
        calls.append(asked)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return settled(**asked)

    with mock.patch.object(usecases, "settle_reward", dying), pytest.raises(KeyboardInterrupt):
        settle(20)
    assert 0 < bonus(friend) + bonus(brought) < 3 * SHARE + 3000
    settle(20)
    settle(20)
    assert bonus(friend) + bonus(brought) == 3 * SHARE + 3000
    assert not broken()


def test_a_member_sees_whom_it_brought_masked_and_what_came_of_it(shop: Shop, friend: UUID) -> None:
    program(shop)
    code = member_operations.invitation_of(kind="member", member_id=friend).code
    brought = bring(shop, friend, "李娜")
    bring(shop, friend, "赵敏")
    buy(shop, brought)
    seen = queries.referral_of(friend)
    assert (seen.code, seen.count) == (code, 2)
    assert {person.name for person in seen.people} == {"李**", "赵**"}
    assert (seen.pending_bonus_minor, seen.credited_bonus_minor) == (SHARE + 2000, 0)
    settle(8)
    seen = queries.referral_of(friend)
    assert (seen.pending_bonus_minor, seen.credited_bonus_minor) == (0, SHARE + 2000)


def test_staff_see_who_brought_whom_as_a_tree(shop: Shop, friend: UUID) -> None:
    first, second = bring(shop, friend), bring(shop, friend, "赵敏")
    third = bring(shop, first, "孙莉")
    bring(shop, third, "周迅")
    buy(shop, first)
    tree = queries.referral_tree(shop.boss, friend, depth=2)
    assert (tree.name, tree.brought) == ("王芳", 2)
    assert [node.member_id for node in tree.children] == [first, second]
    assert (tree.children[0].visits, tree.children[0].spent_minor) == (1, DRESS)
    (grandchild,) = tree.children[0].children
    assert (grandchild.name, grandchild.brought, grandchild.children) == ("孙莉", 1, ())
    stranger = replace(shop.boss, store_ids=frozenset({friend}))
    with pytest.raises(DomainError):
        queries.referral_tree(stranger, friend)


@pytest.mark.parametrize(
    "terms",
    [
        {"pays": "cash"},
        {"rate_bp": 10_001},
        {"sale_cap": 0},
        {"months": 0},
        {"pending_days": -1},
        {"first_referrer": -1},
    ],
)
def test_a_programme_that_cannot_work_is_refused(shop: Shop, terms: dict[str, Any]) -> None:
    with pytest.raises(DomainError) as refusal:
        program(shop, **terms)
    assert refusal.value.code == "rewards.program_invalid"
    assert queries.get_program().version == 0


def test_what_was_promised_keeps_its_terms(shop: Shop, friend: UUID) -> None:
    program(shop, first_referrer=0, first_referee=0)
    sale = buy(shop, bring(shop, friend), 2)
    program(shop, rate_bp=5000, is_active=False)
    shop.give_back(sale, 1, at=NOON + timedelta(days=1))
    settle(8)
    assert bonus(friend) == SHARE
    assert not broken()


def test_days_of_waiting_are_counted_from_the_sale(shop: Shop, friend: UUID) -> None:
    program(shop, pending_days=0)
    buy(shop, bring(shop, friend))
    assert ReferralReward.objects.first().pending_through == date(2026, 3, 10)  # type: ignore[union-attr]  # there is one
    settle(0)
    assert bonus(friend) == 0
    settle(1)
    assert bonus(friend) == SHARE + 2000
