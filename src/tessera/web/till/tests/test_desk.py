import json
import re
from http import HTTPStatus
from typing import Any

from django.test import Client
from tests.support.shop import NOON

from tessera.kernel.clock import utc_now
from tessera.org import queries as org
from tessera.org import usecases as places
from tessera.web.till.tests.conftest import Door


def data(page: bytes, name: str) -> Any:
    found = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', page.decode())
    assert found, f"the page carries no {name}"
    return json.loads(found[1])


def second_till(door: Door) -> str:
    till_id = places.open_till(
        actor=door.shop.boss, at=NOON, store_id=door.shop.store_id, code="T2", name="二号台"
    )
    return str(till_id)


def till_elsewhere(door: Door) -> str:
    boss = door.shop.boss
    store_id = places.open_store(actor=boss, at=NOON, code="S2", name="别的店")
    return str(places.open_till(actor=boss, at=NOON, store_id=store_id, code="T9", name="九号台"))


def test_a_stranger_is_sent_to_sign_in_and_comes_back(client: Client, db: None) -> None:
    response = client.get("/till/")

    assert response.status_code == HTTPStatus.FOUND
    assert response["Location"] == "/signin?next=%2Ftill%2F"


def test_a_cashier_of_one_till_gets_the_island_with_a_token_of_that_till(door: Door) -> None:
    response = door.browser("cashier").get("/till/")

    config = data(response.content, "till-config")
    session = org.find_session(config["token"], utc_now())
    assert session is not None
    assert session.till_id == door.shop.till_id
    assert session.actor.name == "陈小满"
    assert config["apiBase"] == "/api/v1"


def test_the_page_with_a_token_is_kept_nowhere(door: Door) -> None:
    response = door.browser("cashier").get("/till/")

    assert "no-store" in response["Cache-Control"]


def test_the_island_gets_its_texts_in_the_readers_language(door: Door) -> None:
    browser = door.browser("cashier")

    simplified = data(
        browser.get("/till/", headers={"Accept-Language": "zh-hans"}).content, "till-catalogue"
    )
    traditional = data(
        browser.get("/till/", headers={"Accept-Language": "zh-hant"}).content, "till-catalogue"
    )
    english = data(
        browser.get("/till/", headers={"Accept-Language": "en"}).content, "till-catalogue"
    )

    assert simplified["messages"]["Charge"] == "收款"
    assert simplified["messages"]["%(n)s piece"] == ["共 %(n)s 件"]
    assert traditional["messages"]["Wallet"] == "儲值"
    assert english == {"language": "en", "messages": {}}


def test_somebody_with_two_tills_chooses_one_and_the_browser_remembers_it(door: Door) -> None:
    other = second_till(door)
    browser = door.browser("cashier")

    assert browser.get("/till/")["Location"] == "/till/choose"
    assert "二号台" in browser.get("/till/choose").text
    assert browser.post("/till/choose", {"till": other})["Location"] == "/till/"

    session = org.find_session(
        data(browser.get("/till/").content, "till-config")["token"], utc_now()
    )
    assert session is not None
    assert str(session.till_id) == other


def test_a_till_of_another_store_is_neither_offered_nor_taken(door: Door) -> None:
    second_till(door)
    elsewhere = till_elsewhere(door)
    browser = door.browser("cashier")

    answer = browser.post("/till/choose", {"till": elsewhere})

    assert answer.status_code == HTTPStatus.OK
    assert "九号台" not in answer.text
    assert "till" not in browser.session


def test_who_may_not_sign_in_at_a_till_is_refused(door: Door) -> None:
    browser = door.browser("auditor")

    assert browser.get("/till/").status_code == HTTPStatus.FORBIDDEN
    assert browser.get("/till/choose").status_code == HTTPStatus.FORBIDDEN


def token_of(page: bytes) -> str:
    return str(data(page, "till-config")["token"])


def test_signing_out_ends_the_tills_token(door: Door) -> None:
    browser = door.browser("cashier")
    token = token_of(browser.get("/till/").content)

    browser.post("/signout")

    assert org.find_session(token, utc_now()) is None


def test_opening_the_till_again_ends_the_former_token_of_this_browser_only(door: Door) -> None:
    browser = door.browser("cashier")
    other = token_of(door.browser("manager").get("/till/").content)
    first = token_of(browser.get("/till/").content)

    second = token_of(browser.get("/till/").content)

    assert org.find_session(first, utc_now()) is None
    assert org.find_session(second, utc_now()) is not None
    assert org.find_session(other, utc_now()) is not None


def test_leaving_the_till_ends_its_token_and_forgets_the_choice(door: Door) -> None:
    other = second_till(door)
    browser = door.browser("cashier")
    browser.post("/till/choose", {"till": other})
    token = data(browser.get("/till/").content, "till-config")["token"]

    left = browser.post("/till/leave", headers={"X-Till-Token": token})

    assert left.status_code == HTTPStatus.NO_CONTENT
    assert org.find_session(token, utc_now()) is None
    assert browser.get("/till/")["Location"] == "/till/choose"
    again = browser.post("/till/leave", headers={"X-Till-Token": token})
    assert again.status_code == HTTPStatus.NO_CONTENT


def test_the_page_may_speak_to_its_shop_and_to_the_agent_beside_it(door: Door) -> None:
    response = door.browser("cashier").get("/till/")

    (rule,) = re.findall(r"connect-src ([^;]*)", response["Content-Security-Policy"])
    assert rule.split() == ["'self'", "http://127.0.0.1:9330"]


def test_the_customers_display_opens_to_who_works_there_and_to_nobody_else(
    door: Door, client: Client
) -> None:
    address = f"/display/{door.shop.till_id}"
    cashier = door.browser("cashier")
    shown = data(cashier.get(address).content, "display-config")
    assert shown["tillId"] == str(door.shop.till_id)
    assert client.get(address).status_code == HTTPStatus.FOUND
    elsewhere = cashier.get(f"/display/{till_elsewhere(door)}")
    assert elsewhere.status_code == HTTPStatus.NOT_FOUND
