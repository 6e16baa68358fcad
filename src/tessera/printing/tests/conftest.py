"""A store with a till, and a cloud printer at a stand-in."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tessera.kernel.actor import Actor, system_actor
from tessera.org import permissions as org_permissions
from tessera.org import usecases as org
from tessera.papers import wire
from tessera.papers.document import Pair, Paper, Text
from tessera.printing import cloud, permissions, usecases
from tessera.printing.feie import Feie
from tessera.printing.models import CloudPaper
from tessera.printing.rules import FeieAccount
from tessera.standins.feie import FeieCloud
from tessera.standins.wire import Line

AT = datetime(2026, 3, 10, 4, 10, tzinfo=UTC)
PAPER = Paper("S1-T1-260310-0001", (Text("锦绣", "center"), Pair("丝巾", "299.00")))
ACCOUNT = FeieAccount("shop@example.com", "key-of-nobody", "https://feie.test/Api/Open/")
NUMBER = "316500001"
CASHIER = UUID(int=7)


@dataclass
class Place:
    """A store, its till, its boss, and Feie's end of the line."""

    boss: Actor
    store_id: UUID
    till_id: UUID
    feie: FeieCloud
    line: Line

    def actor(self, *held: str, store_id: UUID | None = None) -> Actor:
        stores = frozenset({store_id or self.store_id})
        return Actor("staff", CASHIER, "陈小满", "cashier", frozenset(held), stores)

    def set(self, way: str = "feie", number: str = NUMBER, **more: Any) -> None:
        usecases.set_printer(
            actor=self.boss,
            at=AT,
            store_id=self.store_id,
            way=way,
            columns=more.pop("columns", 32),
            number=number,
            **more,
        )

    def print(self, request_id: UUID | None = None, paper: Paper = PAPER) -> list[UUID]:
        return usecases.print_paper(
            actor=self.actor(permissions.PRINT),
            at=AT,
            request_id=request_id or uuid4(),
            till_id=self.till_id,
            paper=wire.told(paper),
        ).paper_ids


def states() -> list[tuple[str, str]]:
    """Each paper's state and error, the first first."""
    return list(CloudPaper.objects.order_by("id").values_list("state", "error"))


@pytest.fixture
def place(db: None, monkeypatch: pytest.MonkeyPatch) -> Place:
    founder = system_actor("set-up", org_permissions.ALL | permissions.SHOP)
    org.set_up_brand(actor=founder, at=AT, name="锦绣")
    store_id = org.open_store(actor=founder, at=AT, code="S1", name="人民路店")
    till_id = org.open_till(actor=founder, at=AT, store_id=store_id, code="T1", name="1号台")
    numbers = {f"31650000{last}" for last in (1, 2, 3, 4)}
    standin = FeieCloud(ACCOUNT.user, ACCOUNT.key, numbers)
    line = Line(standin)
    reached = Feie(ACCOUNT, httpx.Client(transport=line))
    monkeypatch.setattr(cloud, "_others", [lambda: reached])
    return Place(founder, store_id, till_id, standin, line)
