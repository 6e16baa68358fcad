"""The proof about gifts of stored value is broken on purpose."""

from uuid import uuid4

import pytest
from django.db.models import F
from tests.support.shop import NOON, open_shop

from tessera.kernel.actor import Actor
from tessera.ops.tests.conftest import Day, assert_broken, unguard
from tessera.wallet import permissions, usecases
from tessera.wallet.models import ValueGift, ValueTransfer

pytestmark = pytest.mark.usefixtures("spoiling")


@pytest.fixture
def under_way(db: None) -> str:
    """A gift that nobody has claimed; its id."""
    shop = open_shop()
    usecases.set_gifts(actor=shop.boss, at=NOON, may_give=True)
    member = shop.join()
    shop.top_up(member)
    actor = Actor("member", member, "", "member", frozenset({permissions.OWN}))
    given = usecases.give_value(
        actor=actor, at=NOON, request_id=uuid4(), amount_minor=11000, fresh=True
    )
    return str(given.gift_id)


def test_a_gift_that_holds_less_than_was_given(under_way: str) -> None:
    ValueGift.objects.filter(id=under_way).update(bonus_minor=2000)

    assert_broken(under_way, "wallet.given")


def test_a_gift_that_is_settled_and_still_holds_something(under_way: str) -> None:
    unguard(ValueGift, "value_gift_settled")
    ValueGift.objects.filter(id=under_way).update(state="back")

    assert_broken(under_way, "wallet.given")


@pytest.mark.parametrize("part", ["principal_minor", "bonus_minor"])
def test_a_transfer_of_more_than_went_over(day: Day, part: str) -> None:
    transfer = ValueTransfer.objects.get()
    ValueTransfer.objects.update(**{part: F(part) + 1})

    assert_broken(transfer.id, "wallet.handed")
