"""Whoever has little value left hears of it, whatever took it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tests.support import bonus
from tests.support.books import broken
from tests.support.queue import work_off
from tests.support.shop import NOON, TODAY, Shop

from tessera.members.models import Member
from tessera.messaging.models import Message
from tessera.sales.tests.test_gift_claims import signed_in
from tessera.sales.tests.test_value_gifts import give, take_back
from tessera.wallet import usecases as wallet
from tessera.wallet.tests.test_adjusting import person


@pytest.fixture(autouse=True)
def marked(shop: Shop) -> None:
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=True, may_transfer_value=True)
    wallet.set_safeguards(actor=shop.boss, at=NOON, proof_over_minor=None, low_mark_minor=54000)


@pytest.fixture
def member(shop: Shop) -> UUID:
    """550.00, of which 50.00 is bonus."""
    found = shop.join()
    shop.top_up(found)
    return found


def told(member_id: UUID) -> int:
    """How often a member was told that little is left."""
    work_off()
    return Message.objects.filter(member=member_id, cause__startswith="low:").count()


def hand(member: UUID, friend: UUID, minor: int) -> None:
    wallet.transfer_value(
        actor=signed_in(member),
        at=NOON,
        request_id=uuid4(),
        whom=str(Member.objects.get(id=friend).phone),
        amount_minor=minor,
        fresh=True,
    )


def test_a_transfer_that_leaves_little_is_told_to_who_gave_once(shop: Shop, member: UUID) -> None:
    friend = shop.join("韩梅梅")
    hand(member, friend, 1000)
    assert told(member) == 0
    hand(member, friend, 1)
    hand(member, friend, 1)
    assert (told(member), told(friend)) == (1, 0)


def test_a_gift_that_leaves_little_is_told_and_again_after_it_came_back(
    shop: Shop, member: UUID
) -> None:
    given = give(member, 1100)
    assert told(member) == 1
    take_back(given, timedelta(days=9))
    give(member, 1100)
    assert told(member) == 2


def test_bonus_that_ends_is_told_once_to_each_whom_it_leaves_little(
    shop: Shop, member: UUID
) -> None:
    wallet.set_safeguards(actor=shop.boss, at=NOON, proof_over_minor=None, low_mark_minor=55500)
    other, rich = shop.join("韩梅梅"), shop.join("王芳")
    for one in (other, rich, rich):
        shop.top_up(one)
    for one in (member, other, rich):
        for minor in (600, 400):
            bonus.give(one, minor, store_id=shop.store_id, at=NOON, until=TODAY)
    for _ in range(2):
        wallet.expire_bonus(actor=shop.boss, at=NOON + timedelta(days=1))
        assert [told(one) for one in (member, other, rich)] == [1, 1, 0]
    assert not broken()


def test_bonus_that_is_taken_away_is_told_when_it_is_and_not_when_it_is_asked_for(
    shop: Shop, member: UUID
) -> None:
    asked = wallet.adjust(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        member_id=member,
        unit="bonus",
        amount=-2000,
        cause="mistake",
        reason="记错了",
        expires_on=None,
    )
    assert (asked.waits, told(member)) == (True, 0)
    manager = person(shop, "赵店长")
    wallet.approve_adjustment(actor=manager, at=NOON, adjustment_id=asked.adjustment_id)
    assert told(member) == 1
    assert not broken()
