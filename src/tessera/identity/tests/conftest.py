"""A brand with a store and a member, and the way to prove a phone without waiting for a message."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core import signing
from tests.support.shop import Shop, open_shop

from tessera.identity import permissions
from tessera.identity.usecases import Device
from tessera.kernel.actor import Actor, system_actor
from tessera.members import usecases as members
from tessera.messaging.models import OneTimeCode
from tessera.messaging.queries.codes import SALT

AT = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
DOOR = system_actor("door", permissions.DOOR)
PHONE = "+8613812345678"
DEVICE = Device(address="203.0.113.7", agent="Mozilla/5.0 (iPhone) Safari/604.1", mark="abc")
ANSWERS = {"membership": True, "sms_marketing": False}
VERSIONS = {"membership": 1, "sms_marketing": 1}


@dataclass(frozen=True)
class Scene:
    """A shop and one of its members."""

    shop: Shop
    member_id: UUID


@pytest.fixture
def scene(db: None) -> Scene:
    shop = open_shop()
    view = members.register(
        actor=shop.boss, at=AT, store_id=shop.store_id, phone=PHONE, name="王芳"
    )
    return Scene(shop, view.id)


def proof(phone: str = PHONE, purpose: str = "sign_in") -> str:
    """What ``messaging`` gives to who typed the right code."""
    code = OneTimeCode.objects.create(
        phone=phone, purpose=purpose, tries_left=5, created_at=AT, expires_at=AT, used_at=AT
    )
    return signed_proof(phone, purpose, code.id)


def signed_proof(phone: str = PHONE, purpose: str = "sign_in", code: UUID | None = None) -> str:
    """A proof with our seal; without a ``code`` behind it, one that nothing can be done with."""
    told = {"phone": phone, "purpose": purpose, "code": (code or uuid4()).hex}
    return signing.dumps(told, salt=SALT)


def own(member_id: UUID) -> Actor:
    """The member, signed in."""
    return Actor("member", member_id, "王芳", "member", settings.MEMBER_PERMISSIONS, store_ids=None)
