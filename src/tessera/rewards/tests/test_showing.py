"""What the catalogue shows a member, and in which order."""

import pytest
from tests.support.redeeming import Counter, open_counter
from tests.support.shop import NOON, Shop

from tessera.rewards.queries import catalogue


@pytest.fixture
def counter(shop: Shop) -> Counter:
    return open_counter(shop)


def test_the_catalogue_shows_what_a_member_may_have_and_what_is_missing(counter: Counter) -> None:
    near, far = counter.offer(position=1), counter.offer(points=500, name="大衣", position=2)
    counter.offer(is_active=False)
    offers = catalogue.list_offers(counter.member, NOON)
    assert [(one.id, one.obstacle, one.short) for one in offers] == [
        (near, "", 0),
        (far, "short", 201),
    ]


def test_what_is_gone_stands_last_in_the_catalogue(counter: Counter) -> None:
    gone = counter.offer(position=1, stock=0)
    first, second = (counter.offer(position=place, name=f"丝巾{place}") for place in (2, 3))
    offers = catalogue.list_offers(counter.member, NOON)
    assert [(one.id, one.obstacle) for one in offers] == [
        (first, ""),
        (second, ""),
        (gone, "all_gone"),
    ]
