"""Somebody who may do a thing, and the moment at which it is done."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.platform import database

AT = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)


@pytest.fixture
def store_id() -> UUID:
    return uuid7()


@pytest.fixture
def actor(store_id: UUID) -> Actor:
    """Somebody who may do ``tests.do`` in one store."""
    return Actor(
        "staff", uuid7(), "王芳", "cashier", frozenset({"tests.do"}), frozenset({store_id})
    )


def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that pass by Django's own log from now on."""
    sent: list[str] = []
    rows = database.rows

    def note(sql: str, params: database.Params = ()) -> list[tuple[Any, ...]]:
        sent.append(sql)
        return rows(sql, params)

    monkeypatch.setattr(database, "rows", note)
    return sent
