"""Accounts elsewhere that several bind at the same moment."""

from uuid import UUID

from tessera.identity import permissions, usecases
from tessera.identity.models import OutsideAccount
from tessera.identity.outside import Person
from tessera.identity.queries import Met
from tessera.kernel.actor import Actor
from tests.support.arena import at_once, deed, told
from tests.support.arena_member import Deed
from tests.support.shop import NOON, Shop


def bind(member_id: UUID, subject: str, openid: str) -> Deed:
    actor = Actor("member", member_id, "王芳", "member", permissions.MEMBER, store_ids=None)
    met = Met("wechat", Person(subject, openid))
    return deed(usecases.bind_outside, actor=actor, at=NOON, fresh=True, met=met)


def test_an_account_that_many_bind_at_once_opens_one_card(shop: Shop) -> None:
    members = [shop.join() for _ in range(8)]
    answers = at_once([bind(member_id, "union", "wx:o1") for member_id in members])
    codes = sorted(answer.fault or answer.refused for answer in answers)
    assert codes == [""] + ["identity.outside_taken"] * 7, told(answers)
    assert OutsideAccount.objects.count() == 1


def test_a_card_to_which_many_are_bound_at_once_has_one(shop: Shop) -> None:
    member_id = shop.join()
    answers = at_once([bind(member_id, f"union{n}", f"wx:o{n}") for n in range(8)])
    codes = sorted(answer.fault or answer.refused for answer in answers)
    assert codes == [""] + ["identity.outside_has_other"] * 7, told(answers)
    assert OutsideAccount.objects.count() == 1


def test_the_same_account_bound_twice_at_once_is_bound_once_and_nobody_is_refused(
    shop: Shop,
) -> None:
    member_id = shop.join()
    answers = at_once([bind(member_id, "union", "wx:o1")] * 4)
    assert not [answer for answer in answers if answer.fault or answer.refused], told(answers)
    assert OutsideAccount.objects.count() == 1
