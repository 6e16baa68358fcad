import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client, RequestFactory
from pytest_django import Settings
from tests.support.shop import Shop

from tessera.insights.queries import trail
from tessera.insights.queries.trail import Asked
from tessera.org import queries, usecases
from tessera.platform import addresses
from tessera.web.kit.tests.conftest import PASSWORD
from tessera.web.kit.views import errors

NOW = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/signin", {"username": username, "password": password, **more})


@pytest.mark.parametrize(
    ("role", "home"),
    [
        ("owner", "/office/"),
        ("manager", "/office/"),
        ("auditor", "/office/"),
        ("cashier", "/till/"),
        ("guide", "/till/"),
    ],
)
def test_everybody_begins_where_their_work_is(
    client: Client, people: Shop, role: str, home: str
) -> None:
    response = sign_in(client, role)

    assert (response.status_code, response["Location"]) == (302, home)
    assert client.get("/")["Location"] == home


def test_after_signing_in_one_comes_to_the_page_that_was_asked_for(
    client: Client, people: Shop
) -> None:
    asked = client.get("/office/sales?q=1")
    assert asked["Location"] == "/signin?next=%2Foffice%2Fsales%3Fq%3D1"

    assert sign_in(client, "owner", next="/office/sales?q=1")["Location"] == "/office/sales?q=1"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_nobody_is_sent_out_of_the_house(client: Client, people: Shop, elsewhere: str) -> None:
    assert sign_in(client, "owner", next=elsewhere)["Location"] == "/office/"


@pytest.mark.parametrize("name", ["owner", "nobody"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    client: Client, people: Shop, name: str
) -> None:
    response = sign_in(client, name, "wrong")

    assert response.status_code == 422
    assert "用户名与密码不符" in response.content.decode()
    assert client.get("/office/").status_code == 302


def test_a_name_that_no_database_can_keep_is_a_wrong_name(client: Client, people: Shop) -> None:
    response = sign_in(client, "own\0er!", "wrong\0")

    assert response.status_code == 422
    assert client.get("/office/").status_code == 302


def test_who_was_dismissed_does_not_come_in(client: Client, people: Shop) -> None:
    sign_in(client, "cashier")
    cashier = next(one for one in queries.list_staff(people.boss) if one.role == "cashier")
    usecases.dismiss(actor=people.boss, at=NOW, staff_id=cashier.id)

    assert client.get("/office/products")["Location"].startswith("/signin")
    assert sign_in(client, "cashier").status_code == 422


def test_who_guesses_has_to_wait_and_the_right_password_waits_too(
    client: Client, people: Shop
) -> None:
    with time_machine.travel(NOW, tick=False) as now:
        for _ in range(8):
            assert "用户名与密码不符" in sign_in(client, "owner", "guess").content.decode()
        assert "尝试次数过多" in sign_in(client, "owner").content.decode()
        assert sign_in(client, "manager").status_code == 302

        now.shift(timedelta(minutes=31))
        assert sign_in(Client(), "owner").status_code == 302


def guess_everywhere(client: Client, address: str) -> None:
    """As many wrong guesses as one place is allowed, each for another name."""
    for number in range(60):
        client.post(
            "/signin",
            {"username": f"nobody{number}", "password": "guess"},
            headers={"X-Forwarded-For": address},
        )


def test_behind_a_proxy_who_guesses_shuts_the_door_for_one_place_only(
    client: Client, people: Shop, settings: Settings
) -> None:
    settings.BEHIND_PROXY = True
    with time_machine.travel(NOW, tick=False):
        guess_everywhere(client, "198.51.100.1, 203.0.113.9")
        shut = Client(headers={"X-Forwarded-For": "203.0.113.9"})
        assert "尝试次数过多" in sign_in(shut, "owner").content.decode()
        other = Client(headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.1"})
        assert sign_in(other, "owner").status_code == 302


def test_without_a_proxy_nobody_can_say_to_come_from_elsewhere(
    client: Client, people: Shop
) -> None:
    with time_machine.travel(NOW, tick=False):
        guess_everywhere(client, "203.0.113.9")
        elsewhere = Client(headers={"X-Forwarded-For": "198.51.100.1"})
        assert "尝试次数过多" in sign_in(elsewhere, "owner").content.decode()


@pytest.mark.parametrize("told", ["", "unknown", "<b>", "203.0.113.9, "])
def test_a_proxy_that_tells_no_address_leaves_its_own(
    rf: RequestFactory, settings: Settings, told: str
) -> None:
    settings.BEHIND_PROXY = True

    assert addresses.address_of(rf.get("/", headers={"X-Forwarded-For": told})) == "127.0.0.1"


def test_signing_in_and_failing_to_are_in_the_audit_log(client: Client, people: Shop) -> None:
    sign_in(client, "owner", "wrong")
    sign_in(client, "owner")

    deeds = trail.list_deeds(actor=people.boss, asked=Asked()).rows
    assert [(deed.action, deed.who) for deed in deeds[:2]] == [
        ("staff.signed_in", "owner"),
        ("staff.sign_in_refused", "sign-in"),
    ]
    assert deeds[0].data == {"address": "127.0.0.1"}


def test_signing_out_is_a_write(client: Client, people: Shop) -> None:
    sign_in(client, "owner")

    assert client.get("/signout").status_code == 405
    assert client.post("/signout")["Location"] == "/signin"
    assert client.get("/office/").status_code == 302


def test_a_form_without_its_token_is_refused_in_words(people: Shop) -> None:
    response = sign_in(Client(enforce_csrf_checks=True), "owner")

    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()


def test_the_door_speaks_the_language_that_was_chosen(client: Client, people: Shop) -> None:
    client.post("/i18n/setlang/", {"language": "en", "next": "/signin"})

    page = client.get("/signin").content.decode()
    assert '<html lang="en"' in page
    assert "To the till or the office of 锦绣." in page


def test_no_page_carries_inline_code_or_style(client: Client, people: Shop) -> None:
    sign_in(client, "owner")

    for address in ("/signin", "/office/", "/office/today/charts", "/office/members"):
        page = client.get(address, follow=True).content.decode()
        assert not re.search(r'<script(?![^>]*(src=|type="application/json"))', page), address
        assert not re.search(r"<style|\sstyle=|\son\w+=", page), address


def test_the_brand_gives_the_pages_its_colour_and_its_seal(client: Client, people: Shop) -> None:
    assert "--brand: #a63a2b" in client.get("/brand.css").content.decode()
    assert ">锦</text>" in client.get("/brand.svg").content.decode()


def test_an_unknown_address_and_a_forbidden_page_are_told_in_the_house_style(
    client: Client, people: Shop
) -> None:
    sign_in(client, "cashier")

    lost = client.get("/office/nothing-here")
    refused = client.get("/office/audit")

    assert (lost.status_code, refused.status_code) == (404, 403)
    assert "这个地址没有内容" in lost.content.decode()
    assert "没有权限" in refused.content.decode()


def test_a_fault_needs_neither_database_nor_session(rf: RequestFactory) -> None:
    response = errors.fault(rf.get("/"))

    assert response.status_code == 500
    assert "出错了" in response.content.decode()


def test_the_door_stands_before_there_is_a_brand(client: Client, db: None) -> None:
    response = client.get("/signin")

    assert response.status_code == 200
    assert "Tessera" in response.content.decode()
    assert client.get("/brand.css").content == b""
