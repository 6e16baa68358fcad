"""A brand with a member, and somebody at the door who may prove phones."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest

from tessera.kernel.actor import Actor, system_actor
from tessera.members.models import Level, Member
from tessera.messaging import permissions
from tessera.messaging.models import Message
from tessera.org import permissions as org_permissions
from tessera.org import usecases as org

AT = datetime(2026, 3, 10, 4, 10, tzinfo=UTC)
"""Ten past noon in Shanghai."""

PHONE = "+8613812345678"
HERE = "203.0.113.7"


@pytest.fixture
def door(db: None) -> Actor:
    """The sign-in page of a brand that is set up."""
    founder = system_actor("set-up", org_permissions.ALL)
    org.set_up_brand(actor=founder, at=AT, name="锦绣")
    return system_actor("sign-in", {permissions.PROVE_PHONE})


@pytest.fixture
def owner(door: Actor) -> Actor:
    return system_actor("owner", permissions.ALL)


@pytest.fixture
def make_member(door: Actor) -> Callable[..., UUID]:
    """Register somebody, the plain way."""

    def make(phone: str = PHONE, name: str = "王芳", store_id: UUID | None = None) -> UUID:
        level, _ = Level.objects.get_or_create(name="银卡", rank=1)
        row = Member.objects.create(
            name=name,
            phone=phone,
            level=level,
            card_code=f"M{phone}",
            home_store_id=store_id,
            joined_at=AT,
            joined_on=AT.date(),
        )
        return row.id

    return make


def code_in(message: Message) -> str:
    """The code that a message brings."""
    return str(dict(message.params)["code"])


def sent_code() -> str:
    """The code of the newest message."""
    return code_in(Message.objects.order_by("-created_at", "-id")[0])
