"""Joining and signing in, as a browser does it."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from altcha import Challenge, Payload, solve_challenge
from django.conf import settings
from django.test import Client
from tests.support.invitations import home_and_invitation, poster_of
from tests.support.messages import newest_code, sent_count
from tests.support.shop import NOON, Shop, open_shop

from tessera.members import queries as members
from tessera.web.member.access import COOKIE, DEVICE

pytestmark = pytest.mark.django_db

PHONE = "139 0000 1111"
E164 = "+8613900001111"


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


@pytest.fixture(autouse=True)
def at_noon() -> Any:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def code() -> str:
    """The code that was sent last."""
    return newest_code(E164)


def ask(client: Client, phone: str = PHONE, address: str = "/m/sign-in") -> Any:
    return client.post(address, {"step": "phone", "phone": phone})


def answer(client: Client, typed: str, address: str = "/m/sign-in") -> Any:
    return client.post(address, {"step": "code", "phone": PHONE, "code": typed})


def become(client: Client, page: Any, address: str = "/m/sign-in", **more: str) -> Any:
    step = page.context["step"]
    versions = {one.name: one.initial for one in step.form.hidden_fields()}
    filled = {"step": "join", "phone": step.phone, "proof": step.proof, "name": "林小雅"}
    return client.post(address, filled | versions | {"consent_membership": "on"} | more)


def test_who_joins_on_the_way_to_a_gift_comes_to_it(client: Client, shop: Shop) -> None:
    address = "/m/sign-in?next=/m/gift"
    assert ask(client, address=address).context["step"].name == "code"
    done = become(client, answer(client, code(), address), address)
    assert (done.status_code, done["Location"]) == (302, "/m/gift")


def test_from_a_poster_to_the_first_card(client: Client, shop: Shop) -> None:
    poster = poster_of(shop)
    address = f"/join/{poster.code}"
    assert client.get(address).context["joining"]
    assert ask(client, address=address).context["step"].name == "code"
    page = answer(client, code(), address)
    assert page.context["step"].name == "join"

    done = become(client, page, address)

    assert (done.status_code, done["Location"]) == (302, "/m/?new=1")
    card = client.get("/m/")
    assert card.context["member"].name == "林小雅"
    assert home_and_invitation(E164) == (shop.store_id, poster.id)


def test_no_box_is_ticked_and_each_purpose_has_its_own(client: Client, shop: Shop) -> None:
    ask(client)
    page = answer(client, code())

    boxes = page.context["step"].form.boxes()
    assert len(boxes) == 6
    assert b"checked" not in page.content
    assert [box.name for box in boxes if box.field.required] == ["consent_membership"]


def test_without_agreeing_to_membership_there_is_no_card_and_the_name_stays(
    client: Client, shop: Shop
) -> None:
    ask(client)
    page = answer(client, code())

    refused = become(client, page, consent_membership="")

    assert refused.status_code == 422
    assert "林小雅" in refused.content.decode()
    assert members.find_by_phone_or_card(E164) is None


def test_the_page_says_the_same_to_a_member_and_to_a_stranger(client: Client, shop: Shop) -> None:
    shop.join()
    first = ask(Client(), phone="138 0000 0001")
    second = ask(Client(), phone=PHONE)

    assert first.status_code == second.status_code == 200
    assert _words(first) == _words(second)


def _words(page: Any) -> str:
    """What the page says, without the phone and what its forms carry."""
    text = re.sub(r'value="[^"]*"', "", page.content.decode().split("<main")[1])
    return re.sub(r"[+\d][\d ]{6,}", "", text)


def test_a_wrong_code_is_refused_with_words_and_the_right_one_still_works(
    client: Client, shop: Shop
) -> None:
    ask(client)
    right = code()
    wrong = f"{(int(right) + 1) % 1_000_000:06}"

    refused = answer(client, wrong)

    assert (refused.status_code, refused.context["step"].name) == (422, "code")
    assert refused.context["step"].form.errors["code"]
    assert answer(client, right).context["step"].name == "join"


def test_five_wrong_codes_end_the_code(client: Client, shop: Shop) -> None:
    ask(client)
    right = code()
    for step in range(1, 6):
        answer(client, f"{(int(right) + step) % 1_000_000:06}")

    assert answer(client, right).context["step"].name == "code"


def test_a_code_runs_out(client: Client, shop: Shop, at_noon: Any) -> None:
    ask(client)
    at_noon.shift(timedelta(seconds=301))

    assert answer(client, code()).context["step"].name == "code"


def test_another_code_has_to_wait_a_minute(client: Client, shop: Shop) -> None:
    ask(client)

    again = ask(client)

    assert (again.status_code, again.context["step"].name) == (422, "phone")
    assert again.context["step"].problem
    assert sent_count() == 1


def test_a_token_that_was_there_before_is_never_taken_over(client: Client, shop: Shop) -> None:
    client.cookies[COOKIE] = "fixed-by-somebody"
    ask(client)

    done = become(client, answer(client, code()))

    cookie = done.cookies[COOKIE]
    assert cookie.value != "fixed-by-somebody"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert bool(cookie["secure"]) == settings.SESSION_COOKIE_SECURE
    stranger = Client()
    stranger.cookies[COOKIE] = "fixed-by-somebody"
    assert stranger.get("/m/").status_code == 302


def test_a_device_is_marked_before_anybody_is_known(client: Client, shop: Shop) -> None:
    first = client.get("/m/sign-in")

    assert first.cookies[DEVICE].value
    assert DEVICE not in client.get("/m/sign-in").cookies


@pytest.mark.parametrize("elsewhere", ["https://evil.example/m/", "//evil.example", "/office/"])
def test_after_signing_in_nobody_is_sent_out_of_the_app(
    client: Client, shop: Shop, elsewhere: str
) -> None:
    ask(client)
    become(client, answer(client, code()))

    assert client.get("/m/sign-in", {"next": elsewhere})["Location"] == "/m/"


def test_whoever_signs_out_is_out_on_this_device(client: Client, shop: Shop) -> None:
    ask(client)
    become(client, answer(client, code()))
    token = client.cookies[COOKIE].value

    client.post("/m/sign-out")

    other = Client()
    other.cookies[COOKIE] = token
    assert other.get("/m/").status_code == 302


@pytest.mark.parametrize("typed", ["", "12", "abc", "１３９", "139" * 20, "+86 139 0000 11112"])
def test_what_is_no_phone_is_refused_and_stays_in_the_field(
    client: Client, shop: Shop, typed: str
) -> None:
    page = ask(client, phone=typed)

    assert page.status_code == 422
    assert sent_count() == 0


def test_after_three_codes_the_browser_works_for_the_next(
    client: Client, shop: Shop, settings: Any
) -> None:
    settings.CODE_LIMITS = replace(settings.CODE_LIMITS, challenge_cost=10)
    for number in range(3):
        assert ask(client, f"1390000222{number}").context["step"].name == "code"

    page = ask(client)

    step = page.context["step"]
    assert (page.status_code, step.name, step.problem) == (200, "phone", "")
    assert step.form.initial["phone"] == PHONE
    assert sent_count() == 3

    challenge = Challenge.from_dict(json.loads(step.challenge))
    solution = solve_challenge(challenge)
    assert solution is not None
    solved = {"solution": Payload(challenge, solution).to_base64()}
    done = client.post("/m/sign-in", {"step": "phone", "phone": PHONE} | solved)
    assert done.context["step"].name == "code"
    assert sent_count() == 4
