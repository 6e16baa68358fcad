"""A member tells of themselves in the app: what is kept, what stays, and the points, once."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.support.shop import NOON, Shop

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.members import usecases as members_usecases
from tessera.members.models import Member, Profile
from tessera.members.rules import SELF, Birthday
from tessera.messaging import queries as messaging
from tessera.platform.models import AuditRow
from tessera.rewards import usecases
from tessera.rewards.permissions import MEMBER
from tessera.rewards.queries import tasks
from tessera.rewards.rules.activities import ActivityFacts
from tessera.wallet.queries import get_balances

BORN = Birthday(3, 15)


@pytest.fixture
def member(shop: Shop) -> Actor:
    facts = ActivityFacts("profile", is_on=True, points=50)
    usecases.set_activity(actor=shop.boss, at=NOON, facts=facts)
    permissions = MEMBER | {"members.own"}
    return Actor("member", shop.join(), "王**", "member", permissions, store_ids=None)


def ask(shop: Shop, name: str, *, of: str = SELF, kind: str = "text") -> UUID:
    """A field of the brand that ``of`` answers."""
    return members_usecases.define_field(
        actor=shop.boss, at=NOON, name=name, kind=kind, choices=("甲", "乙"), changed_by=(of,)
    )


def tell(member: Actor, **told: Any) -> int:
    return usecases.tell_profile(actor=member, at=NOON, **told)


def refused(member: Actor, **told: Any) -> str:
    """The refusal's code; nothing has changed by it."""
    before = _state(member)
    with pytest.raises(DomainError) as refusal:
        tell(member, **told)
    assert _state(member) == before
    return refusal.value.code


def _state(member: Actor) -> object:
    profiles = list(Profile.objects.values_list("gender", "birth_month", "custom"))
    born = list(Member.objects.values_list("birthday", flat=True))
    points = get_balances(member.own_id).points
    return profiles, born, points, AuditRow.objects.count()


def test_a_whole_profile_gives_its_points_once(shop: Shop, member: Actor) -> None:
    plate = ask(shop, "车牌")
    assert tell(member, gender="female", birthday=BORN) == 0, "an answer is missing"
    assert members.get_own_profile(member).missing == 1

    assert tell(member, gender="female", answers={plate: " 粤B·12345 "}) == 50
    assert get_balances(member.own_id).points == 50
    assert tell(member, gender="female", answers={plate: ""}) == 0
    assert tell(member, gender="female", answers={plate: "粤B·12345"}) == 0, "given before"
    assert get_balances(member.own_id).points == 50
    told = members.get_own_profile(member)
    assert (told.gender, told.birthday, told.missing) == ("female", BORN, 0)


def test_a_lunar_birthday_without_a_year_completes_a_profile(shop: Shop, member: Actor) -> None:
    assert tell(member, birthday=Birthday(12, 30, lunar=True)) == 50


def test_what_staff_answer_is_not_asked_of_members(shop: Shop, member: Actor) -> None:
    field = ask(shop, "风格", of="guide")
    assert members.get_own_profile(member).answers == ()
    assert refused(member, answers={field: "甲"}) == "members.field_not_found"
    assert tell(member, birthday=BORN) == 50


def test_a_birthday_that_is_known_stays(shop: Shop, member: Actor) -> None:
    tell(member, birthday=BORN)
    assert refused(member, birthday=Birthday(4, 15)) == "members.birthday_fixed"
    assert tell(member, birthday=BORN) == 0, "the same again is no change"
    Member.objects.filter(id=member.own_id).update(birthday=date(1990, 3, 15))


def test_what_does_not_fit_gives_nothing(shop: Shop, member: Actor) -> None:
    choice = ask(shop, "喜好", kind="choice")
    told = {"birthday": BORN, "answers": {choice: "丙"}}
    assert refused(member, **told) == "members.answer_invalid"
    assert refused(member, gender="?", birthday=BORN) == "members.answer_invalid"
    assert refused(member, birthday=Birthday(2, 30)) == "members.birthday_invalid"


def test_who_would_be_a_child_needs_a_guardian(shop: Shop, member: Actor) -> None:
    born = Birthday(3, 15, 2015)
    assert refused(member, birthday=born) == "members.guardian_needed"


def test_nothing_more_is_asked_of_a_child(shop: Shop, member: Actor) -> None:
    Profile.objects.create(member_id=member.own_id, guardian_phone="+8613900000001")
    assert refused(member, gender="female") == "members.child_not_asked"


def test_consents_are_kept_with_the_text_that_was_read(shop: Shop, member: Actor) -> None:
    version = messaging.get_text("birthday").version
    tell(member, given={"birthday": True}, text_versions={"birthday": version}, evidence="::1")
    kept = messaging.consents_of(member.own_id, at=NOON)["birthday"]
    assert (kept.given, kept.text_version) == (True, version)


def test_the_task_is_there_until_it_is_done(shop: Shop, member: Actor) -> None:
    assert tasks.tasks_of(member, NOON).profile == 50
    tell(member, birthday=BORN)
    assert tasks.tasks_of(member, NOON).profile == 0
