"""Who comes in, and who does not."""

from datetime import timedelta
from typing import Any

import pytest

from tessera.identity import queries, usecases
from tessera.identity.models import Password, Session
from tessera.identity.rules import digest
from tessera.identity.tests.conftest import (
    ANSWERS,
    AT,
    DEVICE,
    DOOR,
    PHONE,
    VERSIONS,
    Scene,
    own,
    proof,
    signed_proof,
)
from tessera.kernel.errors import Conflict, Forbidden, Invalid
from tessera.members import operations as members_operations
from tessera.members import queries as members
from tessera.members import rules as member_rules
from tessera.members.models import Member
from tessera.messaging import queries as messaging
from tessera.platform.models import AuditRow

NEW = "+8613900001111"


def enter(given: str) -> usecases.Entered:
    return usecases.enter_by_code(actor=DOOR, at=AT, proof=given, device=DEVICE)


def join(phone: str = NEW, **more: Any) -> usecases.Entered:
    filled: dict[str, Any] = {
        "name": "林小雅",
        "consents": ANSWERS,
        "text_versions": VERSIONS,
    } | more
    return usecases.join(actor=DOOR, at=AT, proof=proof(phone), device=DEVICE, **filled)


def test_who_proved_the_phone_of_a_member_comes_in(scene: Scene) -> None:
    entered = enter(proof())

    session = queries.find_session(entered.token, AT)
    assert entered.member_id == scene.member_id
    assert session is not None
    assert (session.actor.kind, session.actor.id) == ("member", scene.member_id)
    assert session.actor.permissions.isdisjoint({"members.find", "sales.view", "insights.view"})


def test_only_the_digest_of_a_token_is_kept(scene: Scene) -> None:
    entered = enter(proof())

    (row,) = Session.objects.all()
    assert row.digest == digest(entered.token) != entered.token
    assert row.device == "iPhone · Safari"
    assert not AuditRow.objects.filter(data__icontains=entered.token).exists()


def test_every_sign_in_makes_a_token_of_its_own(scene: Scene) -> None:
    assert enter(proof()).token != enter(proof()).token


def test_who_is_no_member_yet_is_told_so_only_after_proving_the_phone(scene: Scene) -> None:
    assert enter(proof(NEW)) == usecases.Entered()
    assert not Session.objects.exists()


@pytest.mark.parametrize("bad", ["", "x", signed_proof(purpose="change_phone_new"), signed_proof()])
def test_a_proof_of_something_else_opens_nothing(scene: Scene, bad: str) -> None:
    with pytest.raises(Forbidden, match=r"messaging\.proof_expired"):
        enter(bad)
    assert not Session.objects.exists()


def test_a_stranger_joins_with_a_card_and_what_was_agreed_to(scene: Scene) -> None:
    entered = join()

    assert entered.is_new
    assert entered.member_id is not None
    row = Member.objects.get(id=entered.member_id)
    assert (row.phone, row.name) == (NEW, "林小雅")
    given = messaging.consents_of(row.id)
    assert {name: answer.given for name, answer in given.items()} == ANSWERS
    assert given["membership"].evidence == DEVICE.address


def test_an_invitation_says_for_good_who_brought_a_member(scene: Scene) -> None:
    invitation = members_operations.invitation_of(kind="member", member_id=scene.member_id)

    entered = join(invitation_code=invitation.code)

    assert entered.member_id is not None
    row = Member.objects.get(id=entered.member_id)
    assert (row.referred_by_id, row.invitation_id) == (scene.member_id, invitation.id)
    assert row.home_store_id == scene.shop.store_id


def test_an_invitation_that_nobody_made_keeps_nobody_out(scene: Scene) -> None:
    assert join(invitation_code="NOBODY22").is_new


def test_joining_twice_makes_one_member(scene: Scene) -> None:
    first, second = join(), join(name="别人")

    assert (second.member_id, second.is_new) == (first.member_id, False)
    assert Member.objects.get(phone=NEW).name == "林小雅"


def test_nobody_joins_without_agreeing_to_be_a_member(scene: Scene) -> None:
    with pytest.raises(Invalid, match=r"identity\.consent_needed"):
        join(consents={"membership": False}, text_versions={"membership": 1})
    assert members.find_by_phone_or_card(NEW) is None


def test_a_child_does_not_join_alone(scene: Scene) -> None:
    with pytest.raises(Conflict, match=r"members\.guardian_needed"):
        join(birthday=AT.date() - timedelta(days=13 * 365))
    assert members.find_by_phone_or_card(NEW) is None
    assert not Session.objects.exists()


def choose(scene: Scene, password: str = "silk-and-brocade-88") -> str:
    entered = enter(proof())
    session = queries.find_session(entered.token, AT)
    assert session is not None
    usecases.choose_password(
        actor=own(scene.member_id), at=AT, session_id=session.id, fresh=True, password=password
    )
    return entered.token


def by_password(phone: str, password: str) -> usecases.Entered:
    return usecases.enter_by_password(
        actor=DOOR, at=AT, phone=phone, password=password, device=DEVICE
    )


def test_a_password_opens_the_door_and_ends_every_other_session(scene: Scene) -> None:
    other = enter(proof()).token

    here = choose(scene)

    assert by_password("138 1234 5678", "silk-and-brocade-88").member_id == scene.member_id
    assert queries.find_session(other, AT) is None
    assert queries.find_session(here, AT) is not None


def test_a_wrong_password_and_an_unknown_phone_look_alike(scene: Scene) -> None:
    choose(scene)

    assert by_password(PHONE, "wrong") == by_password(NEW, "wrong") == usecases.Entered()


def test_guessing_is_stopped_by_phone_even_from_many_places(scene: Scene) -> None:
    choose(scene)
    for guess in range(8):
        device = usecases.Device(address=f"203.0.113.{guess}", mark=str(guess))
        usecases.enter_by_password(
            actor=DOOR, at=AT, phone=PHONE, password=str(guess), device=device
        )

    with pytest.raises(Conflict, match=r"identity\.too_many_tries"):
        by_password(PHONE, "silk-and-brocade-88")
    later = AT + timedelta(minutes=31)
    entered = usecases.enter_by_password(
        actor=DOOR, at=later, phone=PHONE, password="silk-and-brocade-88", device=DEVICE
    )
    assert entered.token


def test_a_password_is_chosen_only_right_after_proving_who_one_is(scene: Scene) -> None:
    token = enter(proof()).token
    late = AT + timedelta(minutes=16)
    session = queries.find_session(token, late)
    assert session is not None
    assert not session.fresh

    with pytest.raises(Forbidden, match=r"identity\.proof_needed"):
        usecases.choose_password(
            actor=session.actor,
            at=late,
            session_id=session.id,
            fresh=session.fresh,
            password="silk-and-brocade-88",
        )
    assert not Password.objects.exists()


def test_confirming_by_the_own_phone_makes_the_session_fresh_and_by_another_does_not(
    scene: Scene,
) -> None:
    token = enter(proof()).token
    late = AT + timedelta(hours=1)
    session = queries.find_session(token, late)
    assert session is not None
    with pytest.raises(Forbidden, match=r"identity\.proof_needed"):
        usecases.confirm(
            actor=session.actor, at=late, session_id=session.id, proof=proof(NEW, "confirm")
        )

    usecases.confirm(
        actor=session.actor, at=late, session_id=session.id, proof=proof(purpose="confirm")
    )

    again = queries.find_session(token, late)
    assert again is not None
    assert again.fresh


def test_a_device_that_is_not_used_for_half_a_year_is_signed_out(scene: Scene) -> None:
    token = enter(proof()).token

    assert queries.find_session(token, AT + timedelta(days=179)) is not None
    assert queries.find_session(token, AT + timedelta(days=180)) is None


def test_membership_is_not_ended_by_a_switch_but_news_are(scene: Scene) -> None:
    def answer(purpose: str, *, given: bool) -> None:
        usecases.change_own_consents(
            actor=own(scene.member_id),
            at=AT,
            given={purpose: given},
            text_versions={purpose: 1},
            evidence="",
        )

    with pytest.raises(Conflict, match=r"identity\.membership_stays"):
        answer("membership", given=False)
    answer("sms_marketing", given=True)
    assert messaging.may_send(scene.member_id, "marketing")
    answer("sms_marketing", given=False)
    assert not messaging.may_send(scene.member_id, "marketing")
    assert "membership" not in messaging.consents_of(scene.member_id)


def test_a_proof_is_good_for_one_time(scene: Scene) -> None:
    given = proof()
    enter(given)

    with pytest.raises(Forbidden, match=r"messaging\.proof_expired"):
        enter(given)
    assert Session.objects.count() == 1


def test_nobody_guesses_past_the_limit_by_writing_a_card_in_other_ways(scene: Scene) -> None:
    choose(scene)
    card = Member.objects.get(id=scene.member_id).card_code

    assert not by_password(card, "silk-and-brocade-88").token
    for guess in range(7):
        by_password(card.lower() if guess % 2 else card, str(guess))
    with pytest.raises(Conflict, match=r"identity\.too_many_tries"):
        by_password(card, "silk-and-brocade-88")


def test_a_home_with_many_addresses_counts_as_one(scene: Scene) -> None:
    for guess in range(60):
        device = usecases.Device(address=f"2001:db8:1:2::{guess:x}")
        usecases.enter_by_password(
            actor=DOOR, at=AT, phone=f"1390000{guess:04}", password="x", device=device
        )

    with pytest.raises(Conflict, match=r"identity\.too_many_tries"):
        usecases.enter_by_password(
            actor=DOOR,
            at=AT,
            phone=PHONE,
            password="x",
            device=usecases.Device(address="2001:db8:1:2::ffff"),
        )


def test_a_lost_phone_shows_no_good_code_once_it_is_signed_out(scene: Scene) -> None:
    enter(proof())
    member = own(scene.member_id)
    lost = members.get_own(member)
    usecases.end_device(actor=member, at=AT, session_id=Session.objects.get().id)

    code = member_rules.shown_code(lost.id, key=lost.shown_key, at=AT)
    with pytest.raises(Conflict, match=r"members\.code_run_out"):
        members.find_by_card(actor=scene.shop.boss, at=AT, code=code)
    good = member_rules.shown_code(lost.id, key=members.get_own(member).shown_key, at=AT)
    assert members.find_by_card(actor=scene.shop.boss, at=AT, code=good) is not None
