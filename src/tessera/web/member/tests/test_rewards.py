"""The member's pages of rewards: looked at, redeemed, shown, cancelled, wished for."""

import re
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from tests.support.redeeming import Counter, enter, open_counter
from tests.support.shop import NOON, open_shop

from tessera.rewards.queries import catalogue, redeemed
from tessera.web.member.access import COOKIE

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(client: Client) -> Counter:
    """A shop, and the member's phone signed in."""
    made = open_counter(open_shop())
    client.cookies[COOKIE] = enter(made.shop.boss, made.member)
    return made


@pytest.fixture(autouse=True)
def noon() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


def page(client: Client, address: str) -> str:
    answer = client.get(address, headers={"Accept-Language": "zh-hans"})
    assert answer.status_code == 200
    return answer.content.decode()


def form_of(client: Client, reward: UUID) -> dict[str, str]:
    """What the page of the last step sends."""
    body = page(client, f"/m/rewards/{reward}/redeem")
    told = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', body))
    chosen = re.search(r'name="place" value="([^"]+)" checked', body)
    assert chosen
    return {name: told[name] for name in ("request_id", "points", "money_minor")} | {
        "place": chosen[1]
    }


def test_the_catalogue_shows_what_is_there_and_filters_it(client: Client, counter: Counter) -> None:
    counter.offer()
    counter.offer(name="大衣", points=5000)
    assert "青瓷杯" in page(client, "/m/rewards")
    afford = page(client, "/m/rewards?show=afford")
    assert "青瓷杯" in afford
    assert "大衣" not in afford
    assert "青瓷杯" not in page(client, "/m/rewards?show=wished")


def test_what_is_gone_stands_last(client: Client, counter: Counter) -> None:
    counter.offer(name="兑完的杯", stock=0, position=0)
    counter.offer(name="还有的杯", stock=3, position=1)
    body = page(client, "/m/rewards")
    assert body.index("还有的杯") < body.index("兑完的杯")
    assert body.count("is-gone") == 1


def test_a_reward_is_redeemed_and_its_code_is_shown(client: Client, counter: Counter) -> None:
    reward = counter.offer(money_minor=990)
    sent = form_of(client, reward)
    answer = client.post(f"/m/rewards/{reward}/redeem", sent)
    (row,) = redeemed.list_own(counter.own())
    assert answer["Location"] == f"/m/redemptions/{row.id}"
    shown = page(client, answer["Location"])
    assert row.code in shown
    assert "<svg" in shown
    assert client.post(f"/m/rewards/{reward}/redeem", sent)["Location"] == answer["Location"]
    assert (counter.points(), len(redeemed.list_own(counter.own()))) == (199, 1)


def test_a_refusal_stands_on_the_page_and_takes_no_points(client: Client, counter: Counter) -> None:
    reward = counter.offer(stock=1)
    sent = form_of(client, reward)
    counter.redeem(reward, member=counter.rich(counter.shop.join("李雷")))
    answer = client.post(f"/m/rewards/{reward}/redeem", sent)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    assert counter.points() == 299


def test_a_redemption_is_cancelled_and_the_points_come_back(
    client: Client, counter: Counter
) -> None:
    done = counter.redeem(counter.offer())
    answer = client.post(f"/m/redemptions/{done.redemption_id}/cancel")
    assert answer.status_code == 302
    assert (counter.state(done), counter.points()) == ("cancelled", 299)
    assert done.code not in page(client, f"/m/redemptions/{done.redemption_id}")


def test_a_heart_is_put_and_taken_off(client: Client, counter: Counter) -> None:
    reward = counter.offer()
    client.post(f"/m/rewards/{reward}/wish", {"wanted": "1"})
    assert [one.id for one in catalogue.list_wishes(counter.member, NOON)] == [reward]
    assert "青瓷杯" in page(client, "/m/rewards?show=wished")
    client.post(f"/m/rewards/{reward}/wish", {"wanted": "0"})
    assert catalogue.list_wishes(counter.member, NOON) == []


def test_a_reward_that_is_not_there_is_not_found(client: Client, counter: Counter) -> None:
    assert client.get(f"/m/rewards/{uuid4()}").status_code == 404


def test_the_coupon_that_fetches_a_reward_stands_with_the_redemptions_alone(
    client: Client, counter: Counter
) -> None:
    counter.redeem(counter.offer())
    assert "青瓷杯" not in page(client, "/m/holdings")
    assert "青瓷杯" in page(client, "/m/redemptions")
