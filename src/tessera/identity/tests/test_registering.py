"""Staff register members: with a code, without one where the brand allows it, and children."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.support.shop import Shop
from tests.support.till import hire

from tessera.identity import usecases
from tessera.identity.tests.conftest import ANSWERS, AT, PHONE, VERSIONS, Scene, proof
from tessera.identity.usecases import Consents, GuardianProof
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from tessera.members import operations as members
from tessera.members.models import Invitation, Member, Profile
from tessera.members.queries import MemberView
from tessera.messaging import queries as messaging
from tessera.messaging.models import Consent, OneTimeCode
from tessera.platform.models import AuditRow

NEW = "+8613900001111"
MOTHER = "+8613700002222"
AGREED = Consents(ANSWERS, VERSIONS)
ONLY_MEMBER = Consents({"membership": True}, {"membership": 1})
CHILD = date(2016, 5, 1)


def register(
    shop: Shop, *, actor: Actor | None = None, at: datetime = AT, **more: Any
) -> MemberView:
    filled: dict[str, Any] = {
        "actor": actor or shop.boss,
        "store_id": shop.store_id,
        "name": "林小雅",
        "consents": AGREED,
        "source": "till",
    } | more
    return usecases.register(at=at, **filled)


def guardian(**more: Any) -> GuardianProof:
    return GuardianProof(**{"name": "林妈妈", "proof": proof(MOTHER, "guardian")} | more)


def refused(code: str, kind: type[DomainError], shop: Shop, **more: Any) -> None:
    before = Member.objects.count(), Consent.objects.count(), Invitation.objects.count()
    with pytest.raises(kind, match=code.replace(".", r"\.")):
        register(shop, **more)
    assert before == (Member.objects.count(), Consent.objects.count(), Invitation.objects.count())
    assert not OneTimeCode.objects.exclude(proof_used_at=None).exists()


def test_a_phone_that_was_confirmed_becomes_a_member_with_what_was_agreed_to(scene: Scene) -> None:
    cashier = hire(scene.shop, "cashier")

    made = register(scene.shop, actor=cashier, proof=proof(NEW, "join"))

    row = Member.objects.get(id=made.id)
    assert (row.phone, row.name, row.home_store_id) == (NEW, "林小雅", scene.shop.store_id)
    answers = messaging.consents_of(made.id)
    assert {name: one.given for name, one in answers.items()} == ANSWERS
    assert {one.source for one in answers.values()} == {"till"}
    assert str(cashier.id) in answers["membership"].evidence
    data = AuditRow.objects.get(action="member.registered", subject=str(made.id)).data
    assert (data["source"], data["proved"]) == ("till", True)


def test_a_proof_is_spent_once(scene: Scene) -> None:
    given = proof(NEW, "join")
    register(scene.shop, proof=given)

    with pytest.raises(Forbidden, match=r"messaging\.proof_expired"):
        register(scene.shop, proof=given)


@pytest.mark.parametrize("purpose", ["sign_in", "guardian", "close_account"])
def test_a_proof_for_something_else_registers_nobody(scene: Scene, purpose: str) -> None:
    refused("messaging.proof_expired", Forbidden, scene.shop, proof=proof(NEW, purpose))


def test_a_proof_of_another_phone_than_was_typed_registers_nobody(scene: Scene) -> None:
    refused(
        "messaging.proof_expired", Forbidden, scene.shop, proof=proof(NEW, "join"), phone=MOTHER
    )


def test_without_a_code_nobody_is_registered_unless_the_brand_allows_it(scene: Scene) -> None:
    refused("identity.code_needed", Forbidden, scene.shop, phone=NEW)

    usecases.set_joining_policy(actor=scene.shop.boss, at=AT, code_needed=False)

    row = Member.objects.get(id=register(scene.shop, phone="139 0000 1111").id)
    assert row.phone == NEW
    assert "without code" in messaging.consents_of(row.id)["membership"].evidence


def test_only_who_defines_for_the_brand_says_whether_a_code_is_needed(scene: Scene) -> None:
    with pytest.raises(Forbidden):
        usecases.set_joining_policy(actor=hire(scene.shop, "manager"), at=AT, code_needed=False)
    refused("identity.code_needed", Forbidden, scene.shop, phone=NEW)


def test_the_phone_of_a_member_says_who_it_is(scene: Scene) -> None:
    with pytest.raises(Conflict, match=r"members\.phone_taken") as refusal:
        register(scene.shop, proof=proof(PHONE, "join"))
    assert refusal.value.data["member_id"] == str(scene.member_id)
    assert not OneTimeCode.objects.exclude(proof_used_at=None).exists()


def test_nobody_becomes_a_member_without_agreeing_to_be_one(scene: Scene) -> None:
    for given in ({}, {"membership": False}):
        none = Consents(given, dict.fromkeys(given, 1))
        refused(
            "identity.consent_needed", Invalid, scene.shop, consents=none, proof=proof(NEW, "join")
        )


def test_a_text_that_nobody_could_have_read_is_not_agreed_to(scene: Scene) -> None:
    unread = Consents({"membership": True}, {"membership": 7})
    refused(
        "messaging.text_unknown", Invalid, scene.shop, consents=unread, proof=proof(NEW, "join")
    )


@pytest.mark.parametrize("role", ["cashier", "guide"])
def test_with_nothing_named_a_guide_or_the_till_brought_them(scene: Scene, role: str) -> None:
    person = hire(scene.shop, role)
    at_till = Actor(
        person.kind,
        person.id,
        person.name,
        person.role,
        person.permissions,
        person.store_ids,
        till_id=scene.shop.till_id,
    )

    made = register(scene.shop, actor=at_till, proof=proof(NEW, "join"))

    came_by = Member.objects.get(id=made.id).invitation
    assert came_by is not None
    assert came_by.kind == {"cashier": "till", "guide": "guide"}[role]


def test_a_card_a_phone_or_an_invitation_says_who_brought_them(scene: Scene) -> None:
    friend = Member.objects.get(id=scene.member_id)
    own = members.invitation_of(kind="member", member_id=friend.id)
    texts = [friend.card_code, "138 1234 5678", own.code.lower()]

    for number, text in enumerate(texts):
        given = proof(f"+861390000222{number}", "join")
        made = register(scene.shop, proof=given, brought_by=text)
        assert Member.objects.get(id=made.id).referred_by_id == friend.id


def test_who_is_named_and_unknown_is_said(scene: Scene) -> None:
    given = proof(NEW, "join")
    refused("members.referrer_not_found", NotFound, scene.shop, proof=given, brought_by="22223333")


def test_a_child_is_registered_by_a_guardian_with_a_code(scene: Scene) -> None:
    child = register(
        scene.shop, name="林小宝", birthday=CHILD, guardian=guardian(), consents=ONLY_MEMBER
    )

    row = Member.objects.get(id=child.id)
    assert (row.phone, row.birthday) == (None, CHILD)
    assert row.reference is not None
    profile = Profile.objects.get(member=row)
    assert (profile.guardian_name, profile.guardian_phone) == ("林妈妈", MOTHER)
    consent = messaging.consents_of(row.id)["membership"]
    assert (consent.given, consent.source) == (True, "guardian")
    assert "137****2222" in consent.evidence


def test_without_a_guardian_no_child_is_registered(scene: Scene) -> None:
    given = proof(NEW, "join")
    refused("members.guardian_needed", Conflict, scene.shop, proof=given, birthday=CHILD)


def test_a_guardians_phone_is_confirmed_for_that_purpose(scene: Scene) -> None:
    wrong = guardian(proof=proof(MOTHER, "join"))
    asked = {"birthday": CHILD, "consents": ONLY_MEMBER, "guardian": wrong}
    refused("messaging.proof_expired", Forbidden, scene.shop, **asked)


def test_a_childs_own_phone_is_confirmed_too(scene: Scene) -> None:
    asked: dict[str, Any] = {"birthday": CHILD, "consents": ONLY_MEMBER, "phone": NEW}
    refused("identity.code_needed", Forbidden, scene.shop, guardian=guardian(), **asked)

    child = register(scene.shop, proof=proof(NEW, "join"), guardian=guardian(), **asked)

    assert Member.objects.get(id=child.id).phone == NEW


def test_nothing_is_advertised_to_a_child(scene: Scene) -> None:
    wants = Consents({"membership": True, "sms_marketing": True}, VERSIONS)
    refused(
        "messaging.not_for_children",
        Invalid,
        scene.shop,
        birthday=CHILD,
        guardian=guardian(),
        consents=wants,
    )


@pytest.mark.parametrize("birthday", [None, date(2012, 3, 10)])
def test_nobody_speaks_for_who_is_14_or_of_unknown_age(scene: Scene, birthday: date | None) -> None:
    asked = {"birthday": birthday, "guardian": guardian(), "proof": proof(NEW, "join")}
    refused("identity.guardian_unneeded", Conflict, scene.shop, **asked)


def test_one_is_14_from_midnight_of_the_birthday_in_the_store(scene: Scene) -> None:
    """Born on 11 March 2012: on 10 March 2026, at 23:59 in Shanghai, still a child."""
    before, midnight = AT.replace(hour=15, minute=59), AT.replace(hour=16)
    born = date(2012, 3, 11)

    with pytest.raises(Conflict, match=r"members\.guardian_needed"):
        register(scene.shop, at=before, proof=proof(NEW, "join"), birthday=born)
    register(scene.shop, at=midnight, proof=proof(NEW, "join"), birthday=born)

    assert midnight - before == timedelta(minutes=1)


def test_who_was_born_on_29_february_is_14_on_1_march(scene: Scene) -> None:
    born, last = date(2012, 2, 29), AT.replace(month=2, day=28)

    with pytest.raises(Conflict, match=r"members\.guardian_needed"):
        register(scene.shop, at=last, proof=proof(NEW, "join"), birthday=born)

    register(scene.shop, at=AT.replace(month=3, day=1), proof=proof(NEW, "join"), birthday=born)


def test_staff_register_in_their_own_stores_only(scene: Scene) -> None:
    auditor = hire(scene.shop, "auditor")
    refused("permission.denied", Forbidden, scene.shop, actor=auditor, proof=proof(NEW, "join"))
    cashier = hire(scene.shop, "cashier")
    nowhere = {"actor": cashier, "store_id": None, "proof": proof(NEW, "join")}
    refused("permission.denied", Forbidden, scene.shop, **nowhere)
