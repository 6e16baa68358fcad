"""What was written to a member stands in the app: new until it was seen, codes never."""

from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from tests.support.messages import NOTICE, newest_code, notify
from tests.support.shop import NOON, Shop, open_shop

from tessera.members.models import Member
from tessera.messaging import operations
from tessera.messaging.models import Message
from tessera.web.member.access import COOKIE

PHONE = "13800000001"


@pytest.fixture
def shop(db: None) -> Iterator[Shop]:
    with time_machine.travel(NOON, tick=False):
        yield open_shop()


@pytest.fixture
def app(shop: Shop) -> Client:
    """The app of the member 王芳, in English."""
    shop.join()
    client = Client()
    client.cookies["django_language"] = "en"
    client.post("/m/sign-in", {"step": "phone", "phone": PHONE})
    typed = {"step": "code", "phone": PHONE, "code": newest_code(f"+86{PHONE}")}
    client.post("/m/sign-in", typed)
    assert COOKIE in client.cookies
    return client


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def member() -> Message:
    return Message.objects.exclude(purpose="code").get()


def test_an_empty_list_says_what_stands_here(app: Client) -> None:
    assert "No message yet" in read(app, "/m/messages")
    assert "new message" not in read(app, "/m/")


def test_what_goes_nowhere_stands_in_the_app_and_is_new_until_it_was_seen(app: Client) -> None:
    operations.queue(
        purpose="notice",
        channel="app",
        phone="",
        template=NOTICE,
        params={"name": "王芳"},
        at=NOON,
        member_id=_own(),
    )
    assert "1 new message" in read(app, "/m/")
    assert "1 new" in read(app, "/m/me")
    page = read(app, "/m/messages")
    assert "Hello 王芳" in page
    assert ">New<" in page

    assert app.post("/m/messages/read").status_code == 204

    assert member().read_at == NOON
    assert ">New<" not in read(app, "/m/messages")
    assert "new message" not in read(app, "/m/")


def test_a_text_message_is_read_without_its_signature_and_a_code_not_at_all(app: Client) -> None:
    notify(_own(), f"+86{PHONE}")
    page = read(app, "/m/messages")
    assert "Hello 王芳" in page
    assert "【" not in page
    assert "Your code" not in page


def test_what_was_called_back_is_not_read(app: Client) -> None:
    notify(_own(), f"+86{PHONE}")
    Message.objects.exclude(purpose="code").update(cause="reward:1")
    operations.call_back(cause="reward:1", at=NOON)
    assert "No message yet" in read(app, "/m/messages")


def test_marking_is_for_ones_own(app: Client, shop: Shop) -> None:
    notify(shop.join("李娜"), "+8613800000002")
    app.post("/m/messages/read")
    assert member().read_at is None


def _own() -> UUID:
    return Member.objects.get(phone=f"+86{PHONE}").id
