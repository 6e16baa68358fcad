"""The page of messages: what was sent, masked; the code in the demo only."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.support.shop import NOON

from tessera.kernel.actor import system_actor
from tessera.messaging import operations, permissions, rules, usecases
from tessera.messaging.models import Message
from tessera.web.office.tests.conftest import Scene, SignIn

NOTICE = rules.Template("notice", "Hello %(name)s", ("name",))
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
    return str(dict(Message.objects.get(purpose="code").params)["code"])


def notify(member_id: UUID | None, phone: str = "+8613900001111") -> Message:
    message_id = operations.queue(
        purpose="notice",
        phone=phone,
        template=NOTICE,
        params={"name": "<b>王芳</b>"},
        at=NOON,
        member_id=member_id,
    )
    return Message.objects.get(id=message_id)


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
    notify(scene.member)

    here, there = shown(sign_in(role)), shown(sign_in(role, scene.elsewhere))

    assert code not in here
    assert "139****1111" in here
    assert "139****1111" not in there


def test_texts_are_escaped(sign_in: SignIn) -> None:
    notify(None)

    assert "&lt;b&gt;王芳" in shown(sign_in())


def test_a_failure_says_what_to_do(sign_in: SignIn) -> None:
    message = notify(None)
    Message.objects.filter(id=message.id).update(state="failed", error="isv.OUT_OF_SERVICE")

    text = shown(sign_in(), "?state=failed")

    assert "isv.OUT_OF_SERVICE" in text
    assert "139****1111" in text
    assert "139****1111" not in shown(sign_in_again(sign_in), "?state=delivered")


def sign_in_again(sign_in: SignIn) -> Client:
    return sign_in("auditor")


def test_more_are_fetched_as_rows_alone(sign_in: SignIn) -> None:
    for number in range(41):
        notify(None, f"+86139000020{number:02}")
    client = sign_in()

    first = shown(client)
    after = Message.objects.order_by("-created_at", "-id")[39].id
    rest = shown(client, f"?after={after}", HTMX)

    assert f"after={after}" in first
    assert rest.startswith("<tr>")
    assert rest.count("139****") // 2 == 1
