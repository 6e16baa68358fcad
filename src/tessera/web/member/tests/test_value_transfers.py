"""The member's page of stored value that is handed over: named, confirmed, told to both."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from tests.support.redeeming import enter
from tests.support.shop import NOON, Shop, open_shop

from tessera.finance.queries import members as statements
from tessera.finance.queries.statements import Asked
from tessera.finance.rules.columns import BONUS, PRINCIPAL, TRANSFERRED
from tessera.sales.tests.test_value_gifts import holds, rich
from tessera.sales.tests.test_value_transfers import phone_of
from tessera.wallet import usecases as wallet
from tessera.web.member.access import COOKIE

pytestmark = pytest.mark.django_db

PAGE = "/m/value/transfer"


@pytest.fixture
def shop() -> Shop:
    made = open_shop()
    wallet.set_gifts(
        actor=made.boss, at=NOON, may_give=False, may_transfer_value=True, give_once_minor=20000
    )
    return made


@pytest.fixture(autouse=True)
def noon() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def pair(client: Client, shop: Shop) -> tuple[UUID, UUID]:
    """Somebody with 500.00 and a bonus of 50.00, who is signed in, and somebody who has none."""
    giver, friend = rich(shop), shop.join("韩梅梅")
    client.cookies[COOKIE] = enter(shop.boss, giver)
    return giver, friend


def filled(client: Client, friend: UUID, amount: str = "110.00") -> dict[str, str]:
    found = re.search(r'name="request" value="([^"]+)"', client.get(PAGE).content.decode())
    assert found
    return {"request": found[1], "whom": phone_of(friend), "amount": amount}


def test_it_is_confirmed_by_a_masked_name_and_told_to_both(
    client: Client, shop: Shop, pair: tuple[UUID, UUID]
) -> None:
    giver, friend = pair
    assert PAGE in client.get("/m/value").content.decode()
    sent = filled(client, friend)
    asked = client.post(PAGE, sent).content.decode()
    assert "韩" in asked
    assert "韩梅梅" not in asked
    assert holds(friend) == (0, 0)
    for _ in range(2):
        assert client.post(PAGE, {**sent, "confirmed": "on"})["Location"] == "/m/value"
    assert (holds(giver), holds(friend)) == ((40000, 4000), (10000, 1000))
    client.get("/m/value")
    own = client.get("/m/history").content.decode()
    client.cookies[COOKIE] = enter(shop.boss, friend)
    theirs = client.get("/m/history").content.decode()
    assert all(body.count("110.00") == 1 for body in (own, theirs))


def test_the_statement_of_each_counts_it_as_transferred(
    client: Client, shop: Shop, pair: tuple[UUID, UUID]
) -> None:
    client.post(PAGE, {**filled(client, pair[1]), "confirmed": "on"})
    found = {}
    for holding in (PRINCIPAL, BONUS):
        asked = Asked(holding, NOON.date() - timedelta(days=1), NOON.date() + timedelta(days=1))
        for member in pair:
            told = statements.by_day(actor=shop.boss, member_id=member, asked=asked)
            found[holding, member] = told.whole.moved[TRANSFERRED], told.whole.closing
    assert list(found.values()) == [(-10000, 40000), (10000, 10000), (-1000, 4000), (1000, 1000)]


@pytest.mark.parametrize("amount", ["", "0", "-5", "200.01", "9999.00", "1.001"])
def test_what_cannot_be_handed_over_is_said_on_the_page(
    client: Client, pair: tuple[UUID, UUID], amount: str
) -> None:
    sent = {**filled(client, pair[1], amount), "confirmed": "on"}
    answer = client.post(PAGE, sent)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode() or "error" in answer.content.decode()
    assert holds(pair[0]) == (50000, 5000)


def test_nobody_is_found_by_half_a_phone(client: Client, pair: tuple[UUID, UUID]) -> None:
    sent = {**filled(client, pair[1]), "whom": "1380"}
    assert client.post(PAGE, sent).status_code == 422


def test_who_has_not_proved_the_phone_again_is_asked_to(
    client: Client, pair: tuple[UUID, UUID]
) -> None:
    sent = filled(client, pair[1])
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        answer = client.post(PAGE, {**sent, "confirmed": "on"})
    assert answer["Location"].endswith("?then=value-transfer")
    assert holds(pair[1]) == (0, 0)


def test_where_the_brand_does_not_allow_it_there_is_no_form(
    client: Client, shop: Shop, pair: tuple[UUID, UUID]
) -> None:
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=True)
    assert 'name="amount"' not in client.get(PAGE).content.decode()
    assert PAGE not in client.get("/m/value").content.decode()


@pytest.mark.parametrize("amount", ["", "0", "-5", "550.01", "😀", "9223372036854775808"])
def test_an_amount_that_cannot_be_is_refused_before_anything_is_confirmed(
    client: Client, pair: tuple[UUID, UUID], amount: str
) -> None:
    giver, friend = pair
    answer = client.post(PAGE, filled(client, friend, amount))
    body = answer.content.decode()
    assert answer.status_code == 422
    assert 'name="confirmed"' not in body
    assert phone_of(friend) in body
    assert amount in body
    assert (holds(giver), holds(friend)) == ((50000, 5000), (0, 0))


def test_who_changes_it_finds_what_was_typed(client: Client, pair: tuple[UUID, UUID]) -> None:
    giver, friend = pair
    answer = client.post(PAGE, {**filled(client, friend), "confirmed": "on", "change": "1"})
    body = answer.content.decode()
    assert answer.status_code == 200
    assert f'value="{phone_of(friend)}"' in body
    assert 'value="110.00"' in body
    assert 'name="confirmed"' not in body
    assert (holds(giver), holds(friend)) == ((50000, 5000), (0, 0))
