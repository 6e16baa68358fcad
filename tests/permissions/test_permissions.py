"""Every page and every operation answers every role as the table says, and nothing is missing from it."""

from collections.abc import Iterator
from http import HTTPMethod
from typing import Any

import pytest
import time_machine
from django.test import Client, override_settings

from tests.permissions import surface, table
from tests.permissions import world as worlds
from tests.permissions.surface import Endpoint
from tests.permissions.world import Place, World
from tests.support.shop import NOON
from tests.support.undoing import undone

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Made once: each request is undone on its own."""
    media = tmp_path_factory.mktemp("media")
    (media / worlds.PICTURE).write_text("<svg/>")
    with (
        override_settings(MEDIA_ROOT=media),
        time_machine.travel(NOON, tick=False),
        django_db_blocker.unblock(),
        undone(),
    ):
        yield worlds.build()


def ask(client: Client, method: str, endpoint: Endpoint, world: World, place: Place) -> int:
    """The status of one request, whose doings are undone."""
    values = {**vars(place), **vars(world), **worlds.ELSEWHERE}
    more: dict[str, Any] = {}
    if method == HTTPMethod.POST:
        more["data"] = worlds.body_of(world, place, endpoint.name)
        if endpoint.is_api:
            more["content_type"] = "application/json"
    with undone():
        request = getattr(client, method.lower())
        return int(request(endpoint.url(values), **more).status_code)


@pytest.mark.parametrize("row", table.ROWS, ids=str)
def test_everybody_is_answered_as_the_table_says(row: table.Row, world: World) -> None:
    endpoint = surface.endpoints()[row.name]
    method = HTTPMethod.GET if row.method == table.ANY else row.method
    for place, expected in ((world.here, row.here), (world.there, row.there)):
        answered = {
            role: ask(world.client(role, endpoint), method, endpoint, world, place)
            for role in expected
        }
        assert answered == expected
    stranger = world.client("", endpoint)
    assert ask(stranger, method, endpoint, world, world.here) == row.signed_out


@pytest.mark.parametrize(
    "endpoint",
    [one for one in surface.endpoints().values() if not surface.is_for_members(one)],
    ids=lambda one: one.name,
)
def test_every_endpoint_is_in_the_table_with_every_method(endpoint: Endpoint, world: World) -> None:
    listed = {row.method for row in table.ROWS if row.name == endpoint.name}
    assert listed, (
        f"{endpoint.name} at {endpoint.address} is missing from tests/permissions/table.py"
    )
    if table.ANY in listed:
        return
    owner = world.client("owner", endpoint)
    for method in set(surface.METHODS) - listed:
        assert ask(owner, method, endpoint, world, world.here) == 405, method


def test_the_table_names_nothing_that_is_not_there() -> None:
    assert {row.name for row in table.ROWS} <= set(surface.endpoints())


def test_what_names_something_of_a_store_is_asked_for_in_another_store_too() -> None:
    of_a_store = set(Place.__dataclass_fields__)
    for row in table.ROWS:
        if of_a_store & set(surface.endpoints()[row.name].parameters):
            assert row.there, row


def test_nobody_who_is_not_signed_in_sees_anything_but_the_door() -> None:
    open_to_all = {row.name for row in table.ROWS if row.signed_out < 300}
    assert open_to_all == {
        "/api/v1/openapi.json",
        "kit:sign-in",
        "kit:brand",
        "kit:mark",
        "kit:picture",
        "till:service-worker",
    }
