"""Every page of the member's app answers members, other members and everybody else as its table says."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPMethod
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client

from tessera.identity import operations, queries
from tessera.identity.operations import Device
from tessera.identity.usecases import Entered
from tessera.kernel.actor import system_actor
from tessera.platform import work
from tessera.web.member.access import COOKIE
from tests.permissions import member_table, surface, table
from tests.permissions import world as worlds
from tests.permissions.surface import Endpoint
from tests.permissions.world import Place, World
from tests.support.shop import NOON
from tests.support.undoing import undone

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Own:
    """What is a member's, by the names that addresses have for it."""

    sale_id: UUID
    session_id: UUID
    application_id: UUID
    level_id: UUID
    reward_id: UUID
    redemption_id: UUID
    line_id: UUID
    survey_id: UUID
    exchange_id: UUID
    coupon_id: UUID
    token: str
    code: str = "NOBODY22"

    @property
    def client(self) -> Client:
        """The member's device."""
        client = Client(raise_request_exception=False)
        client.cookies[COOKIE] = self.token
        return client


@dataclass(frozen=True)
class Members:
    """Two members, and the world in which they bought."""

    world: World
    own: Own
    another: Own


@pytest.fixture(scope="module")
def members(django_db_setup: None, django_db_blocker: Any) -> Iterator[Members]:
    """Made once: each request is undone on its own."""
    with time_machine.travel(NOON, tick=False), django_db_blocker.unblock(), undone():
        world = worlds.build()
        yield Members(world, _signed_in(world.here, world), _signed_in(world.there, world))


def _signed_in(place: Place, world: World) -> Own:
    entered = _let_in(place.member_id)
    session = queries.find_session(entered.token, NOON)
    assert session is not None
    return Own(
        place.sale_id,
        session.id,
        place.application_id,
        world.level_id,
        world.offer_id,
        place.redemption_id,
        place.line_id,
        world.survey_id,
        world.exchange_id,
        place.coupon_id,
        entered.token,
    )


def _let_in(member_id: UUID) -> Entered:
    door = system_actor("door", frozenset())
    with work.begin(work.Work("member.sign_in", NOON, None, "")):
        return operations.let_in(
            actor=door, at=NOON, member_id=member_id, means="code", device=Device("127.0.0.1")
        )


def ask(client: Client, row: member_table.Row, named: Own) -> int:
    """The status of one request, whose doings are undone."""
    endpoint = surface.endpoints()[row.name]
    values = {
        "sale_id": named.sale_id,
        "session_id": named.session_id,
        "application_id": named.application_id,
        "level_id": named.level_id,
        "reward_id": named.reward_id,
        "redemption_id": named.redemption_id,
        "line_id": named.line_id,
        "survey_id": named.survey_id,
        "exchange_id": named.exchange_id,
        "coupon_id": named.coupon_id,
        "coupon_gift_id": named.session_id,
        "code": named.code,
        "passkey_id": named.session_id,
        "account_id": named.session_id,
        "provider": "wechat",
        "size": 192,
        "number": 1,
    }
    with undone():
        return int(getattr(client, row.method.lower())(endpoint.url(values)).status_code)


@pytest.mark.parametrize("row", member_table.ROWS, ids=str)
def test_members_are_answered_as_the_table_says(row: member_table.Row, members: Members) -> None:
    assert ask(members.own.client, row, members.own) == row.own
    if row.others is not None:
        assert ask(members.own.client, row, members.another) == row.others


@pytest.mark.parametrize("row", member_table.ROWS, ids=str)
def test_nobody_else_gets_into_the_app(row: member_table.Row, members: Members) -> None:
    endpoint = surface.endpoints()[row.name]
    for role in ("", *worlds.ROLES):
        assert ask(members.world.client(role, endpoint), row, members.own) == row.outside, role


@pytest.mark.parametrize("row", table.ROWS, ids=str)
def test_a_member_is_a_stranger_to_till_and_office(row: table.Row, members: Members) -> None:
    endpoint, world = surface.endpoints()[row.name], members.world
    method = HTTPMethod.GET if row.method == table.ANY else HTTPMethod(row.method)
    values = {**vars(world.here), **vars(world), **worlds.ELSEWHERE}
    more: dict[str, Any] = {}
    if method == HTTPMethod.POST:
        more["data"] = worlds.body_of(world, world.here, endpoint.name)
        more |= {"content_type": "application/json"} if endpoint.is_api else {}
    with undone():
        request = getattr(members.own.client, method.lower())
        status = request(endpoint.url(values), **more).status_code
    assert status in {row.signed_out, 404}  # a picture lies only in the other test's folder


@pytest.mark.parametrize(
    "endpoint",
    [one for one in surface.endpoints().values() if surface.is_for_members(one)],
    ids=lambda one: one.name,
)
def test_every_page_of_the_app_is_in_the_table(endpoint: Endpoint, members: Members) -> None:
    listed = {row.method for row in member_table.ROWS if row.name == endpoint.name}
    assert listed, f"{endpoint.name} is missing from tests/permissions/member_table.py"
    for method in set(surface.METHODS) - listed:
        row = member_table.Row(method, endpoint.name, 0, None, 0)
        assert ask(members.own.client, row, members.own) == 405, method


def test_the_table_names_nothing_that_is_not_there() -> None:
    assert {row.name for row in member_table.ROWS} <= set(surface.endpoints())


def test_what_somebody_else_owns_is_left_alone(members: Members) -> None:
    row = next(row for row in member_table.ROWS if row.name == "member:end-device")
    endpoint = surface.endpoints()[row.name]
    with undone():
        members.own.client.post(endpoint.url({"session_id": members.another.session_id}))
        assert queries.find_session(members.another.token, NOON) is not None
        members.own.client.post(endpoint.url({"session_id": uuid4()}))
        assert queries.find_session(members.own.token, NOON) is not None
