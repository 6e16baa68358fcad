"""The page of messages: what was sent, masked; the code in the demo only."""

from typing import Any

import pytest
from django.test import Client
from tests.support import messages
from tests.support.shop import NOON

from tessera.kernel.actor import system_actor
from tessera.messaging import permissions, rules, usecases
from tessera.web.office.tests.conftest import Scene, SignIn

PHONE = "+8613900001111"
HTMX = {"HX-Request": "true"}


def shown(client: Client, query: str = "", headers: dict[str, str] | None = None) -> str:
    response = client.get(f"/office/messages{query}", headers=headers)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def ask_for_code() -> str:
    door = system_actor("sign-in", {permissions.PROVE_PHONE})
    usecases.request_code(
        actor=door, at=NOON, phone="13812345678", purpose="join", address="203.0.113.7"
    )
    return messages.newest_code("+8613812345678")


def test_in_the_demo_the_owner_reads_the_code_beside_a_masked_phone(sign_in: SignIn) -> None:
    code = ask_for_code()

    text = shown(sign_in())

    assert code in text
    assert "138****5678" in text
    assert "13812345678" not in text


def test_with_a_provider_nobody_reads_a_code(sign_in: SignIn, settings: Any) -> None:
    code = ask_for_code()
    settings.SMS = rules.SmsAccount(provider="tencent")

    text = shown(sign_in())

    assert code not in text
    assert "••••••" in text


@pytest.mark.parametrize("role", ["manager", "auditor"])
def test_who_works_in_one_store_reads_no_codes_but_the_messages_of_its_members(
    sign_in: SignIn, scene: Scene, role: str
) -> None:
    code = ask_for_code()
    messages.notify(scene.member, PHONE)

    here, there = shown(sign_in(role)), shown(sign_in(role, scene.elsewhere))

    assert code not in here
    assert "139****1111" in here
    assert "139****1111" not in there


def test_texts_are_escaped(sign_in: SignIn) -> None:
    messages.notify(None, PHONE, "<b>王芳</b>")

    assert "&lt;b&gt;王芳" in shown(sign_in())


def test_a_failure_is_found_by_its_state_and_names_the_providers_code(sign_in: SignIn) -> None:
    messages.fail(messages.notify(None, PHONE), "isv.OUT_OF_SERVICE")
    client = sign_in()

    failed, delivered = shown(client, "?state=failed"), shown(client, "?state=delivered")

    assert "isv.OUT_OF_SERVICE" in failed
    assert "139****1111" in failed
    assert "139****1111" not in delivered


def test_more_are_fetched_as_rows_alone(sign_in: SignIn) -> None:
    for number in range(41):
        messages.notify(None, f"+86139000020{number:02}")
    client = sign_in()
    after = messages.in_order()[39]

    first, rest = shown(client), shown(client, f"?after={after}", HTMX)

    assert f"after={after}" in first
    assert rest.startswith("<tr>")
    assert rest.count("<tr>") == 1
