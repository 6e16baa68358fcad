"""What members see of their own."""

from uuid import UUID

import pytest
from django.conf import settings
from tests.support.shop import open_shop

from tessera.insights.queries import own
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Forbidden, NotFound

pytestmark = pytest.mark.django_db


def member(member_id: UUID) -> Actor:
    return Actor("member", member_id, "王芳", "member", settings.MEMBER_PERMISSIONS, store_ids=None)


def test_a_member_takes_everything_along() -> None:
    shop = open_shop()
    member_id = shop.join()
    shop.sell(shop.order((shop.topup, 1), member_id=member_id), ("cash", 50000), total=50000)
    shop.sell(shop.order((shop.dress, 1), member_id=member_id))

    told = own.export(member(member_id))

    (person,) = told["member"]
    assert person["name"] == "王芳"
    assert {row["account"] for row in told["balances"]} == {
        "points",
        "wallet.principal",
        "wallet.bonus",
    }
    assert len(told["purchases"]) == len(told["purchase_lines"]) == len(told["movements"]) == 2


def test_somebody_elses_receipt_is_none() -> None:
    shop = open_shop()
    mine, other = shop.join(), shop.join()
    sold = shop.sell(shop.order((shop.dress, 1), member_id=other))

    with pytest.raises(NotFound, match=r"sales\.not_found"):
        own.get_purchase(member(mine), sold.sale_id)
    assert own.get_purchase(member(other), sold.sale_id).sale_id == sold.sale_id
    assert own.list_purchases(member(mine)).rows == []


def test_staff_have_nothing_of_their_own_here() -> None:
    with pytest.raises(Forbidden):
        own.export(open_shop().boss)
