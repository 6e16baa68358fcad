"""Registering members in the office: codes, consents, children, and who is a member already."""

from typing import Any

import pytest
from django.test import Client
from tests.support.registering import codes_sent, digits_sent_to, find_registered, registered

from tessera.identity import queries as identity
from tessera.messaging import queries as messaging
from tessera.web.office.tests.conftest import Scene, SignIn

pytestmark = pytest.mark.django_db

NEW = "/office/members/new"
PHONE = "13912341234"
MOTHER = "13712341234"


def filled(scene: Scene, **more: Any) -> dict[str, Any]:
    versions = {f"version_{text.purpose}": text.version for text in messaging.list_texts()}
    told = {"name": "林小雅", "store": str(scene.shop.store_id), "consent_membership": "on"}
    return versions | told | {"step": "register"} | more


def post(client: Client, **sent: Any) -> Any:
    return client.post(NEW, sent, HTTP_HX_REQUEST="true", HTTP_ACCEPT_LANGUAGE="en")


def test_a_code_is_sent_and_what_was_filled_in_stays(scene: Scene, sign_in: SignIn) -> None:
    answer = post(sign_in("cashier"), **filled(scene, phone=PHONE, step="join"))

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "林小雅" in text
    assert "The six digits that the customer reads out" in text
    assert find_registered(PHONE) is None


def test_who_reads_out_the_code_is_a_member_with_what_was_ticked(
    scene: Scene, sign_in: SignIn
) -> None:
    client = sign_in("cashier")
    sent = filled(scene, phone=PHONE, consent_profiling="on")
    post(client, **(sent | {"step": "join"}))

    answer = post(client, **sent, code=digits_sent_to(PHONE))

    row = registered(PHONE)
    assert answer.headers["HX-Redirect"] == f"/office/members/{row.id}"
    given = {name for name, one in messaging.consents_of(row.id).items() if one.given}
    assert given == {"membership", "profiling"}
    assert messaging.consents_of(row.id)["sms_marketing"].source == "office"


def test_without_a_phone_nobody_but_a_child_is_registered(scene: Scene, sign_in: SignIn) -> None:
    answer = post(sign_in(), **filled(scene))
    assert answer.status_code == 422
    assert "phone number" in answer.context["form"].errors["phone"][0]
    assert find_registered("林小雅") is None


def test_no_box_is_ticked_beforehand(scene: Scene, sign_in: SignIn) -> None:
    page = sign_in().get(NEW).content.decode()
    assert " checked" not in page


def test_without_a_code_the_form_says_what_to_do(scene: Scene, sign_in: SignIn) -> None:
    answer = post(sign_in(), **filled(scene, phone=PHONE))
    assert answer.status_code == 422
    assert "Confirm the phone first" in answer.content.decode()
    assert find_registered(PHONE) is None


def test_a_right_code_stays_proven_while_something_else_is_mended(
    scene: Scene, sign_in: SignIn
) -> None:
    client = sign_in()
    sent = filled(scene, phone=PHONE, brought_by="99999999")
    post(client, **(sent | {"step": "join"}))
    refused = post(client, **sent, code=digits_sent_to(PHONE))
    assert refused.status_code == 422
    assert "Confirmed" in refused.content.decode()

    proof = refused.context["form"]["proof"].value()
    post(client, **(sent | {"brought_by": "", "proof": proof}))

    assert registered(PHONE).phone == f"+86{PHONE}"


def test_a_wrong_code_is_said_at_the_code(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    sent = filled(scene, phone=PHONE)
    post(client, **(sent | {"step": "join"}))
    wrong = f"{(int(digits_sent_to(PHONE)) + 1) % 10**6:06}"

    answer = post(client, **sent, code=wrong)

    assert answer.status_code == 422
    assert "Tries left: 4" in answer.content.decode()


def test_the_phone_of_a_member_leads_to_the_member(scene: Scene, sign_in: SignIn) -> None:
    answer = post(sign_in("cashier"), **filled(scene, phone="13800000001", step="join"))
    assert answer.status_code == 422
    assert "/office/members?q=13800000001" in answer.content.decode()
    assert codes_sent() == 0


def test_a_child_is_registered_with_a_guardians_name_and_code(
    scene: Scene, sign_in: SignIn
) -> None:
    client = sign_in("cashier")
    sent = filled(
        scene, birthday="2018-06-01", guardian_name="林妈妈", guardian_phone=MOTHER, name="林小宝"
    )
    lacking = post(client, **(sent | {"guardian_name": "", "guardian_phone": ""}))
    assert "identity.code_needed" not in lacking.content.decode()
    post(client, **(sent | {"step": "guardian"}))

    post(client, **sent, guardian_code=digits_sent_to(MOTHER))

    row = registered("林小宝")
    assert row.guardian_phone == f"+86{MOTHER}"
    answers = messaging.consents_of(row.id)
    assert {name: one.source for name, one in answers.items()} == {"membership": "guardian"}


def test_a_child_without_a_guardian_is_told_what_to_do(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    sent = filled(scene, phone=PHONE, birthday="2018-06-01")
    post(client, **(sent | {"step": "join"}))
    answer = post(client, **sent, code=digits_sent_to(PHONE))
    text = answer.content.decode()
    assert "a guardian must consent" in text
    assert "<details" in text
    assert "open>" in text


def test_the_brand_says_whether_a_code_is_needed(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    client.post("/office/members/settings/joining", {})
    assert not identity.is_code_needed()
    post(client, **filled(scene, phone=PHONE))
    assert registered(PHONE).phone == f"+86{PHONE}"
    client.post("/office/members/settings/joining", {"code_needed": "on"})
    assert identity.is_code_needed()
