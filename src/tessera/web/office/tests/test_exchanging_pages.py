"""Points exchanged for a member by a colleague in the office."""

import re

from django.urls import reverse
from tests.support import pointing
from tests.support.exchanging import offer_exchange
from tests.support.shop import NOON

from tessera.wallet.queries import get_balances
from tessera.web.office.tests.conftest import Scene, SignIn


def found(pattern: str, body: str) -> str:
    told = re.search(pattern, body)
    assert told
    return told[1]


def named(body: str) -> str:
    return found(r'name="request_id" value="([^"]+)"', body)


def test_a_colleague_exchanges_what_the_member_chooses(scene: Scene, sign_in: SignIn) -> None:
    offer_exchange(scene.shop.boss)
    pointing.give(scene.member, 100, store_id=scene.shop.store_id, at=NOON)
    before = get_balances(scene.member)
    client, page = sign_in("cashier"), reverse("office:member-exchange", args=[scene.member])

    body = client.get(page).content.decode()
    sent = {"chosen": found(r'<option value="([^"]+)"', body), "times": "1"}
    sent["request_id"] = named(body)
    for _ in range(2):  # a button that is pressed twice exchanges once
        assert client.post(page, sent).status_code == 302
        assert get_balances(scene.member).points == before.points - 100
    assert get_balances(scene.member).bonus_minor == before.bonus_minor + 500


def test_at_other_points_than_shown_nothing_is_exchanged(scene: Scene, sign_in: SignIn) -> None:
    offer = offer_exchange(scene.shop.boss)
    pointing.give(scene.member, 100, store_id=scene.shop.store_id, at=NOON)
    before = get_balances(scene.member)
    page = reverse("office:member-exchange", args=[scene.member])
    body = sign_in("cashier").get(page).content.decode()

    answer = sign_in("manager").post(
        page, {"chosen": f"{offer} 90", "times": "1", "request_id": named(body)}
    )
    assert answer.status_code == 422
    assert get_balances(scene.member) == before


def test_a_colleague_exchanges_as_often_as_the_member_wants(scene: Scene, sign_in: SignIn) -> None:
    offer_exchange(scene.shop.boss, per_day=3)
    pointing.give(scene.member, 1000, store_id=scene.shop.store_id, at=NOON)
    before = get_balances(scene.member)
    client, page = sign_in("cashier"), reverse("office:member-exchange", args=[scene.member])
    body = client.get(page).content.decode()
    sent = {"chosen": found(r'<option value="([^"]+)"', body), "request_id": named(body)}
    assert client.post(page, sent | {"times": "4"}).status_code == 422
    assert get_balances(scene.member) == before
    assert client.post(page, sent | {"times": "3"}).status_code == 302
    assert get_balances(scene.member).points == before.points - 300
