"""What holds "today" in the app is told by the clock of the member's store."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from tests.support.redeeming import enter
from tests.support.shop import TODAY, Shop, open_shop

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.members.permissions import OWN
from tessera.web.member.access import COOKIE

pytestmark = pytest.mark.django_db

MIDNIGHT = datetime.fromisoformat("2026-03-10T16:00:00+00:00")
"""Where the 11th of March begins in Shanghai."""

MOMENT = timedelta(seconds=1)


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_a_members_day_begins_at_midnight_of_the_store(shop: Shop) -> None:
    own = Actor("member", shop.join(), "王芳", "member", frozenset({OWN}), frozenset())
    assert members.own_today(own, MIDNIGHT - MOMENT) == TODAY
    assert members.own_today(own, MIDNIGHT) == TODAY + timedelta(days=1)


def test_a_coupon_is_shown_through_its_last_day_by_the_stores_clock(
    client: Client, shop: Shop
) -> None:
    """It is good through the 31st of March."""
    member, over = shop.join(), MIDNIGHT + timedelta(days=21)
    shop.coupon(member)
    with time_machine.travel(over - MOMENT, tick=False) as clock:
        client.cookies[COOKIE] = enter(shop.boss, member)
        shown = []
        for at in (over - MOMENT, over):
            clock.move_to(at)
            shown.append("满减券" in client.get("/m/holdings").content.decode())
    assert shown == [True, False]
