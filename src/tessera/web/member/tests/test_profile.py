"""The page on which members tell of themselves."""

import re
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from tests.support.childhood import guard
from tests.support.redeeming import enter
from tests.support.shop import NOON, open_shop

from tessera.kernel.actor import Actor
from tessera.members import queries
from tessera.members import usecases as members
from tessera.members.permissions import OWN
from tessera.members.rules import SELF
from tessera.messaging import queries as messaging
from tessera.rewards import usecases
from tessera.rewards.rules.activities import ActivityFacts
from tessera.wallet.queries import get_balances
from tessera.web.member.access import COOKIE

pytestmark = pytest.mark.django_db
PAGE = "/m/me/profile"


@pytest.fixture(autouse=True)
def noon() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def member(client: Client) -> UUID:
    """A brand that asks for a favourite colour and gives 50 points, and a member's phone."""
    made = open_shop()
    facts = ActivityFacts("profile", is_on=True, points=50)
    usecases.set_activity(actor=made.boss, at=NOON, facts=facts)
    members.define_field(
        actor=made.boss,
        at=NOON,
        name="喜欢的颜色",
        kind="choice",
        choices=("青", "绛"),
        changed_by=(SELF,),
    )
    joined = made.join()
    client.cookies[COOKIE] = enter(made.boss, joined)
    return joined


def told(member: UUID) -> str:
    """Gender and birthday as they are kept."""
    actor = Actor("member", member, "王**", "member", frozenset({OWN}), store_ids=None)
    known = queries.get_own_profile(actor)
    return known.gender + str(known.birthday or "")


def filled(client: Client, **typed: str) -> dict[str, str]:
    """The page's form as it stands, with what is typed."""
    body = client.get(PAGE).content.decode()
    versions = dict(re.findall(r'name="(version_\w+)" value="(\d+)"', body))
    colour = re.search(r'name="(field_[\w-]+)"', body)
    assert colour
    return {**versions, "calendar": "solar", colour[1]: typed.pop("colour", ""), **typed}


def test_all_that_is_asked_gives_the_points(client: Client, member: UUID) -> None:
    told = filled(client, colour="青", month="3", day="15", gender="female", consent_birthday="on")
    answer = client.post(PAGE, told, follow=True, headers={"Accept-Language": "en"})

    assert "Your profile is complete: 50 points for you." in answer.content.decode()
    assert get_balances(member).points == 50
    given = messaging.consents_of(member, at=NOON)
    assert given["birthday"].given
    assert "profiling" not in given, "what was not changed is not written"


def test_a_known_birthday_is_shown_and_not_asked(client: Client, member: UUID) -> None:
    client.post(PAGE, filled(client, month="3", day="15"))
    page = client.get(PAGE, headers={"Accept-Language": "en"})
    assert 'name="month"' not in page.content.decode()
    assert "One answer is missing" in page.content.decode()


def test_a_day_without_its_month_is_asked_again(client: Client, member: UUID) -> None:
    answer = client.post(PAGE, filled(client, day="15"))
    assert answer.status_code == 422
    assert told(member) == ""


def test_a_birthday_of_nobody_is_refused_in_words(client: Client, member: UUID) -> None:
    answer = client.post(
        PAGE, filled(client, month="2", day="30"), headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 422
    assert "This is nobody" in answer.content.decode()


def test_a_child_is_asked_nothing(client: Client, member: UUID) -> None:
    guard(member)
    page = client.get(PAGE, headers={"Accept-Language": "en"})
    assert "Until the 14th birthday" in page.content.decode()
    assert "<select" not in page.content.decode().split("<main")[1].split("</main>")[0]
    assert client.post(PAGE, {"gender": "female"}).status_code == 200
    assert told(member) == ""
