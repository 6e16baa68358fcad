"""A child at the members' own door: no card, and words that say what to do."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.support.registering import find_registered
from tests.support.shop import Shop, open_shop

from tessera.kernel.clock import utc_now
from tessera.web.member.tests import walks


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


def test_a_child_does_not_join_alone_and_is_told_to_come_with_a_guardian(
    shop: Shop, client: Client
) -> None:
    step = walks.prove(client, "/m/sign-in").context["step"]
    versions = {one.name: one.initial for one in step.form.hidden_fields()}
    filled = {"step": "join", "phone": step.phone, "proof": step.proof, "name": "林小宝"}
    born = (utc_now() - timedelta(days=366 * 10)).date()

    answer = client.post(
        "/m/sign-in",
        filled | versions | {"consent_membership": "on", "birthday": born.isoformat()},
        HTTP_ACCEPT_LANGUAGE="en",
    )

    assert answer.status_code == 422
    assert "Come to one of our stores with a parent or guardian" in answer.content.decode()
    assert find_registered("林小宝") is None
    assert walks.session_of(client) is None
