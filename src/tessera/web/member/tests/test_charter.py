"""The charter, which anybody reads."""

import pytest
import time_machine
from django.test import Client
from tests.support.redeeming import enter
from tests.support.shop import NOON, open_shop

from tessera.web.member.access import COOKIE


@pytest.mark.django_db
def test_only_who_is_no_member_is_offered_to_join(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        shop = open_shop()
        assert 'href="/join"' in client.get("/charter").content.decode()
        client.cookies[COOKIE] = enter(shop.boss, shop.join())
        assert 'href="/join"' not in client.get("/charter").content.decode()
