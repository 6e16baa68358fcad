"""Who brings a member is thanked, by a message and by a colleague within a week."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from tests.support.bringing import bring
from tests.support.shop import NOON, TODAY, Shop
from tests.support.till import hire

from tessera.care import handlers, queries, usecases
from tessera.care.models import Task
from tessera.care.tests.conftest import messages, rewarded, run_jobs
from tessera.identity.events import MemberLeft
from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.members import operations as members
from tessera.members import usecases as member_stories
from tessera.members.events import MembersMerged
from tessera.members.models import Member
from tessera.org import usecases as org
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.rewards import jobs as rewards_jobs
from tessera.rewards.models import ReferralReward

LATER = NOON + timedelta(days=8)


@pytest.fixture
def friend(shop: Shop) -> UUID:
    return shop.join()


def thanked(shop: Shop, friend: UUID, **terms: int) -> tuple[UUID, UUID]:
    found = rewarded(shop, friend, **terms)
    with time_machine.travel(LATER, tick=False):
        run_jobs()
    return found


def test_both_hear_of_what_they_got_and_the_name_is_masked(shop: Shop, friend: UUID) -> None:
    brought, _ = thanked(shop, friend, first_referee=3000)

    (thanks,), (welcome,) = messages(friend), messages(brought)
    assert (thanks.template, welcome.template) == ("referral_thanks", "referral_welcome")
    assert "李*" in thanks.text
    assert "李娜" not in thanks.text
    assert "¥14.95" in thanks.text
    assert "¥30.00" in welcome.text


def test_the_same_reward_twice_is_one_message_and_one_task(shop: Shop, friend: UUID) -> None:
    thanked(shop, friend)
    with time_machine.travel(LATER, tick=False):
        run_jobs()
    assert len(messages(friend)) == 1
    assert Task.objects.count() == 1
    assert AuditRow.objects.filter(action="task.planned").count() == 1


def test_a_reward_that_went_back_before_the_words_went_out_is_not_spoken_of(
    shop: Shop, friend: UUID
) -> None:
    _, reward = thanked(shop, friend)
    (message,) = messages(friend)
    sale = ReferralReward.objects.get(id=reward).sale_id
    shop.give_back(sale, 1, at=LATER)
    rewards_jobs.settle_referrals(LATER)

    assert ReferralReward.objects.get(id=reward).taken > 0
    message.refresh_from_db()
    assert (message.state, message.error) == ("failed", "own.called_back")


def test_what_was_taken_back_before_the_worker_came_is_not_spoken_of(
    shop: Shop, friend: UUID
) -> None:
    _, reward = rewarded(shop, friend)
    shop.give_back(ReferralReward.objects.get(id=reward).sale_id, 1, at=LATER)
    rewards_jobs.settle_referrals(LATER)
    with time_machine.travel(LATER, tick=False):
        run_jobs()
    assert not messages(friend)


def test_thanks_are_due_within_a_week_in_the_home_store(shop: Shop, friend: UUID) -> None:
    brought, reward = thanked(shop, friend)
    task = Task.objects.get()
    assert (task.cause_id, task.member_id, task.about_id) == (reward, friend, brought)
    assert (task.store_id, task.guide_id) == (shop.store_id, None)
    assert task.due_on == TODAY + timedelta(days=15)
    (shown,) = queries.list_due(shop.boss)
    assert (shown.member_name, shown.about, shown.state) == ("王芳", "李娜", "open")
    assert queries.list_of_member(shop.boss, friend) == [shown]


def test_it_falls_to_the_guide_who_brought_the_member_first(shop: Shop) -> None:
    guide = hire(shop, "guide")
    invitation = members.invitation_of(kind="guide", staff_id=guide.id)
    friend = shop.join("赵敏")
    Member.objects.filter(id=friend).update(invitation=invitation.id)
    thanked(shop, friend)
    (task,) = queries.list_due(guide)
    assert (task.is_mine, task.guide_name) == (True, guide.name)


def test_it_falls_to_the_own_guide_before_who_brought_the_member_and_goes_along(
    shop: Shop,
) -> None:
    came_by, own, next_one = (hire(shop, "guide") for _ in range(3))
    friend = shop.join("赵敏")
    invitation = members.invitation_of(kind="guide", staff_id=came_by.id)
    Member.objects.filter(id=friend).update(invitation=invitation.id)
    _look_after(shop, friend, own)
    thanked(shop, friend)
    assert [task.is_mine for task in queries.list_due(own)] == [True]
    _look_after(shop, friend, next_one)
    assert [task.is_mine for task in queries.list_due(next_one)] == [True]
    _look_after(shop, friend, None)
    assert Task.objects.get().guide_id is None


def test_it_does_not_fall_to_a_guide_who_works_here_no_more(shop: Shop) -> None:
    own, friend = hire(shop, "guide"), shop.join("赵敏")
    _look_after(shop, friend, own)
    assert own.id is not None
    org.dismiss(actor=shop.boss, at=NOON, staff_id=own.id)
    thanked(shop, friend)
    assert Task.objects.get().guide_id is None


def _look_after(shop: Shop, member: UUID, guide: Actor | None) -> None:
    member_stories.assign_guide(
        actor=shop.boss,
        at=NOON,
        member_id=member,
        staff_id=guide.id if guide else None,
        reason="调店",
    )


def test_a_second_friend_in_the_same_week_makes_no_second_task(shop: Shop, friend: UUID) -> None:
    thanked(shop, friend)
    shop.sell(shop.order((shop.dress, 1), member_id=bring(shop, friend, "孙莉")))
    rewards_jobs.settle_referrals(LATER)
    with time_machine.travel(LATER, tick=False):
        run_jobs()
    assert len(messages(friend)) == 2
    assert Task.objects.count() == 1


def test_a_task_is_done_once_with_what_came_of_it(shop: Shop, friend: UUID) -> None:
    thanked(shop, friend)
    task_id = Task.objects.get().id
    usecases.finish(actor=shop.boss, at=LATER, task_id=task_id, note="  她很高兴 ")
    row = Task.objects.get()
    assert (row.state, row.note, row.closed_by_name) == ("done", "她很高兴", shop.boss.name)
    told = AuditRow.objects.get(action="task.finished")
    assert (told.subject, told.data["note"]) == (str(friend), "她很高兴")
    with pytest.raises(DomainError) as refusal:
        usecases.dismiss(actor=shop.boss, at=LATER, task_id=task_id, note="已打过")
    assert refusal.value.code == "care.task_closed"
    assert Task.objects.get().state == "done"
    assert queries.list_due(shop.boss) == []


@pytest.mark.parametrize("note", ["", "   ", "长" * 301])
def test_a_task_is_not_dropped_without_a_word_or_with_a_novel(
    shop: Shop, friend: UUID, note: str
) -> None:
    thanked(shop, friend)
    with pytest.raises(DomainError) as refusal:
        usecases.dismiss(actor=shop.boss, at=LATER, task_id=Task.objects.get().id, note=note)
    assert refusal.value.code == "care.note_needed"
    assert Task.objects.get().state == "open"


def test_a_colleague_of_another_store_sees_and_closes_nothing(shop: Shop, friend: UUID) -> None:
    thanked(shop, friend)
    stranger = replace(shop.boss, store_ids=frozenset({friend}))
    assert queries.list_due(stranger) == []
    for act in (usecases.finish, usecases.dismiss):
        with pytest.raises(DomainError) as refusal:
            act(actor=stranger, at=LATER, task_id=Task.objects.get().id, note="好")
        assert refusal.value.code == "care.task_not_found"
    cashier = hire(shop, "cashier")
    with pytest.raises(DomainError) as refusal:
        usecases.finish(actor=cashier, at=LATER, task_id=Task.objects.get().id)
    assert refusal.value.code == "permission.denied"
    assert queries.list_of_member(cashier, friend) == []
    assert Task.objects.get().state == "open"


def test_tasks_go_along_when_members_are_merged_and_one_stays_open(
    shop: Shop, friend: UUID
) -> None:
    thanked(shop, friend)
    keep = shop.join("王芳")
    event = MembersMerged(keep_id=keep, gone_id=friend, at=LATER)
    for _ in range(2):
        handlers.merge_tasks(event, Batch())
    assert Task.objects.get().member_id == keep


def test_nobody_is_called_who_has_left(shop: Shop, friend: UUID) -> None:
    brought, _ = thanked(shop, friend)
    Task.objects.update(note="她搬家了")
    handlers.forget_tasks(MemberLeft(friend, LATER), Batch())
    handlers.forget_tasks(MemberLeft(brought, LATER), Batch())
    row = Task.objects.get()
    assert (row.state, row.note, row.about) == ("dismissed", "", None)


def test_nobody_is_thanked_who_left_before(shop: Shop, friend: UUID) -> None:
    rewarded(shop, friend)
    Member.objects.filter(id=friend).update(left_at=LATER)
    run_jobs()
    assert not messages(friend)
    assert not Task.objects.exists()
