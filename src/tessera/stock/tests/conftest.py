"""A store that stops at zero and one that does not, a dress, a shirt and a service."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tessera.catalog import permissions as catalog_permissions
from tessera.catalog import usecases as catalog
from tessera.catalog.models import Sku
from tessera.catalog.usecases import NewSku
from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.ids import uuid7
from tessera.org import permissions as org_permissions
from tessera.org import usecases as org
from tessera.platform import database
from tessera.stock import permissions

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
FOUNDER = system_actor("set-up", org_permissions.ALL | catalog_permissions.ALL)


@dataclass(frozen=True)
class Shop:
    """Who, where and what."""

    manager: Actor
    strict: UUID
    lenient: UUID
    dress: UUID
    shirt: UUID
    service: UUID

    def loosen(self, *, allows_negative_stock: bool) -> None:
        """Change the mind of the store that stops at zero."""
        org.change_store(
            actor=FOUNDER,
            at=AT,
            store_id=self.strict,
            name="南京路店",
            zone="Asia/Shanghai",
            cutover_hour=3,
            allows_negative_stock=allows_negative_stock,
        )


def _sku(style: str, name: str, kind: str = "goods") -> UUID:
    product_id = catalog.add_product(
        actor=FOUNDER, at=AT, style=style, name=name, kind=kind, skus=[NewSku(tag_minor=9900)]
    )
    return Sku.objects.get(product_id=product_id).id


@pytest.fixture
def shop(db: None) -> Shop:
    org.set_up_brand(actor=FOUNDER, at=AT, name="锦绣")
    strict, lenient = (
        org.open_store(
            actor=FOUNDER, at=AT, code=code, name=name, cutover_hour=3, allows_negative_stock=loose
        )
        for code, name, loose in (("S1", "南京路店", False), ("S2", "淮海路店", True))
    )
    return Shop(
        manager=Actor(
            "staff", uuid7(), "李店长", "manager", permissions.ALL, frozenset({strict, lenient})
        ),
        strict=strict,
        lenient=lenient,
        dress=_sku("D100", "连衣裙"),
        shirt=_sku("S200", "衬衫"),
        service=_sku("X1", "改裤脚", "service"),
    )


Counting = Callable[[], AbstractContextManager[list[str]]]


def _noting(original: Callable[..., Any], sent: list[str]) -> Callable[..., Any]:
    def send(sql: str, params: Any = ()) -> Any:
        sent.append(sql)
        return original(sql, params)

    return send


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """Collects the statements of a block, those that go past Django's own log as well."""
    sent: list[str] = []
    for name in ("rows", "dictionaries", "execute_many"):
        monkeypatch.setattr(database, name, _noting(getattr(database, name), sent))

    @contextmanager
    def count() -> Iterator[list[str]]:
        sent.clear()
        with CaptureQueriesContext(connection) as logged:
            yield sent
        sent.extend(query["sql"] for query in logged.captured_queries)

    return count
