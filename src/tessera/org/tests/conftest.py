"""A brand with a direct and a franchise store, and people in them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from pytest_django import Settings

from tessera.kernel.actor import Actor, system_actor
from tessera.org import permissions, queries, usecases

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
PASSWORD = "four plain words here"

ROLES = {
    "owner": permissions.ALL | {"sales.complete", "sales.return"},
    "manager": frozenset(
        {
            permissions.SIGN_IN,
            permissions.CHANGE_STORE,
            permissions.CHANGE_OWN_PASSWORD,
            permissions.VIEW_STAFF,
            permissions.MANAGE_STAFF,
            permissions.SIGN_IN_TILL,
            permissions.REVOKE_TOKENS,
            "sales.complete",
            "sales.return",
        }
    ),
    "cashier": frozenset(
        {
            permissions.SIGN_IN,
            permissions.SIGN_IN_TILL,
            permissions.CHANGE_OWN_PASSWORD,
            "sales.complete",
        }
    ),
    "guide": frozenset({permissions.CHANGE_OWN_PASSWORD}),
    "auditor": frozenset({permissions.VIEW_STAFF, permissions.CHANGE_OWN_PASSWORD}),
}

SYSTEM = system_actor("set-up", ROLES["owner"])


@pytest.fixture(autouse=True)
def roles(settings: Settings) -> None:
    """These tests are about roles, not about what today's roles may do."""
    settings.ROLES = ROLES


@dataclass(frozen=True)
class House:
    """Two stores with a till each."""

    direct: UUID
    franchise: UUID
    direct_till: UUID
    franchise_till: UUID


@pytest.fixture
def house(db: None) -> House:
    usecases.set_up_brand(actor=SYSTEM, at=AT, name="锦绣")
    direct, franchise = (
        usecases.open_store(actor=SYSTEM, at=AT, code=code, name=code, kind=kind)
        for code, kind in (("D1", "direct"), ("F1", "franchise"))
    )
    tills = [
        usecases.open_till(actor=SYSTEM, at=AT, store_id=store_id, code="T1", name="One")
        for store_id in (direct, franchise)
    ]
    return House(direct, franchise, *tills)


@dataclass(frozen=True)
class Hired:
    """Somebody who was just hired."""

    id: UUID
    user_id: UUID
    actor: Actor


Hire = Callable[..., Hired]


@pytest.fixture
def hired(house: House) -> Hire:
    """Hires somebody with a role in some stores, or everywhere."""

    def hire(role: str, *store_ids: UUID, name: str = "") -> Hired:
        staff_id = usecases.hire(
            actor=SYSTEM,
            at=AT,
            username=name or role,
            password=PASSWORD,
            name=name or role,
            role=role,
            store_ids=store_ids,
            everywhere=not store_ids,
        )
        user_id = queries.get_staff(SYSTEM, staff_id).user_id
        return Hired(staff_id, user_id, actor_of(user_id))

    return hire


def actor_of(user_id: UUID) -> Actor:
    """The actor behind a user who certainly works here."""
    actor = queries.find_staff_actor(user_id)
    assert actor is not None
    return actor
