"""Points given away, exchanged and adjusted by several at once."""

from uuid import UUID, uuid4

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members.models import Member
from tessera.rewards import usecases as rewards
from tessera.rewards.permissions import OWN as EXCHANGE
from tessera.wallet import permissions, usecases
from tessera.wallet import queries as wallet
from tests.support import pointing
from tests.support.arena import at_once, deed, told
from tests.support.books import broken
from tests.support.exchanging import offer_exchange
from tests.support.shop import NOON, Shop


def transfer(giver: UUID, phone: str, points: int) -> usecases.Transferred:
    own = frozenset({permissions.OWN})
    actor = Actor("member", giver, "", "member", own, frozenset())
    return usecases.transfer_points(
        actor=actor, at=NOON, request_id=uuid4(), phone=phone, points=points
    )


def rich(shop: Shop, day_max: int) -> tuple[UUID, list[UUID], list[str]]:
    """Somebody with 100 points, and two who have none, with their phones."""
    usecases.set_transfers(
        actor=shop.boss,
        at=NOON,
        may_transfer=True,
        transfer_min_points=1,
        transfer_day_max=day_max,
    )
    giver, *others = [shop.join() for _ in range(3)]
    pointing.give(giver, 100, store_id=shop.store_id, at=NOON)
    return giver, others, [str(Member.objects.get(id=one).phone) for one in others]


def test_the_last_points_are_given_to_one_of_two(shop: Shop) -> None:
    giver, others, phones = rich(shop, 1000)
    answers = at_once([deed(transfer, giver, phone, 100) for phone in phones])
    assert sorted(answer.refused or "" for answer in answers) == ["", "points.insufficient"], told(
        answers
    )
    assert sorted(wallet.get_balances(one).points for one in others) == [0, 100]
    assert wallet.get_balances(giver).points == 0
    assert not broken()


def test_two_gifts_at_once_do_not_pass_the_limit_of_the_day(shop: Shop) -> None:
    giver, others, phones = rich(shop, 60)
    answers = at_once([deed(transfer, giver, phone, 40) for phone in phones])
    refused = sorted(answer.refused or "" for answer in answers)
    assert refused == ["", "wallet.transfer_too_much"], told(answers)
    assert sum(wallet.get_balances(one).points for one in others) == 40
    assert not broken()


def test_two_who_give_to_each_other_at_once_wait_in_no_circle(shop: Shop) -> None:
    giver, others, phones = rich(shop, 1000)
    pointing.give(others[0], 100, store_id=shop.store_id, at=NOON)
    back = str(Member.objects.get(id=giver).phone)
    answers = at_once(
        [deed(transfer, giver, phones[0], 30), deed(transfer, others[0], back, 20)] * 2
    )
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert wallet.get_balances(giver).points == 80
    assert wallet.get_balances(others[0]).points == 120
    assert not broken()


def manager(shop: Shop, name: str) -> Actor:
    granted = frozenset({permissions.ADJUST, permissions.APPROVE})
    return Actor("staff", uuid7(), name, "manager", granted, frozenset({shop.store_id}))


def adjust(actor: Actor, member: UUID, points: int) -> usecases.Adjusted:
    return usecases.adjust(
        actor=actor,
        at=NOON,
        request_id=uuid4(),
        member_id=member,
        unit="points",
        amount=points,
        cause="goodwill",
        reason="补偿",
    )


def approve(actor: Actor, asked: usecases.Adjusted) -> None:
    usecases.approve_adjustment(actor=actor, at=NOON, adjustment_id=asked.adjustment_id)


def test_an_adjustment_that_two_approve_at_once_moves_once(shop: Shop) -> None:
    member = shop.join()
    asked = adjust(manager(shop, "李"), member, 900)
    answers = at_once([deed(approve, manager(shop, name), asked) for name in ("赵", "钱")])
    refused = sorted(answer.refused or "" for answer in answers)
    assert refused == ["", "wallet.adjustment_over"], told(answers)
    assert wallet.get_balances(member).points == 900
    assert not broken()


def test_two_small_adjustments_at_once_do_not_pass_the_limit_together(shop: Shop) -> None:
    """Of somebody who has points, of a new one, and of one whose debt takes all that comes."""
    li = manager(shop, "李")
    has, new, owes = [shop.join() for _ in range(3)]
    pointing.give(has, 10, store_id=shop.store_id, at=NOON)
    pointing.give(owes, 10, store_id=shop.store_id, at=NOON)
    pointing.owe(owes, 900, store_id=shop.store_id, at=NOON)
    whom = [member for member in (has, new, owes) for _ in range(2)]
    answers = at_once([deed(adjust, li, member, 300) for member in whom])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert [wallet.get_balances(one).points for one in (has, new, owes)] == [310, 300, 10]
    assert wallet.get_balances(owes).points_debt == 600
    assert len(wallet.list_adjustments(shop.boss, state="waiting")) == 3
    assert not broken()


def exchange(member: UUID, offer: UUID) -> None:
    rewards.exchange_points(
        actor=Actor("member", member, "", "member", frozenset({EXCHANGE}), frozenset()),
        at=NOON,
        request_id=uuid4(),
        offer_id=offer,
        expected_points=100,
    )


def test_the_last_points_are_exchanged_once(shop: Shop) -> None:
    member, offer = shop.join(), offer_exchange(shop.boss)
    pointing.give(member, 100, store_id=shop.store_id, at=NOON)

    answers = at_once([deed(exchange, member, offer) for _ in range(2)])
    refused = sorted(answer.refused or "" for answer in answers)
    assert refused == ["", "rewards.not_to_exchange"], told(answers)
    after = wallet.get_balances(member)
    assert (after.points, after.bonus_minor) == (0, 500)
    assert not broken()
