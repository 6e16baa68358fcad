"""A shop with a sale and a member, and people of every role who look at it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client
from tests.support.shop import NOON, Shop, open_shop

from tessera.org import usecases as org

PASSWORD = "silk-and-brocade-88"


@dataclass
class Scene:
    """``shop`` with ``member`` who bought ``sale``; ``elsewhere`` is another store."""

    shop: Shop
    elsewhere: UUID
    member: UUID
    sale: UUID


@pytest.fixture
def scene(db: None) -> Scene:
    shop = open_shop()
    elsewhere = org.open_store(actor=shop.boss, at=NOON, code="F1", name="加盟店", kind="franchise")
    member = shop.join("王芳")
    sale = shop.sell(shop.order((shop.dress, 1), member_id=member))
    return Scene(shop, elsewhere, member, sale.sale_id)


SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(scene: Scene) -> SignIn:
    """Hire somebody with a role, in the shop unless another store is named, and sign them in."""

    def run(role: str = "owner", store_id: UUID | None = None) -> Client:
        username = f"{role}-{store_id or 'here'}"
        org.hire(
            actor=scene.shop.boss,
            at=NOON,
            username=username,
            password=PASSWORD,
            name=role,
            role=role,
            store_ids=[] if role == "owner" else [store_id or scene.shop.store_id],
        )
        client = Client()
        assert client.login(username=username, password=PASSWORD)
        return client

    return run
