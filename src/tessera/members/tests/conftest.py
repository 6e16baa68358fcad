"""Two stores, three levels, and people who work there."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest

from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.ids import uuid7
from tessera.members import permissions, usecases
from tessera.org import permissions as org_permissions
from tessera.org import usecases as org

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
PHONE = "138 1234 5678"
SYSTEM = system_actor("set-up", permissions.ALL | org_permissions.ALL)


@dataclass(frozen=True)
class Shop:
    """A direct and a franchise store, and the levels from the lowest."""

    direct: UUID
    franchise: UUID
    levels: tuple[UUID, ...]


@pytest.fixture
def shop(db: None) -> Shop:
    org.set_up_brand(actor=SYSTEM, at=AT, name="锦绣")
    direct, franchise = (
        org.open_store(actor=SYSTEM, at=AT, code=code, name=code, kind=kind)
        for code, kind in (("D1", "direct"), ("F1", "franchise"))
    )
    levels = [
        usecases.define_level(actor=SYSTEM, at=AT, name=name, rank=rank, discount_bp=discount)
        for name, rank, discount in (("Silver", 1, 0), ("Gold", 2, 500), ("Jade", 3, 1000))
    ]
    return Shop(direct, franchise, tuple(levels))


def worker(*store_ids: UUID, without: str = "") -> Actor:
    """Somebody who may do everything with the members of some stores, except ``without``."""
    held = permissions.ALL - {without}
    return Actor("staff", uuid7(), "worker", "manager", held, store_ids=frozenset(store_ids))
