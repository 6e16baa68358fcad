"""How somebody becomes a member, and what stays bound from that moment."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from tessera.kernel.actor import system_actor
from tessera.kernel.errors import Conflict, Invalid, NotFound
from tessera.members import operations, queries, usecases
from tessera.members.events import MemberJoined
from tessera.members.models import Invitation, Member, Profile
from tessera.members.rules import Guardian
from tessera.members.tests.conftest import AT, PHONE, SYSTEM, Shop
from tessera.org import usecases as org
from tessera.org.models import Staff
from tessera.org.queries import permissions_of
from tessera.platform import events
from tessera.platform.batch import Batch

pytestmark = pytest.mark.django_db

CHILD = date(2015, 1, 1)
OWNER = system_actor("owner", permissions_of("owner"))


@pytest.fixture
def news(monkeypatch: pytest.MonkeyPatch) -> list[MemberJoined]:
    heard: list[MemberJoined] = []

    def listener(event: MemberJoined, _: Batch) -> None:
        heard.append(event)

    monkeypatch.setattr(events, "_inside", {MemberJoined: [listener]})
    return heard


def join(**more: Any) -> Member:
    asked: dict[str, Any] = {"actor": SYSTEM, "at": AT, "name": "王小明", "phone": PHONE}
    with transaction.atomic():
        return operations.join(**(asked | more))


def test_a_store_has_one_invitation_however_often_it_is_asked_for(shop: Shop) -> None:
    first = operations.invitation_of(kind="store", store_id=shop.direct)
    assert operations.invitation_of(kind="store", store_id=shop.direct) == first
    assert operations.invitation_of(kind="store", store_id=shop.franchise).code != first.code
    assert Invitation.objects.count() == 2
    assert len(first.code) == 8


def test_a_code_is_found_in_either_case_and_a_strange_one_is_not(shop: Shop) -> None:
    made = operations.invitation_of(kind="campaign", label="Spring", store_id=shop.direct)
    assert queries.find_invitation(f" {made.code.lower()} ") == made
    assert queries.find_invitation("ZZZZZZZZ") is None
    assert queries.find_invitation("x' OR 1") is None


def test_who_comes_by_a_tills_poster_is_at_home_in_its_store(shop: Shop) -> None:
    till = org.open_till(actor=SYSTEM, at=AT, store_id=shop.direct, code="T1", name="T1")
    member = join(invitation=operations.invitation_of(kind="till", till_id=till))
    assert member.home_store_id == shop.direct
    assert member.joined_on == date(2026, 3, 2)


def test_a_guide_of_one_store_brings_members_to_it_and_a_guide_of_two_to_none(shop: Shop) -> None:
    stores = {"one": (shop.direct,), "two": (shop.direct, shop.franchise)}
    homes = {}
    for name, store_ids in stores.items():
        staff = org.hire(
            actor=OWNER,
            at=AT,
            username=name,
            password="a-long-Word-17",
            name=name,
            role="guide",
            store_ids=store_ids,
        )
        homes[name] = operations.invitation_of(kind="guide", staff_id=staff).store_id
    assert homes == {"one": shop.direct, "two": None}
    assert Staff.objects.count() == 2


def test_who_comes_by_a_members_code_was_referred_by_that_member(shop: Shop) -> None:
    first = join(store_id=shop.direct)
    code = operations.invitation_of(kind="member", member_id=first.id)
    second = join(phone="13900000001", invitation=code)
    assert (second.referred_by_id, second.invitation_id) == (first.id, code.id)
    assert second.home_store_id == shop.direct


def test_the_news_of_joining_tells_who_brought_them(shop: Shop, news: list[MemberJoined]) -> None:
    invitation = operations.invitation_of(kind="store", store_id=shop.direct)
    member = join(invitation=invitation)
    assert news == [MemberJoined(member.id, AT, date(2026, 3, 2), shop.direct, invitation.id, None)]


def test_staff_may_read_out_an_invitation_when_they_register(shop: Shop) -> None:
    code = operations.invitation_of(kind="campaign", label="Spring").code
    made = usecases.register(
        actor=SYSTEM, at=AT, name="x", phone=PHONE, store_id=shop.direct, invitation_code=code
    )
    row = Member.objects.select_related("invitation").get(id=made.id)
    assert row.invitation is not None
    assert row.invitation.code == code


def test_an_unknown_invitation_registers_nobody(shop: Shop) -> None:
    with pytest.raises(NotFound, match=r"members\.invitation_not_found"):
        usecases.register(
            actor=SYSTEM, at=AT, name="x", phone=PHONE, store_id=shop.direct, invitation_code="ABC"
        )
    assert not Member.objects.exists()


@pytest.mark.parametrize("wrong", [{"kind": "store"}, {"kind": "campaign"}, {"kind": "moon"}])
def test_an_invitation_without_who_invites_is_refused(shop: Shop, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match=r"members\.invitation_invalid"):
        operations.invitation_of(**wrong)
    assert not Invitation.objects.exists()


def test_a_child_joins_only_with_a_guardian_who_is_kept(shop: Shop) -> None:
    with pytest.raises(Conflict, match=r"members\.guardian_needed"):
        join(birthday=CHILD)
    assert not Member.objects.exists()
    member = join(birthday=CHILD, guardian=Guardian("13900000009", "王芳"))
    kept = Profile.objects.get(member=member)
    assert (kept.guardian_phone, kept.guardian_name) == ("+8613900000009", "王芳")


def test_a_guarded_childs_birthday_may_be_corrected_and_another_members_may_not_become_one(
    shop: Shop,
) -> None:
    child = join(birthday=CHILD, guardian=Guardian("13900000009", "王芳"), store_id=shop.direct)
    grown = join(phone="13900000001", store_id=shop.direct)
    asked: dict[str, Any] = {"actor": SYSTEM, "at": AT, "name": "x", "birthday": date(2015, 1, 2)}
    assert usecases.change(member_id=child.id, **asked).birthday == date(2015, 1, 2)
    with pytest.raises(Conflict, match=r"members\.guardian_needed"):
        usecases.change(member_id=grown.id, **asked)
    assert Member.objects.get(id=grown.id).birthday is None
