"""What was written to a member stands in the app: new until it was seen, codes never."""

from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from tests.support.messages import call_back, newest_code, notify, seen_at, show
from tests.support.shop import NOON, Shop, open_shop

from tessera.members import queries as members
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


def test_an_empty_list_says_what_stands_here(app: Client) -> None:
    assert "No message yet" in read(app, "/m/messages")
    assert "new message" not in read(app, "/m/")


def test_what_goes_nowhere_stands_in_the_app_and_is_new_until_it_was_seen(app: Client) -> None:
    show(_own())
    assert "1 new message" in read(app, "/m/")
    assert "1 new" in read(app, "/m/me")
    page = read(app, "/m/messages")
    assert "Hello 王芳" in page
    assert ">New<" in page

    assert app.post("/m/messages/read").status_code == 204

    assert seen_at(_own()) == [NOON]
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
    call_back(_own())
    assert "No message yet" in read(app, "/m/messages")


def test_marking_is_for_ones_own(app: Client, shop: Shop) -> None:
    other = shop.join("李娜")
    notify(other, "+8613800000002")
    app.post("/m/messages/read")
    assert seen_at(other) == [None]


def _own() -> UUID:
    found = members.find_by_phone_or_card(PHONE)
    assert found
    return found
