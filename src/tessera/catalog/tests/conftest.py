"""A brand's headquarters, two stores and people who see one or both."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from tessera.catalog import permissions, usecases
from tessera.catalog.usecases import NewSku
from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.ids import uuid7
from tessera.org import permissions as org_permissions
from tessera.org import usecases as org

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Shop:
    """Who and where."""

    owner: Actor
    manager: Actor
    guide: Actor
    store_id: UUID
    other_store_id: UUID

    def add(self, style: str = "D100", name: str = "连衣裙", **given: Any) -> UUID:
        """A product, a dress in one colour and size unless told otherwise."""
        given.setdefault("skus", [NewSku(tag_minor=29900, colour="红", size="M")])
        return usecases.add_product(actor=self.owner, at=AT, style=style, name=name, **given)


@pytest.fixture
def shop(db: None) -> Shop:
    founder = system_actor("set-up", org_permissions.ALL)
    org.set_up_brand(actor=founder, at=AT, name="锦绣")
    here, there = (
        org.open_store(actor=founder, at=AT, code=code, name=name)
        for code, name in (("S1", "南京路店"), ("S2", "淮海路店"))
    )
    return Shop(
        owner=Actor("staff", uuid7(), "王老板", "owner", permissions.ALL, None),
        manager=Actor("staff", uuid7(), "李店长", "manager", permissions.ALL, frozenset({here})),
        guide=Actor(
            "staff", uuid7(), "小张", "guide", frozenset({permissions.VIEW}), frozenset({here})
        ),
        store_id=here,
        other_store_id=there,
    )
